"""Importing clients: stage a file, look at its rows a hundred at a time, take all of it at once or nothing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.identity import renew
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier
from inzage.clients.registration.actions import Enrolment, enrol
from inzage.clients.registration.facts import clients_for
from inzage.clients.registration.imports.checking import Checked, Rules, check_row, service_codes
from inzage.clients.registration.imports.models import ImportBatch, ImportRow
from inzage.clients.registration.imports.reading import SERVICE, Table, read_table

CHUNK = 100
SLICE = 500
KEY_COLUMNS = ("birth_fingerprint", "email_fingerprint", "sort_key")

Progress = Callable[[int, int], None]


def start(*, content: bytes, service: str, by: Actor, at: datetime) -> ImportBatch:
    """Stage the rows of a file for a dry run; nothing is imported yet.

    `service` is the code for rows that name none (empty: each row must name its own). Raises ValidationError, which
    says what to do, for a file that cannot be read as a table of clients.
    """
    table = read_table(content)
    check_service(table, service)
    batch = ImportBatch.objects.create(
        person_id=by.person,
        headings=[heading[:60] for heading in table.headings],
        columns=list(table.columns),
        service=service,
        total=len(table.rows),
        at=at,
    )
    ImportRow.objects.bulk_create(
        ImportRow(batch=batch, person_id=by.person, number=number, cells=list(cells)) for number, cells in table.rows
    )
    return batch


def check_service(table: Table, service: str) -> None:
    """Raise ValidationError when nothing says which service the rows are for."""
    if not service and SERVICE not in table.columns:
        raise ValidationError(
            _("The file has no column “Dienst”. Add one, or choose one service for all rows of the file.")
        )


def check_rows(*, batch: UUID, by: Actor, at: datetime, limit: int = CHUNK) -> ImportBatch:
    """Look at the next `limit` rows of a staged file.

    Raises ImportBatch.DoesNotExist when it is gone or not the actor's.
    """
    found = ImportBatch.objects.select_for_update().get(pk=batch, person=by.person)
    rows = list(ImportRow.objects.filter(batch=found, outcome="").order_by("number")[:limit])
    rules = rules_of(found, at)
    checked = [check_row(row.number, row.cells, rules) for row in rows]
    known = known_numbers(checked, by)
    twins = _seen_before(found, checked)
    for row, result in zip(rows, checked, strict=True):
        row.keys = list(result.keys)
        row.twin = next((twins[key] for key in result.keys if key in twins), None)
        row.known_as = next((known[key] for key in result.keys if key in known), "")
        row.outcome = _outcome(result, row.twin, row.known_as)
        for key in result.keys:
            twins.setdefault(key, row.number)
    ImportRow.objects.bulk_update(rows, ["keys", "twin", "known_as", "outcome"])
    found.checked += len(rows)
    found.bad += sum(row.outcome == ImportRow.Outcome.BAD for row in rows)
    found.known += sum(row.outcome == ImportRow.Outcome.KNOWN for row in rows)
    found.save(update_fields=["checked", "bad", "known"])
    return found


def _outcome(result: Checked, twin: int | None, known_as: str) -> ImportRow.Outcome:
    if result.problems or twin:
        return ImportRow.Outcome.BAD
    return ImportRow.Outcome.KNOWN if known_as else ImportRow.Outcome.FRESH


def rules_of(batch: ImportBatch, at: datetime) -> Rules:
    """What holds for each row of a staged file."""
    return rules_for(batch.headings, batch.columns, batch.service, at)


def rules_for(headings: Sequence[str], columns: Sequence[str], service: str, at: datetime) -> Rules:
    """What holds for each row of a file with these headings and fields; only sponsors that the actor may see count."""
    sponsors = Dossier.objects.filter(kind=Dossier.Kind.SPONSOR, closed_at=None)
    return Rules(
        headings=tuple(headings),
        columns=tuple(columns),
        service=service,
        today=timezone.localdate(at),
        services=service_codes(),
        sponsors={dossier.number: dossier for dossier in sponsors},
    )


def known_numbers(rows: Iterable[Checked], by: Actor) -> dict[str, str]:
    """For each key that a visible client already has: the number of that client's dossier."""
    wanted: dict[str, set[str]] = {column: set() for column in KEY_COLUMNS}
    for row in rows:
        for key in row.keys:
            column, _colon, value = key.partition(":")
            wanted[column].add(value)
    same = Q(_connector=Q.OR, **{f"{column}__in": values for column, values in wanted.items() if values})
    if not same:
        return {}
    found = clients_for(by).filter(same).values_list("dossier__number", *KEY_COLUMNS)
    return {
        f"{column}:{value}": number
        for number, *values in found
        for column, value in zip(KEY_COLUMNS, values, strict=True)
        if value
    }


def _seen_before(batch: ImportBatch, rows: Sequence[Checked]) -> dict[str, int]:
    """For each key of these rows that an earlier row of the file has: the number of that row."""
    keys = [key for row in rows for key in row.keys]
    earlier = ImportRow.objects.filter(batch=batch, keys__overlap=keys) if keys else ImportRow.objects.none()
    return {key: number for number, theirs in earlier.values_list("number", "keys") for key in theirs}


def finish(*, batch: UUID, by: Actor, at: datetime) -> int:
    """Import every new client of a file that was looked at whole and has no bad row; how many there were.

    One transaction: all of them or none. Who became known since the dry run is left out. The staging is erased. Raises
    ValidationError while rows are bad or not looked at, ImportBatch.DoesNotExist when it is gone or not the actor's.
    """
    found = ImportBatch.objects.select_for_update().get(pk=batch, person=by.person)
    if not found.is_checked or found.bad:
        raise ValidationError(
            _("Nothing is imported: first every row must be right. Mend the file and choose it again.")
        )
    rules = rules_of(found, at)
    fresh = ImportRow.objects.filter(batch=found, outcome=ImportRow.Outcome.FRESH).order_by("number")
    imported = take_in([check_row(row.number, row.cells, rules) for row in fresh], by, at)
    throw_away(batch=batch, by=by, at=at)
    return imported


def take_in(rows: Sequence[Checked], by: Actor, at: datetime, progress: Progress | None = None) -> int:
    """Register the persons of these rows who are not known yet, in the running transaction; how many there were.

    `progress` hears after each five hundred how many of how many are done.
    """
    known = known_numbers(rows, by)
    enrolments = [row.enrolment for row in rows if row.enrolment and known.keys().isdisjoint(row.keys)]
    for first in range(0, len(enrolments), SLICE):
        _enrol(enrolments[first : first + SLICE], by, at)
        if progress:
            progress(min(first + SLICE, len(enrolments)), len(enrolments))
    return len(enrolments)


def _enrol(enrolments: Sequence[Enrolment], by: Actor, at: datetime) -> None:
    """One slice of the same transaction; the proof of the actor lasts a minute, so it is given again."""
    renew(by)
    enrol(enrolments, by=by, at=at, event=Kind.CLIENT_IMPORTED)


def throw_away(*, batch: UUID, by: Actor, at: datetime) -> None:  # noqa: ARG001  the same shape for each verb
    """Erase a staged file of the actor; one that is gone already stays gone."""
    ImportRow.objects.filter(batch=batch, person=by.person).delete()
    ImportBatch.objects.filter(pk=batch, person=by.person).delete()
