"""The verbs of an interruption of sickness: record it, say when it ended, take back one that was wrong."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier
from inzage.law.calendar import AMSTERDAM
from inzage.work.absence.facts import first_sick_day, interruptions_of
from inzage.work.absence.models import SickInterruption


def record_interruption(
    *, dossier: Dossier, kind: str, first_on: date, last_on: date | None, by: Actor, at: datetime
) -> SickInterruption:
    """Record days on which sickness did not count, both included; `last_on` None as long as they last. Gives them.

    Raises ValidationError without a first sick day before it, for days that are still to come or run backwards, and
    when another interruption still lasts.
    """
    began = first_sick_day(dossier.id)
    if began is None or first_on <= began:
        raise ValidationError(
            {"first_on": _("This lies on or before the first sick day; correct that day in the details, or this one.")}
        )
    _check_days(first_on, last_on, at)
    if last_on is None and interruptions_of(dossier.id).filter(last_on=None, withdrawn_at=None).exists():
        raise ValidationError({"last_on": _("Another interruption still lasts; record first when that one ended.")})
    kept = SickInterruption.objects.create(
        id=uuid4(),
        dossier=dossier,
        kind=kind,
        first_on=first_on,
        last_on=last_on,
        recorded_by_id=by.person,
        recorded_at=at,
    )
    _trace(Kind.ABSENCE_RECORDED, kept, by)
    return kept


def end_interruption(*, interruption: SickInterruption, last_on: date, by: Actor, at: datetime) -> SickInterruption:
    """Record the last day of an interruption that lasted and give it. Raises ValidationError for an impossible day."""
    kept = SickInterruption.objects.select_for_update(of=("self",)).get(id=interruption.id)
    if kept.last_on is not None or kept.withdrawn_at is not None:
        raise ValidationError(_("This interruption has its last day already. Take it back when it is wrong."))
    _check_days(kept.first_on, last_on, at)
    kept.last_on = last_on
    kept.save(update_fields=("last_on",))
    _trace(Kind.ABSENCE_RECORDED, kept, by)
    return kept


def take_back(*, interruption: SickInterruption, by: Actor, at: datetime) -> SickInterruption:
    """Take back an interruption that was wrong; one that was taken back stays as it was."""
    kept = SickInterruption.objects.select_for_update(of=("self",)).get(id=interruption.id)
    if kept.withdrawn_at is None:
        kept.withdrawn_at, kept.withdrawn_by_id = at, by.person
        kept.save(update_fields=("withdrawn_at", "withdrawn_by"))
        _trace(Kind.ABSENCE_WITHDRAWN, kept, by)
    return kept


def _check_days(first_on: date, last_on: date | None, at: datetime) -> None:
    today = at.astimezone(AMSTERDAM).date()
    if first_on > today:
        raise ValidationError({"first_on": _("This day is still to come; record it when it is there.")})
    if last_on is not None and last_on < first_on:
        raise ValidationError({"last_on": _("The last day lies before the first; give a later day.")})
    if last_on is not None and last_on > today:
        raise ValidationError({"last_on": _("This day is still to come; leave it empty as long as it lasts.")})


def _trace(kind: Kind, about: SickInterruption, by: Actor) -> None:
    """The line on the ledger; it tells nothing of the kind of interruption."""
    record(kind, by=by, dossier=about.dossier_id, subject=about.id, purpose="3.c", articles=("3.c",))
