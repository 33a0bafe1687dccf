"""The verbs of a representative: record one with the evidence, and record that it ended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record as note_on_ledger
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.vault.actions import put
from inzage.clients.representatives.facts import of_age_on
from inzage.clients.representatives.models import Representative
from inzage.kit.uploads import Upload
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.sign_for import BY_AGE, COVERS

ARTICLE = "13.access"
WARN_BEFORE = timedelta(weeks=4)
DESK = "back_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Who, in which capacity, for which matters, from when to when (the last day; None: no end), on which evidence."""

    capacity: str
    matters: tuple[str, ...]
    name: str
    email: str = ""
    phone: str = ""
    since: date
    until: date | None
    evidence: Upload | None


def record(*, dossier: Dossier, appointment: Appointment, by: Actor, at: datetime) -> Representative:
    """Record who decides for the client, and a task to look again before the last day (UAVG 5).

    For a parent or guardian the last day is the one before the client turns eighteen, when no other is given. Raises
    ValidationError for a matter that the capacity cannot be about, without evidence of a court or a power, for days in
    the wrong order, and for a parent or guardian of somebody of age. The dossier must be opened.
    """
    until = _last_day(dossier, appointment)
    _check(appointment, until)
    document = _keep(dossier, appointment.evidence, by, at)
    made = Representative.objects.create(
        id=uuid4(),
        dossier=dossier,
        capacity=appointment.capacity,
        matters=list(appointment.matters),
        name=appointment.name,
        email=appointment.email,
        phone=appointment.phone,
        since=appointment.since,
        until=until,
        document=document,
        recorded_by_id=by.person,
        recorded_at=at,
    )
    if until is not None:
        today = at.astimezone(AMSTERDAM).date()
        open_task(
            kind="representation_ends",
            article=ARTICLE,
            dossier=dossier,
            due=max(until - WARN_BEFORE, today),
            role=DESK,
            subject=made.pk,
            by=by,
            at=at,
        )
    _trace(made, dossier, Kind.REPRESENTATIVE_RECORDED, by, at)
    return made


def _last_day(dossier: Dossier, appointment: Appointment) -> date | None:
    """The last day, with the client's coming of age in it."""
    if appointment.capacity not in BY_AGE:
        return appointment.until
    of_age = of_age_on(dossier.pk)
    if of_age is None:
        return appointment.until
    if of_age <= appointment.since:
        raise ValidationError({"capacity": _("The client was of age by then; choose another capacity.")})
    latest = of_age - timedelta(days=1)
    return min(appointment.until or latest, latest)


def _check(appointment: Appointment, until: date | None) -> None:
    if not appointment.matters or set(appointment.matters) - COVERS[appointment.capacity]:
        message = _("Choose matters within the capacity: an administrator has no say in care, a mentor none in money.")
        raise ValidationError({"matters": message})
    if appointment.capacity in BY_AGE and until is None:
        raise ValidationError({"until": _("Give the last day: the one before the client turns eighteen.")})
    if until is not None and until < appointment.since:
        raise ValidationError({"until": _("The last day lies before the first; give a later day.")})
    if appointment.capacity not in BY_AGE and appointment.evidence is None:
        raise ValidationError({"evidence": _("Add the order of the court or the power of attorney.")})


def _keep(dossier: Dossier, evidence: Upload | None, by: Actor, at: datetime) -> Document | None:
    if evidence is None:
        return None
    return put(
        dossier=dossier,
        part="contact",
        name=evidence.name,
        media_type=evidence.media_type,
        content=evidence.content,
        by=by,
        at=at,
    )


def end(*, representative: Representative, by: Actor, at: datetime) -> Representative:
    """Record that the representation is over; one that was ended stays as it was. Its task is finished."""
    kept = Representative.objects.select_for_update().get(pk=representative.pk)
    if kept.ended_at is not None:
        return kept
    kept.ended_at, kept.ended_by = at, by.person
    kept.save(update_fields=["ended_at", "ended_by"])
    finish_about(subject=kept.pk, kind="representation_ends", by=by, at=at)
    _trace(kept, Dossier.objects.get(pk=kept.dossier_id), Kind.REPRESENTATIVE_ENDED, by, at)
    return kept


def _trace(representative: Representative, dossier: Dossier, kind: Kind, by: Actor, at: datetime) -> None:
    """The line on the time line and the one on the ledger."""
    enter(dossier=dossier, part="contact", kind="representative", subject=representative.pk, by=by, at=at)
    note_on_ledger(
        kind,
        by=by,
        dossier=dossier.pk,
        subject=representative.pk,
        purpose="3.a",
        articles=[ARTICLE],
        detail={"capacity": representative.capacity},
    )
