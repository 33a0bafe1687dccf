"""A file is what its content says, whatever it is called."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from inzage.kit.uploads import Kind, check_upload, kind_of, safe_name

ALL: tuple[Kind, ...] = ("pdf", "png", "jpeg", "docx", "text")


def picture(form: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, form)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


PDF: tuple[Kind, ...] = ("pdf",)
DOCX = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpeg"),
        (archive(*DOCX), "docx"),
        ("Naam;Plaats\nZoë;Úrk\n".encode(), "text"),
        ("Naam\tPlaats\n".encode("utf-16"), "text"),
        ("Zo\xeb".encode("cp1252"), "text"),
        (b"<html><script>alert(1)</script>\n%PDF-1.7", None),
        (b"<?xml version='1.0'?><svg onload='x'/>", None),
        (b"  <SCRIPT>x</SCRIPT>", None),
        (archive("evil.exe"), None),
        (archive(*DOCX, "word/vbaProject.bin"), None),
        (b"PK\x03\x04 broken", None),
        (b"MZ\x90\x00\x03\x00\x00\x00", None),
        (picture("GIF"), None),
    ],
)
def test_the_content_tells_the_kind(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


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
