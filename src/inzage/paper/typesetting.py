"""Sets type: a template of ours and a document's data become one PDF/A-2a and PDF/UA-1 file, the same bytes each time.

The data go in as JSON through typst's inputs and are never read as markup.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

import pikepdf
import typst

HERE = Path(__file__).parent
PICTURE_DOTS_PER_INCH = 96
_LOCK = Lock()


@dataclass(frozen=True, kw_only=True)
class RenderedPdf:
    """A finished document: its bytes, their SHA-256 in hex, the number of pages, and their PNGs when asked for."""

    data: bytes
    sha256: str
    pages: int
    png_pages: tuple[bytes, ...] = ()


@cache
def _compiler() -> typst.Compiler:
    """Keep one compiler: its fonts are read once (a fresh one takes twice the time)."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
    return typst.Compiler(root=HERE / "templates", font_paths=fonts, ignore_system_fonts=True)


def typeset(template: str, data: Mapping[str, object], *, at: datetime, pictures: bool = False) -> RenderedPdf:
    """Set `data` in type with a template of this room ("report", "notice").

    `at` is the moment of making, aware of its time zone; it is printed in the metadata and makes the bytes repeatable.
    Raises ValueError when `at` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("at: the moment of making has no time zone; pass an aware datetime")
    source = HERE / "templates" / f"{template}.typ"
    inputs = {"data": json.dumps(dict(data), ensure_ascii=False)}
    moment = at.astimezone(UTC).replace(microsecond=0)
    with _LOCK:
        try:
            pdf = _compiler().compile(
                input=source, format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=moment
            )
            shots = _compiler().compile(format="png", ppi=PICTURE_DOTS_PER_INCH) if pictures else []
        finally:
            # the compiler keeps its last inputs; a document's text should not wait there for the next one
            _compiler().compile(input=b"", format="pdf", sys_inputs=None)
    # a line feed after %%EOF keeps the file valid PDF/A when a seal is appended
    document = b"".join([*_files(pdf), b"\n"])
    return RenderedPdf(
        data=document,
        sha256=hashlib.sha256(document).hexdigest(),
        pages=page_count(document),
        png_pages=tuple(_files(shots)),
    )


def _files(compiled: bytes | list[bytes] | None) -> list[bytes]:
    """Give what typst made as a list: it gives one file bare, and several (the pages as pictures) in a list."""
    return [compiled] if isinstance(compiled, bytes) else compiled or []


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
