"""Reading a file: encodings, separators, headings, dates as people write them; every error names its place."""

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.clients.registration import values
from inzage.clients.registration.fields import FIELDS
from inzage.clients.registration.imports.checking import LABELS
from inzage.clients.registration.imports.reading import MOST_ROWS, read_table

TODAY = date(2026, 11, 24)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
MONTHS: tuple[tuple[str, ...], ...] = (
    (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)
NAME = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéëïüçÀÉ -'.;,\t\n\""), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)


def _problem(content: bytes) -> str:
    with translation.override("en"):
        with pytest.raises(ValidationError) as error:
            read_table(content)
        return " ".join(error.value.messages)


@settings(deadline=None)
@given(
    names=st.lists(NAME, min_size=1, max_size=8),
    separator=st.sampled_from(";,\t"),
    encoding=st.sampled_from(ENCODINGS),
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
)
def test_whatever_a_spreadsheet_writes_reads_back(
    names: list[str], separator: str, encoding: str, newline: str, mark: bool
) -> None:
    file = io.StringIO(newline="")
    if mark:
        file.write(f"sep={separator}{newline}")
    writer = csv.writer(file, delimiter=separator, lineterminator=newline)
    writer.writerow(["Achternaam", "Voornaam", "E-mailadres"])
    writer.writerows([name, "Mila", ""] for name in names)
    table = read_table(file.getvalue().encode(encoding))
    assert table.columns == ("last_name", "first_name", "email")
    assert [cells[0] for _number, cells in table.rows] == names
    assert [number for number, _cells in table.rows] == list(range(2 + mark, len(names) + 2 + mark))


@settings(deadline=None)
@given(content=st.binary(max_size=300))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    with suppress(ValidationError):
        assert "last_name" in read_table(content).columns


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"PK\x03\x04rest", "Save it as Excel"),
        (b"\xd0\xcf\x11\xe0rest", "Save it as Excel"),
        (b"Achternaam\x07;x\nBos", "not readable as text"),
        (b"\xff\xfe\x00", "not readable as text"),
        (b"Achternaam;Voornaam\n", "headings but no clients"),
        (b"Bos;Mila\nJansen;Piet", "no heading that is known"),
        (b"Voornaam\nMila", "last name is missing"),
        (b"Achternaam;Kleur\nBos;rood", "Column 2"),
        (b"Achternaam;BSN\nBos;111222333", "Column 2"),
        (b"Achternaam;Naam;Surname\nBos;x;y", "Column 3"),
        (b"Achternaam\nBos;Mila", "Row 2 has more cells"),
        (b'Achternaam;Voornaam\nBos;"Mi"la"', "Row 2 cannot be read"),
        (b'Achternaam;Voornaam\nBos;"Mila', "Row 2 cannot be read"),
        (b"Achternaam\n" + b"x" * 2001, "Row 2 has a cell"),
        (b"Achternaam\n" + b"Bos\n" * (MOST_ROWS + 1), "more than 10000 rows"),
    ],
)
def test_each_fault_is_named_with_its_remedy(content: bytes, says: str) -> None:
    assert says in _problem(content)


def test_a_file_without_headings_is_not_repeated_in_the_error() -> None:
    assert "Geheimzinnig" not in _problem(b"Geheimzinnig;Mila\nBos;Piet")


def test_empty_rows_and_short_rows_and_trailing_separators_are_fine() -> None:
    table = read_table(b"Achternaam;Voornaam;;\n\nBos\n;;\nJansen;Piet;;\n")
    assert table.rows == ((3, ("Bos", "")), (5, ("Jansen", "Piet")))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_label_of_the_example_file_is_a_heading_that_is_understood(language: str) -> None:
    with translation.override(language):
        labels = [str(label) for label in LABELS.values()]
    assert read_table((";".join(labels) + "\nx").encode()).columns == tuple(LABELS)


@settings(deadline=None)
@given(day=st.dates(date(1900, 1, 1), TODAY), form=st.integers(0, 10))
def test_dates_are_understood_as_people_write_them(day: date, form: int) -> None:
    written = (
        f"{day:%d-%m-%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.isoformat()}",
        f"{day.isoformat()} 00:00:00",
        f"{day:%Y/%m/%d}",
        f"{day.day} {MONTHS[0][day.month - 1]} {day.year}",
        f"{day.day} {MONTHS[1][day.month - 1]}. {day.year}",
        f"{day.day}-{MONTHS[1][day.month - 1].upper()}-{day.year}",
        f"{day.day} {MONTHS[2][day.month - 1]} {day.year}",
    )[form]
    assert values.past_date(written, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["31-02-1980", "0-1-1980", "31-13-1980", "31-01-80", "1-1-19800", "gisteren", "31 januember 1980", "29442",
     "1899-12-31", "2026-11-25", "31-01-1980 12:30", "१-१-१९८०"],
)  # fmt: skip
def test_what_is_no_past_date_is_refused_without_repeating_it(text: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as error:
        values.past_date(text, TODAY)
    assert text not in error.value.messages[0]


@pytest.mark.parametrize(
    ("field", "good", "kept"),
    [
        ("phone", "06-12345678", "06-12345678"),
        ("phone", "+31 (0)6 12 34 56 78", "+31 (0)6 12 34 56 78"),
        ("postcode", "1234ab", "1234 AB"),
        ("postcode", "B-1000", "B-1000"),
        ("email", "mila@example.org", "mila@example.org"),
        ("language", "Nederlands", "nl"),
        ("contract_hours", "32.5", "32,5"),
        ("contract_hours", "08", "8"),
        ("first_name", " Mi\u200bla\x00 ", "Mi la"),
        ("employer", "", ""),
    ],
)
def test_values_are_kept_in_one_form(field: str, good: str, kept: str) -> None:
    assert FIELDS[field].value(good, today=TODAY) == kept


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("phone", "123-4567"), ("phone", "06-1234567a"), ("phone", "1" * 16), ("postcode", "23501 CX"),
        ("postcode", "0123 AB"),
        ("postcode", "?"), ("email", "mila@"), ("email", "a b@c.nl"), ("language", "frans"), ("contract_hours", "81"),
        ("contract_hours", "veel"), ("first_name", "x" * 81), ("date_of_birth", "x" * 41),
    ],
)  # fmt: skip
def test_wrong_values_are_refused_without_repeating_them(field: str, wrong: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as error:
        FIELDS[field].value(wrong, today=TODAY)
    assert wrong not in error.value.messages[0]
