"""The verbs of the desk for referrals, and of what a colleague can take on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions.current import policy
from inzage.clients.referrals.facts import values_of, workers
from inzage.clients.referrals.models import Capacity, Referral
from inzage.clients.registration.actions import Enrolment, enrol
from inzage.clients.registration.models import Client
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.register_client import REGISTER_CLIENT, RegisterClient

LOOK_WITHIN = timedelta(days=2)
TASK = "referral_waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What came in: for which service, with which of its fields, from whom, how and when."""

    service: str
    channel: str
    received_on: date
    fields: dict[str, Any]
    sponsor: Dossier | None = None
    contact_name: str = ""
    reference: str = ""
    region: str = ""
    specialism: str = ""


def take_in(*, incoming: Incoming, by: Actor, at: datetime) -> Referral:
    """Put a referral on the desk, with a task to look at it (articles 2.registration and 3.a).

    Raises law's Refused for a field that the service does not need, ValidationError without a last name, for an actor
    without an office and for a day that is still to come.
    """
    given = {name: value for name, value in incoming.fields.items() if value not in ("", None)}
    asked = RegisterClient(
        service=incoming.service,
        fields=frozenset(given),
        source="sponsor" if incoming.sponsor else "self",
    )
    REGISTER_CLIENT.decide(asked, policy()).enforce()
    if by.office is None:
        raise ValidationError(_("You belong to no office, so there is no desk for this referral. Ask the manager."))
    if "last_name" not in given:
        raise ValidationError({"last_name": _("A client has a last name. Fill it in.")})
    if incoming.received_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError({"received_on": _("This day is still to come; give the day on which it came in.")})
    referral = Referral.objects.create(
        id=uuid4(),
        office_id=by.office,
        service=incoming.service,
        channel=incoming.channel,
        received_on=incoming.received_on,
        sponsor=incoming.sponsor,
        contact_name=incoming.contact_name,
        reference=incoming.reference,
        region=incoming.region,
        specialism=incoming.specialism,
        data={name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()},
        recorded_by_id=by.person,
        recorded_at=at,
    )
    open_task(
        kind=TASK, article="3.a", dossier=None, due=incoming.received_on + LOOK_WITHIN, by=by, at=at,
        role="back_office", subject=referral.pk,
    )  # fmt: skip
    _trace(Kind.REFERRAL_RECEIVED, referral, by, channel=incoming.channel)
    return referral


def hand_to(*, referral: Referral, coach: UUID | None, by: Actor, at: datetime) -> Referral:  # noqa: ARG001  the same shape for each verb
    """Propose a colleague for it (None: nobody yet); from then on it is being looked at.

    Raises ValidationError for one that was decided on and for somebody who does not do this work at its office.
    """
    kept = _open(referral)
    if coach is not None and coach not in {each.pk for each in workers(kept.office_id)}:
        raise ValidationError(_("Choose a colleague who does this work at this office."))
    kept.coach_id, kept.status = coach, Referral.Status.LOOKED_AT
    kept.save(update_fields=["coach", "status"])
    return kept


def accept(*, referral: Referral, by: Actor, at: datetime) -> Client:
    """Register the person as a client with what is on the referral, and empty the referral (article 3.a).

    The clock of the notice of AVG 14 runs from the day on which the data came in. Raises what registering raises, and
    ValidationError for one that was decided on.
    """
    kept = _open(referral)
    enrolment = Enrolment(
        service=kept.service,
        fields=values_of(kept),
        source=Client.Source.SPONSOR if kept.sponsor_id else Client.Source.SELF,
        referrer=kept.sponsor,
        received_on=kept.received_on,
    )
    client = enrol([enrolment], by=by, at=at)[0]
    kept.dossier, kept.data = client.dossier, {}
    _decide(kept, Referral.Status.ACCEPTED, "", by=by, at=at)
    return client


def decline(*, referral: Referral, reason: str, by: Actor, at: datetime) -> Referral:
    """Decline it for a reason of the policy's list; it is erased by the policy's term (article 14.retention)."""
    kept = _open(referral)
    if reason not in policy().referrals.reasons:
        raise ValidationError({"reason": _("Choose a reason from the list.")})
    return _decide(kept, Referral.Status.DECLINED, reason, by=by, at=at)


def withdraw(*, referral: Referral, by: Actor, at: datetime) -> Referral:
    """Record that the sponsor or the person took it back; it is erased by the policy's term (article 14.retention)."""
    return _decide(_open(referral), Referral.Status.WITHDRAWN, "", by=by, at=at)


def _open(referral: Referral) -> Referral:
    kept = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if not kept.is_open:
        raise ValidationError(_("This referral was decided on already."))
    return kept


def _decide(kept: Referral, status: Referral.Status, reason: str, *, by: Actor, at: datetime) -> Referral:
    kept.status, kept.reason = status, reason
    kept.decided_by, kept.decided_at = by.person, at
    kept.erase_on = policy().retention["referral"].keep.last_day(at.astimezone(AMSTERDAM).date())
    kept.save(update_fields=["status", "reason", "decided_by", "decided_at", "erase_on", "dossier", "data"])
    finish_about(subject=kept.pk, kind=TASK, by=by, at=at)
    _trace(Kind.REFERRAL_DECIDED, kept, by, status=str(status))
    return kept


def erase_over(*, by: Actor, at: datetime) -> int:
    """Erase the referrals whose term is over; how many there were (article 14.retention)."""
    today = at.astimezone(AMSTERDAM).date()
    over = list(Referral.objects.filter(erase_on__lt=today).values_list("pk", flat=True))
    removed, _tables = Referral.objects.filter(pk__in=over).delete()
    if removed:
        record(Kind.REFERRALS_ERASED, by=by, articles=["14.retention"], detail={"referrals": removed})
    return removed


def set_capacity(
    *,
    person: UUID,
    regions: Iterable[str],
    specialisms: Iterable[str],
    hours: Decimal,
    by: Actor,
    at: datetime,
) -> Capacity:
    """Record what a colleague can take on: codes of the policy's lists and hours a week.

    Raises ValidationError for what the lists do not hold, and for somebody who does not do this work at one's office.
    """
    known, regions, specialisms = policy().referrals, list(regions), list(specialisms)
    if set(regions) - known.regions.keys() or set(specialisms) - known.specialisms.keys():
        raise ValidationError(_("Choose regions and specialisms from the lists of the policy."))
    if by.office is None or person not in {each.pk for each in workers(by.office)}:
        raise ValidationError(_("Choose a colleague who does this work at this office."))
    kept = Capacity.objects.select_for_update(of=("self",)).filter(person=person).first()
    made = kept or Capacity(id=uuid4(), person_id=person, office_id=by.office)
    made.regions, made.specialisms, made.hours = regions, specialisms, hours
    made.changed_by, made.changed_at = by.person, at
    changed = ["regions", "specialisms", "hours", "changed_by", "changed_at"]
    made.save(update_fields=changed, force_update=True) if kept else made.save(force_insert=True)
    record(Kind.CAPACITY_CHANGED, by=by, subject=person, purpose="3.a", articles=["3.a"])
    return made


def _trace(kind: Kind, referral: Referral, by: Actor, **detail: str) -> None:
    """A line on the ledger that names the referral, never the person."""
    record(
        kind,
        by=by,
        dossier=referral.dossier_id,
        subject=referral.pk,
        purpose="3.a",
        articles=["3.a"],
        detail=detail,
    )
