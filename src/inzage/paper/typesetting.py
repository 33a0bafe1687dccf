"""Sets type: a template of ours and the data of a document become PDF/A-2a and PDF/UA-1 in one file, the same bytes each time.

The data go in as JSON through typst's inputs and are never read as markup.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

HERE = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_LOCK = Lock()


@dataclass(frozen=True, kw_only=True)
class RenderedPdf:
    """A finished document: its bytes, their SHA-256 in hex, its number of pages, and pictures of them (PNG) when asked for."""

    data: bytes
    sha256: str
    pages: int
    png_pages: tuple[bytes, ...] = ()
