"""Importing a file of clients in one go, as the command line does: the same reading and checking, without staging."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.clients.registration.imports.actions import (
    Progress,
    check_service,
    known_numbers,
    rules_for,
    take_in,
)
from inzage.clients.registration.imports.checking import Checked, check_row, twin_message
from inzage.clients.registration.imports.reading import MOST_BYTES, Table, read_table


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is wrong in a file: the row as a spreadsheet numbers it, the heading of the column, what to do."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What a file held and what was done: with problems nothing was imported."""

    total: int
    fresh: int
    known: int
    imported: int
    problems: tuple[RowProblem, ...]


def import_file(
    path: Path, *, dry_run: bool, by: Actor, at: datetime, service: str = "", progress: Progress | None = None
) -> ImportReport:
    """Import a CSV or Excel file of clients, or with `dry_run` only say what would happen; all of the file or nothing.

    `service` is the code for rows that name none; `progress` hears how many of how many are imported. Runs in the
    actor's transaction. Raises ValidationError for a file that cannot be read as a table of clients.
    """
    table = _read(path)
    check_service(table, service)
    rules = rules_for(table.headings, table.columns, service, at)
    rows = [check_row(number, cells, rules) for number, cells in table.rows]
    problems = tuple(
        [RowProblem(row.number, problem.column, problem.message) for row in rows for problem in row.problems]
        + list(_twins(rows))
    )
    known = known_numbers(rows, by)
    fresh = [row for row in rows if row.enrolment and known.keys().isdisjoint(row.keys)]
    imported = 0 if dry_run or problems else take_in(fresh, by, at, progress)
    return ImportReport(
        total=len(rows),
        fresh=len(fresh),
        known=len([row for row in rows if row.enrolment]) - len(fresh),
        imported=imported,
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
    )


def _read(path: Path) -> Table:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 10 MB. Split it in smaller files."))
        return read_table(path.read_bytes())
    except OSError as error:
        raise ValidationError(
            _("The file cannot be read: %(why)s. Check its name and your right to read it."),
            params={"why": error.strerror},
        ) from error


def _twins(rows: Sequence[Checked]) -> Iterable[RowProblem]:
    """The rows that stand for the same person as an earlier row."""
    seen: dict[str, int] = {}
    for row in rows:
        twin = next((seen[key] for key in row.keys if key in seen), None)
        if twin is not None:
            yield RowProblem(row.number, "", twin_message(twin))
        for key in row.keys:
            seen.setdefault(key, row.number)
