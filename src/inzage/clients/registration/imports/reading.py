"""A file of clients as a table: which encoding, which separator, which column is which field.

Understands what spreadsheets write: UTF-8 with or without a mark, UTF-16, Windows-1252; semicolon, comma or tab; a
first line "sep=;"; and Excel's own xlsx. Anything else is refused with what it is and what to do.
"""

import csv
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inzage.clients.registration.fields import FIELDS
from inzage.clients.registration.imports import spreadsheet
from inzage.kit.text import clean_line, fold

SEPARATORS = (";", ",", "\t")
MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 10_000
MOST_SIGNS = 2_000
LONGEST_HEADING = 60
MOST_COLUMNS = 60
SERVICE, SOURCE, REFERRER = "service", "source", "referrer"
HEADINGS_OF_ITS_OWN: Mapping[str, tuple[str, ...]] = {
    SERVICE: ("dienst", "soort dienst", "dienstverlening", "service"),
    SOURCE: ("bron", "herkomst", "aangemeld door", "source"),
    REFERRER: ("opdrachtgever", "dossiernummer opdrachtgever", "opdrachtgevernummer", "sponsor", "referrer"),
}


def _heading_key(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())


_COLUMN_OF: Mapping[str, str] = {
    _heading_key(heading): name
    for name, headings in itertools.chain(
        ((field.name, (field.name, *field.headings)) for field in FIELDS.values()),
        HEADINGS_OF_ITS_OWN.items(),
    )
    for heading in headings
}


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: its headings as written, the field that each heads, and its rows.

    A row is its number in the file as a spreadsheet shows it (the headings are row 1) and one cell per heading.
    """

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(content: bytes) -> Table:
    """The table in `content`. Raises ValidationError for no text, no known headings, no rows or too many."""
    records, skipped = (spreadsheet.records(content), 0) if spreadsheet.is_one(content) else _of_text(content)
    headings = tuple(clean_line(cell) for cell in next(records, (1, []))[1])
    while headings and not headings[-1]:
        headings = headings[:-1]
    columns = _columns(headings)
    rows = tuple(
        (number + skipped, _fitted(number + skipped, cells, len(headings)))
        for number, cells in itertools.islice(records, MOST_ROWS + 1)
    )
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            _("The file has more than %(most)s rows. Split it in smaller files."), params={"most": MOST_ROWS}
        )
    if not rows:
        raise ValidationError(_("The file has headings but no clients. Add a row for each client."))
    return Table(headings, columns, rows)


def _of_text(content: bytes) -> tuple[Iterator[tuple[int, list[str]]], int]:
    """The records of a text file, and how many lines were passed over before them."""
    separator, text, skipped = _separator(decode(content).removeprefix("\ufeff"))
    return _records(text, separator), skipped


def decode(content: bytes) -> str:
    """The text of the bytes. Raises ValidationError for an empty file, a spreadsheet's own format, or no text."""
    if not content.strip():
        raise ValidationError(_("The file is empty. Choose a file with a row of headings and a row for each client."))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ValidationError(_("This kind of file cannot be read. Save it as Excel (xlsx) or as CSV and choose that."))
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n" for sign in text):
            return text
    raise ValidationError(_("This file is not readable as text. Save it as CSV (UTF-8) and choose that file."))


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in content[:200]:
        return ("utf-16-le", "utf-16-be") if content[1:2] == b"\0" else ("utf-16-be", "utf-16-le")
    return ("utf-8-sig", "cp1252")


def _separator(text: str) -> tuple[str, str, int]:
    """The separator (the one that gives most known headings), the text to read, and how many lines were skipped."""
    first, _newline, rest = text.partition("\n")
    named = first.strip().strip('"').casefold()
    if named.startswith("sep=") and len(named) <= len("sep=;"):
        separator = named.removeprefix("sep=") or "\t"
        if separator in SEPARATORS:
            return separator, rest, 1

    def known(separator: str) -> int:
        cells = next(_records(text, separator), (1, []))[1]
        return sum(_heading_key(cell) in _COLUMN_OF for cell in cells)

    return max(SEPARATORS, key=known), text, 0


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The records with their row numbers; rows without any text are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise ValidationError(
                _("Row %(row)s cannot be read: a quotation mark is not closed or stands wrong. Mend that row."),
                params={"row": number},
            ) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def _columns(headings: Sequence[str]) -> tuple[str, ...]:
    """The field under each heading. Raises ValidationError with all that is wrong with the headings at once.

    A file without headings has a client in its first row: then nothing of that row is repeated.
    """
    columns = tuple(_COLUMN_OF.get(_heading_key(heading), "") for heading in headings)
    if not any(columns):
        raise ValidationError(
            _("The first row has no heading that is known here. Begin with a row of headings, such as: %(names)s."),
            params={"names": _known_names()},
        )
    wrong = []
    for place, (heading, column) in enumerate(zip(headings, columns, strict=True), start=1):
        shown = heading[:LONGEST_HEADING]
        if not column:
            wrong.append(
                ValidationError(
                    _("Column %(place)s (“%(heading)s”) is not kept here. Take it out, or name it: %(names)s."),
                    params={"place": place, "heading": shown, "names": _known_names()},
                )
            )
        elif column in columns[: place - 1]:
            wrong.append(
                ValidationError(
                    _("Column %(place)s (“%(heading)s”) holds the same as an earlier column. Keep one of the two."),
                    params={"place": place, "heading": shown},
                )
            )
    if "last_name" not in columns:
        wrong.append(ValidationError(_("The column with the last name is missing. Add a column headed “Achternaam”.")))
    if wrong:
        raise ValidationError(wrong[:MOST_COLUMNS])
    return columns


def _known_names() -> str:
    return ", ".join(str(field.label) for field in FIELDS.values())


def _fitted(number: int, cells: list[str], width: int) -> tuple[str, ...]:
    """The cells of a row, one per heading. Raises ValidationError for text outside the headings or without end."""
    if any(cell.strip() for cell in cells[width:]):
        raise ValidationError(
            _("Row %(row)s has more cells than there are headings. Give each column a heading, or mend that row."),
            params={"row": number},
        )
    if any(len(cell) > MOST_SIGNS for cell in cells):
        raise ValidationError(_("Row %(row)s has a cell that is far too long. Mend that row."), params={"row": number})
    return tuple(cells[:width]) + ("",) * (width - len(cells))
