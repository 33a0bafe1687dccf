"""Files that people hand in: judged by what is in them, not by their name."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Literal

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inzage.kit.clamav import ScannerError, is_infected
from inzage.kit.text import clean_line

Kind = Literal["pdf", "png", "jpeg", "docx", "xlsx", "text", "eml"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCX_PART = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSX_PART = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": DOCX,
    "xlsx": XLSX,
    "text": "text/plain",
    "eml": "message/rfc822",
}
NAMES: dict[Kind, object] = {
    "pdf": gettext_lazy("PDF"),
    "png": gettext_lazy("PNG"),
    "jpeg": gettext_lazy("JPEG"),
    "docx": gettext_lazy("Word (docx)"),
    "xlsx": gettext_lazy("Excel (xlsx)"),
    "text": gettext_lazy("plain text or CSV"),
    "eml": gettext_lazy("mail (eml)"),
}
MEGABYTE = 1024 * 1024
_LOOK = 4096
# signs that no text holds: the C0 controls but tab, line feed, form feed, carriage return and escape
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
# how a page, a picture that runs, a script, a mail or a rich document begins: text too, but never only that
_NOT_PLAIN = ("<!doctype", "<html", "<svg", "<script", "<?xml", "{\\rtf", "mime-version:", "%!ps", "#!")
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PARTS = 2_000
_HEADERS = 256 * 1024
_HEADER = re.compile(rb"[!-9;-~]+:")
_LARGEST_UNPACKED = 100 * MEGABYTE
_ENCRYPTED = 0x1


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was looked into: its name without folders, the media type its content shows, and its bytes."""

    name: str
    media_type: str
    content: bytes


def check_upload(file: File[bytes] | BinaryIO, *, allowed: Collection[Kind], max_bytes: int, name: str = "") -> Upload:
    """Read an uploaded file and give it with the media type that its content shows.

    `allowed` are the kinds the field takes, `max_bytes` the largest size. Raises ValidationError that says what is
    wrong and what to do: empty, too large, of another kind than allowed (whatever its name says), harmful by the word
    of the virus scanner, or not judged because the scanner that was set does not answer.
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
    _scan(content)
    return Upload(name=safe_name(name or str(file.name or "")), media_type=MEDIA_TYPES[kind], content=content)


def _scan(content: bytes) -> None:
    """Let the virus scanner look, when one is set (INZAGE_CLAMAV); without its verdict no file is taken."""
    if not settings.CLAMAV:
        return
    try:
        infected = is_infected(content, settings.CLAMAV)
    except ScannerError as error:
        raise ValidationError(
            _("The virus scanner does not answer, so no file can be taken. Try again later or tell the administrator."),
            code="not_scanned",
        ) from error
    if infected:
        raise ValidationError(
            _("The virus scanner says that this file is harmful. It was not kept. Ask its maker for a clean one."),
            code="infected",
        )


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
        return _office_kind(content)
    if content.startswith(_PNG):
        return "png"
    if content.startswith(b"\xff\xd8\xff") and "image/jpeg" in {match.mime_type for match in _magic(content)}:
        return "jpeg"
    if _is_mail(content):
        return "eml"
    return "text" if _is_text(content) else None


def _magic(content: bytes) -> list[puremagic.PureMagicWithConfidence]:
    """Ask puremagic what the first bytes say; nothing when it knows no such file."""
    try:
        return puremagic.magic_string(content[:_LOOK])
    except (puremagic.PureError, ValueError):
        return []


def _office_kind(content: bytes) -> Kind | None:
    """Tell whether a zip is a Word document or an Excel workbook, without macros and of a size that can be unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            unpacked = sum(part.file_size for part in parts)
            locked = any(part.flag_bits & _ENCRYPTED for part in parts)
            if len(parts) > _MOST_PARTS or unpacked > _LARGEST_UNPACKED or locked:
                return None
            if "[Content_Types].xml" not in names:
                return None
            with archive.open("[Content_Types].xml") as types:
                said = types.read(MEGABYTE)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        return None
    if b"macroEnabled" in said or any(name.casefold().endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names and DOCX_PART in said:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names and XLSX_PART in said else None


def _is_mail(content: bytes) -> bool:
    """Tell whether bytes are a mail: they begin with its headers, a sender and a moment among them (RFC 5322, 3.6)."""
    head = content[:_HEADERS].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = [line for line in head.split(b"\n") if not line.startswith((b" ", b"\t"))]
    names = {line.partition(b":")[0].lower() for line in lines}
    return {b"from", b"date"} <= names and all(_HEADER.match(line) for line in lines)


def _is_text(content: bytes) -> bool:
    """Tell whether bytes are plain text: no binary controls, and no page or script for a browser."""
    text = _decoded(content)
    if text is None or _BINARY.search(text):
        return False
    return not text[:_LOOK].lstrip("\ufeff \t\r\n").casefold().startswith(_NOT_PLAIN)


def _decoded(content: bytes) -> str | None:
    """The bytes as text: UTF-16 when they say so, else UTF-8 or what old spreadsheets write; None when none fits."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8", "cp1252", "latin-1"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def safe_name(name: str) -> str:
    """Give a file's name without folders and characters that a file system or header trips over, at most 120 long."""
    plain = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join("_" if sign in '<>:"|?*;' else sign for sign in plain).lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(plain) > 120:  # noqa: PLR2004 the limit is told above
        return f"{stem[: 119 - len(ending)]}.{ending}"
    return plain[:120] or _("file")
