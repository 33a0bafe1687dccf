"""The verbs of hours: write or correct a cell of one's own week, book hours of an agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record, record_shown
from inzage.access.ledger.kinds import Kind
from inzage.kit.text import clean_line
from inzage.law.calendar import AMSTERDAM
from inzage.sponsors.agreements.models import Agreement
from inzage.work.engagements.models import Engagement
from inzage.work.hours.facts import NONE, day_total, kinds, newest
from inzage.work.hours.models import MOST, AgreementHours, HoursEntry


@dataclass(frozen=True, slots=True)
class Worked:
    """One cell of a week as somebody filled it."""

    engagement: Engagement
    kind: str
    day: date
    hours: Decimal


def write_week(*, cells: Mapping[str, Worked], by: Actor, at: datetime) -> int:
    """Write the cells of one's own week that changed, all or none; how many changed.

    Raises ValidationError with the cells by the name that `cells` gives them.
    """
    wrong: dict[str, list[str]] = {}
    changed = 0
    with transaction.atomic():
        for name, cell in cells.items():
            try:
                entry = write_hours(
                    engagement=cell.engagement, kind=cell.kind, day=cell.day, hours=cell.hours, by=by, at=at
                )
            except ValidationError as error:
                wrong[name] = error.messages
            else:
                changed += entry is not None
        if wrong:
            raise ValidationError(wrong)
    return changed


def trace_shown(*, dossiers: Iterable[UUID], by: Actor) -> None:
    """Leave on the log of each of these dossiers that a list of hours showed it."""
    record_shown(Kind.LIST_SHOWN, dossiers=list(dossiers), by=by, purpose="3.c", articles=("3.c",))


def write_hours(
    *, engagement: Engagement, kind: str, day: date, hours: Decimal, by: Actor, at: datetime
) -> HoursEntry | None:
    """Write one's own hours of a kind for an engagement on a day; what was written before stays as history.

    Gives the new version, None when nothing changes. Raises ValidationError for a kind that the policy does not have,
    for a day to come or on which the engagement did not run, when the day would hold more than 24
    hours, and when another window wrote it at the same moment.
    """
    before = newest(engagement, by.person, day, kind)
    if hours == (before.hours if before else NONE):
        return None
    _check(Worked(engagement, kind, day, hours), before.hours if before else NONE, by=by, at=at)
    entry = HoursEntry(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        office_id=engagement.office_id,
        engagement=engagement,
        person_id=by.person,
        day=day,
        kind=kind,
        hours=hours,
        version=before.version + 1 if before else 1,
        written_at=at,
    )
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(_("This was written in another window at the same moment; look at it again.")) from error
    record(
        Kind.HOURS_CORRECTED if before else Kind.HOURS_WRITTEN,
        by=by,
        dossier=engagement.dossier_id,
        subject=entry.id,
        purpose="3.c",
        articles=("3.c", "5.billing"),
    )
    return entry


def _check(cell: Worked, before: Decimal, *, by: Actor, at: datetime) -> None:
    """Raise ValidationError when this cannot be written in place of the hours `before`."""
    engagement, day = cell.engagement, cell.day
    if cell.kind not in kinds():
        raise ValidationError(_("This kind of hours is not in the regulation; choose one from the list."))
    if day > at.astimezone(AMSTERDAM).date():
        raise ValidationError(_("This day is still to come; write the hours when they were worked."))
    if day < engagement.started_on or (engagement.ended_on is not None and day > engagement.ended_on):
        raise ValidationError(_("The engagement did not run on this day; write the hours for another day."))
    if day_total(by.person, day) - before + cell.hours > MOST:
        raise ValidationError(_("Together this day would hold more than 24 hours; write fewer."))


def book_hours(
    *, agreement: Agreement, kind: str, hours: Decimal, booked_on: date, reference: str = "", by: Actor, at: datetime
) -> AgreementHours:
    """Book hours of an agreement: bought beforehand, or billed (AgreementHours.Kind). Gives the booking.

    `reference` is the number of the invoice; it holds no name. Raises ValidationError for no hours, for a day to come,
    and for billed hours without the number of the invoice.
    """
    said = clean_line(reference)
    if hours <= NONE:
        raise ValidationError({"hours": _("Give how many hours it is, more than 0.")})
    if booked_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError({"booked_on": _("This day is still to come; give today or an earlier day.")})
    if kind == AgreementHours.Kind.BILLED and not said:
        raise ValidationError({"reference": _("Give the number of the invoice.")})
    booking = AgreementHours.objects.create(
        id=uuid4(),
        dossier_id=agreement.dossier_id,
        office_id=agreement.office_id,
        agreement=agreement,
        kind=kind,
        hours=hours,
        booked_on=booked_on,
        reference=said,
        booked_by_id=by.person,
        booked_at=at,
    )
    record(
        Kind.HOURS_BOOKED, by=by, dossier=agreement.dossier_id, subject=booking.id, purpose="3.d",
        articles=("5.billing",), detail={"kind": kind},
    )  # fmt: skip
    return booking
