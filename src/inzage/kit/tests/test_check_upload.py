"""A file is what its content says, whatever it is called."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from inzage.kit.uploads import DOCX_PART, MEGABYTE, XLSX_PART, Kind, check_upload, kind_of, safe_name

ALL: tuple[Kind, ...] = ("pdf", "png", "jpeg", "docx", "xlsx", "text")


def picture(form: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, form)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    """The smallest Word document, with other parts beside it; `types` changes what it says it is."""
    types = more.pop("types", DOCX_PART)
    parts = {"[Content_Types].xml": b'<Override ContentType="' + types + b'"/>', "word/document.xml": b"<w:document/>"}
    return archive(parts | more)


def xlsx(**more: bytes) -> bytes:
    """The smallest Excel workbook, with other parts beside it; `types` changes what it says it is."""
    types = more.pop("types", XLSX_PART)
    parts = {"[Content_Types].xml": b'<Override ContentType="' + types + b'"/>', "xl/workbook.xml": b"<workbook/>"}
    return archive(parts | more)


def locked(content: bytes) -> bytes:
    """The same zip with the mark of a password on each part."""
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


PDF: tuple[Kind, ...] = ("pdf",)
XLSX_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpeg"),
        (docx(), "docx"),
        (xlsx(), "xlsx"),
        (xlsx(**{"xl/vbaProject.bin": b"x"}), None),
        (xlsx(types=XLSX_MACROS), None),
        (xlsx(types=DOCX_PART), None),
        ("Naam;Plaats\nZoë;Úrk\n".encode(), "text"),
        ("Naam\tPlaats\n".encode("utf-16"), "text"),
        ("Zo\xeb".encode("cp1252"), "text"),
        (b"<html><script>alert(1)</script>\n%PDF-1.7", None),
        (b"<?xml version='1.0'?><svg onload='x'/>", None),
        (b"  <SCRIPT>x</SCRIPT>", None),
        (SVG, None),
        ("\ufeff\n <!-- --> ".encode() + SVG, "text"),
        (SVG.decode().encode("utf-16"), None),
        (b"\xef\xbb\xbf<!DOCTYPE html><script>x</script>", None),
        (b"{\\rtf1 {\\object\\objdata 01}}", None),
        (b"#!/bin/sh\nrm -rf ~\n", None),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n", None),
        ("tekst\x00".encode("utf-16"), None),
        (b"\xff\xfe\x00", None),
        (archive({"evil.exe": b"x"}), None),
        (docx(**{"word/vbaProject.bin": b"x"}), None),
        (docx(**{"word/VBAPROJECT.BIN": b"x"}), None),
        (docx(types=MACROS), None),
        (docx(types=DOCX_PART + b" " + MACROS), None),
        (locked(docx()), None),
        (docx()[:-30], None),
        (b"PK\x03\x04 broken", None),
        (b"MZ\x90\x00\x03\x00\x00\x00", None),
        (picture("GIF"), None),
    ],
)
def test_the_content_tells_the_kind(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


def test_a_file_that_is_two_things_is_never_the_one_that_runs() -> None:
    page = b"<html><script>alert(1)</script></html>"
    assert kind_of(page + b"%PDF-1.7") is None
    assert kind_of(page + picture("PNG")) is None
    assert kind_of(page + docx()) is None
    # a picture or document with a page behind it stays what it begins as; it is handed out to keep, and sandboxed
    assert kind_of(picture("PNG") + page) == "png"
    assert kind_of(b"%PDF-1.7\n" + docx()) == "pdf"


def test_a_document_that_unpacks_to_very_much_is_refused() -> None:
    filler = b"\0" * (60 * MEGABYTE)
    bomb = docx(**{"word/one.xml": filler, "word/two.xml": filler})
    assert len(bomb) < MEGABYTE
    assert kind_of(bomb) is None
    assert kind_of(docx(**{f"word/{n}.xml": b"" for n in range(2_000)})) is None
    assert kind_of(docx(**{"word/one.xml": filler})) == "docx"


def test_an_allowed_file_comes_back_whole_with_its_type() -> None:
    found = check_upload(SimpleUploadedFile("scan.pdf", b"%PDF-1.7 x"), allowed=PDF, max_bytes=100)
    assert (found.name, found.media_type, found.content) == ("scan.pdf", "application/pdf", b"%PDF-1.7 x")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty", "leeg"),
        (b"%PDF-" + b"x" * 200, "too_large", "groter"),
        (b"<html>", "wrong_kind", "PDF"),
        (b"just text", "wrong_kind", "soort"),
    ],
)
def test_a_refused_file_is_told_why_and_what_to_do(content: bytes, code: str, words: str) -> None:
    with pytest.raises(ValidationError) as told:
        check_upload(SimpleUploadedFile("scan.pdf", content, "application/pdf"), allowed=PDF, max_bytes=100)
    assert told.value.code == code
    assert words in told.value.messages[0]


def test_a_file_that_does_not_tell_its_size_is_not_read_further_than_allowed() -> None:
    stream = BytesIO(b"%PDF-" + b"x" * 1000)
    with pytest.raises(ValidationError):
        check_upload(stream, allowed=ALL, max_bytes=100, name="a.pdf")
    assert stream.tell() == 101


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\brief.docx", "brief.docx"),
        ('a"b;c\r\n.pdf', "a_b_c .pdf"),
        (".bashrc", "bashrc"),
        ("", "bestand"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("y" * 300, "y" * 120),
    ],
)
def test_a_name_loses_its_folders_and_its_tricks(given: str, kept: str) -> None:
    assert safe_name(given) == kept
