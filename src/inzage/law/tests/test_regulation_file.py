"""A file that is no regulation in plain text is said to be so, and a strange one does not hold up the reader."""

import time
from pathlib import Path

import pytest

from inzage.law.regulation import RegulationError, read_regulation_file


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"%PDF-1.7 ...", "the file is a PDF; save the regulation as plain text"),
        (b"PK\x03\x04...", "the file is a Word document or a zip file"),
        (b"Artikel 1\x00\x01\x02 Titel", "the file is not plain text"),
        (b"Artikel 1 \x81\x8d Titel", "the file is not UTF-8, UTF-16 or Windows-1252"),
        (b"a" * 500_001, "the file is 500001 bytes; a regulation in plain text is at most 500000"),
        (b"Artikel 1\n" + b"x\n" * 20_001, "the file has 20002 lines; a regulation has at most 20000"),
        (b"Beste lezer", "no article found; each article starts on a line of its own with 'Artikel'"),
    ],
)
def test_what_is_no_regulation_is_said_so(content: bytes, problem: str) -> None:
    with pytest.raises(RegulationError, match=problem):
        read_regulation_file(content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegulationError, match=r"nowhere\.txt: cannot be read: No such file"):
        read_regulation_file(tmp_path / "nowhere.txt")


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "x\n",
        "1. x\n",
        "9. x\n",
        "- x.\n",
        "Jan 2010 x\n",
        "woord-\n",
        "een lange regel van een artikel \n",
        "a) x\n",
        "x" * 399_000,
    ],
)
def test_a_large_strange_file_is_read_in_a_moment(line: str) -> None:
    for start in ("T\nArtikel 1 Een\n", "T\nArtikel 1 Een\nTekst.\nVersies\n"):
        text = (start + line * min(19_000, 400_000 // len(line))).encode()
        begun = time.perf_counter()
        read_regulation_file(text)
        assert time.perf_counter() - begun < 10
