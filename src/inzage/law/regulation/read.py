"""Reads a regulation in plain text, as it comes out of a word processor or a PDF, without losing a word."""

from pathlib import Path

from inzage.law.regulation.article_parts import Article, article_heading
from inzage.law.regulation.lines import Line, clean_lines
from inzage.law.regulation.structure import RegulationText
from inzage.law.regulation.version_table import is_versions_heading, read_versions

_LARGEST = 500_000
_MOST_LINES = 20_000
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word document or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


class RegulationError(Exception):
    """A file is not a regulation in plain text; the message names the problem and the remedy."""


def read_regulation(text: str) -> RegulationText:
    """Read a regulation: articles ("Artikel 4", its title beside or below), their parts, and the table of versions.

    Never raises: a text without articles gives none, and its lines are in `unplaced` (the first one is the title).
    """
    lines = clean_lines(text)
    articles: list[Article] = []
    before: list[str] = []
    table = len(lines)
    for index, line in enumerate(lines):
        if articles and is_versions_heading(line.text):
            table = index
            break
        heading = article_heading(line.text, articles[-1].number if articles else 0)
        if heading:
            articles.append(Article(*heading))
        elif articles:
            articles[-1].add(line, _following(lines, index, articles[-1].number))
        else:
            before.append(line.text)
    versions_heading, versions, loose = read_versions([line.text for line in lines[table:]])
    title = before[0].lstrip("# ") if before else ""
    return RegulationText(
        title=title,
        articles=tuple(article.done() for article in articles),
        versions_heading=versions_heading,
        versions=versions,
        unplaced=(*before[1:], *loose),
    )


def _following(lines: list[Line], index: int, number: int) -> Line | None:
    if index + 1 >= len(lines):
        return None
    line = lines[index + 1]
    ends = is_versions_heading(line.text) or article_heading(line.text, number) is not None
    return None if ends else line


def read_regulation_file(source: Path | bytes) -> RegulationText:
    """Read a regulation from a file or its bytes (UTF-8, UTF-16 or Windows-1252).

    Raises RegulationError for a file that cannot be read, is empty, is larger than 500 kB or 20,000 lines, is no plain
    text, or holds no article.
    """
    regulation = read_regulation(decode(_bytes(source)))
    if not regulation.articles:
        raise RegulationError(
            "no article found; each article starts on a line of its own with 'Artikel' and its number"
        )
    return regulation


def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as error:
        raise RegulationError(f"{source.name}: cannot be read: {error.strerror}") from error


def decode(content: bytes) -> str:
    """Turn the bytes of a text file into text; raises RegulationError that says what the file is instead."""
    if not content.strip():
        raise RegulationError("the file is empty; choose the file that holds the text of the regulation")
    if len(content) > _LARGEST:
        raise RegulationError(
            f"the file is {len(content)} bytes; a regulation in plain text is at most {_LARGEST} bytes"
        )
    for start, kind in _BINARY.items():
        if content.startswith(start):
            raise RegulationError(f"the file is {kind}; save the regulation as plain text (.txt) and try again")
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise RegulationError("the file is not UTF-8, UTF-16 or Windows-1252; save it as UTF-8 text") from error
    if any(ord(letter) < 32 and letter not in "\t\n\r\f\v" for letter in text):  # noqa: PLR2004 - control characters
        raise RegulationError("the file is not plain text; save the regulation as plain text (.txt) and try again")
    lines = len(text.splitlines())
    if lines > _MOST_LINES:
        raise RegulationError(f"the file has {lines} lines; a regulation has at most {_MOST_LINES}")
    return text


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:2000]
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) // 4:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
