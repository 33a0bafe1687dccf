"""Files that people hand in: judged by what is in them, not by their name."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Literal

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inzage.kit.text import clean_line

Kind = Literal["pdf", "png", "jpeg", "docx", "text"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": DOCX,
    "text": "text/plain",
}
NAMES: dict[Kind, object] = {
    "pdf": gettext_lazy("PDF"),
    "png": gettext_lazy("PNG"),
    "jpeg": gettext_lazy("JPEG"),
    "docx": gettext_lazy("Word (docx)"),
    "text": gettext_lazy("plain text or CSV"),
}
MEGABYTE = 1024 * 1024
_LOOK = 4096
# bytes that no text holds: the C0 controls but tab, line feed, form feed, carriage return and escape
_BINARY = frozenset(range(32)) - {9, 10, 12, 13, 27}


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was looked into: its name without folders, the media type its content shows, and its bytes."""

    name: str
    media_type: str
    content: bytes


def check_upload(file: File[bytes] | BinaryIO, *, allowed: Collection[Kind], max_bytes: int, name: str = "") -> Upload:
    """Read an uploaded file and give it with the media type that its content shows.

    `allowed` are the kinds the field takes, `max_bytes` the largest size. Raises ValidationError that says what is
    wrong and what to do: empty, too large, or of another kind than allowed (whatever its name says).
    """
    size = getattr(file, "size", None)
    if size is not None and size > max_bytes:
        raise ValidationError(_too_large(max_bytes), code="too_large")
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise ValidationError(_too_large(max_bytes), code="too_large")
    if not content:
        raise ValidationError(_("The file is empty. Choose a file that has something in it."), code="empty")
    kind = kind_of(content)
    if kind is None or kind not in allowed:
        names = ", ".join(str(NAMES[each]) for each in NAMES if each in allowed)
        raise ValidationError(
            _("This kind of file is not accepted. Choose a file of this kind: %(names)s.") % {"names": names},
            code="wrong_kind",
        )
    return Upload(name=safe_name(name or str(file.name or "")), media_type=MEDIA_TYPES[kind], content=content)


def _too_large(max_bytes: int) -> str:
    """Say how large a file may be."""
    megabytes = f"{max_bytes / MEGABYTE:.0f}" if max_bytes >= MEGABYTE else f"{max_bytes / MEGABYTE:.2f}"
    return _("The file is larger than %(size)s MB. Make it smaller or split it.") % {"size": megabytes}


def kind_of(content: bytes) -> Kind | None:
    """Tell the kind of a file by its bytes; None when it is none that we take.

    A PDF must begin with its mark, so that a page of HTML with a PDF behind it is not taken for one.
    """
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx" if _is_docx(content) else None
    found = {match.mime_type for match in _magic(content)}
    if "image/png" in found:
        return "png"
    if content.startswith(b"\xff\xd8\xff") and "image/jpeg" in found:
        return "jpeg"
    return "text" if _is_text(content) else None


def _magic(content: bytes) -> list[puremagic.PureMagicWithConfidence]:
    """Ask puremagic what the first bytes say; nothing when it knows no such file."""
    try:
        return puremagic.magic_string(content[:_LOOK])
    except (puremagic.PureError, ValueError):
        return []


def _is_docx(content: bytes) -> bool:
    """Tell whether a zip is a Word document without macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    macros = any(name.casefold().endswith("vbaproject.bin") for name in names)
    return {"[Content_Types].xml", "word/document.xml"} <= names and not macros


def _is_text(content: bytes) -> bool:
    """Tell whether bytes are plain text: no binary controls, and no page or script for a browser."""
    start = content[:_LOOK]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if _BINARY & set(content):
        return False
    return (
        not start.lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml"))
    )


def safe_name(name: str) -> str:
    """Give a file's name without folders and characters that a file system or header trips over, at most 120 long."""
    plain = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join("_" if sign in '<>:"|?*;' else sign for sign in plain).lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(plain) > 120:  # noqa: PLR2004 the limit is told above
        return f"{stem[: 119 - len(ending)]}.{ending}"
    return plain[:120] or _("file")
