"""The two verbs of a consent, one step each: give and withdraw (AVG 7(3): withdrawing is as easy as giving)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.vault.actions import put
from inzage.access.versions import policy
from inzage.clients.health import actions_grounds as grounds
from inzage.kit.text import clean_line
from inzage.kit.uploads import Upload
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.decision import Decision
from inzage.law.decisions.give_consent import GIVE_CONSENT, GiveConsent
from inzage.sharing.consents.models import Consent
from inzage.sharing.disclosures.facts import waiting
from inzage.sharing.post.actions import recall
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement

DIRECTIONS: dict[str, Literal["out", "in", "keep"]] = {"out": "out", "in": "in", "keep": "keep"}
RECIPIENTS: dict[str, Literal["sponsor", "doctor", "medical_adviser", "relation", "bureau"]] = {
    "sponsor": "sponsor",
    "doctor": "doctor",
    "medical_adviser": "medical_adviser",
    "relation": "relation",
    "bureau": "bureau",
}
ARTICLES = {Consent.Subject.HEALTH: "6.health", Consent.Subject.PROFILE: "3.i"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What stands on the form that the client signed.

    `subject_kind`, `direction` and `recipient_kind` are codes of Consent, `information` a health category of the policy
    or "profile". A sponsor's recipient is a `contact`; for anybody else `recipient_label` names them. `scan` is the
    form itself, None when there is none.
    """

    engagement: Engagement
    subject_kind: str
    information: str
    direction: str
    recipient_kind: str
    contact: SponsorContact | None
    recipient_label: str = ""
    scan: Upload | None
    given_at: datetime
    expires_on: date


def give(*, dossier: Dossier, signed: Signed, by: Actor, at: datetime) -> Consent:
    """Record a client's written consent for one recipient, kind of information and direction, and give it.

    A consent that the bureau keeps something itself opens the place for it in the dossier until its last day.
    The scan is kept in the vault. Raises law's Refused for what articles 6.health and 3.i do not allow (not in writing,
    no recipient, too long, in the future), ValidationError without a scan.
    """
    decision = _check(signed, at)
    if signed.scan is None:
        raise ValidationError({"scan": _("Add a scan of the signed form.")})
    scan = signed.scan
    document = put(
        dossier=dossier,
        part="disclosures",
        name=scan.name,
        media_type=scan.media_type,
        content=scan.content,
        by=by,
        at=at,
    )
    consent = _write(dossier, signed, document, by=by, at=at)
    if consent.direction == Consent.Direction.KEEP:
        grounds.consent_began(
            dossier=dossier,
            category=consent.information,
            consent=consent.id,
            until=datetime.combine(consent.expires_on, time.max, tzinfo=AMSTERDAM),
            by=by,
            at=at,
        )
    _enter(consent, dossier, by=by, at=at)
    record(
        Kind.CONSENT_GIVEN,
        by=by,
        dossier=dossier.id,
        subject=consent.id,
        articles=decision.articles,
        detail={"document": document.sha256},
    )
    return consent


def _check(signed: Signed, at: datetime) -> Decision:
    """Ask the regulation whether this is a consent; raises law's Refused when it is none."""
    contact = signed.contact
    is_named = contact is not None or signed.recipient_kind == Consent.RecipientKind.BUREAU
    facts = GiveConsent(
        at=at,
        service=signed.engagement.service,
        subject="health" if signed.subject_kind == Consent.Subject.HEALTH else "profile",
        information=signed.information,
        direction=DIRECTIONS[signed.direction],
        recipient_kind=RECIPIENTS[signed.recipient_kind],
        recipient_named=is_named or bool(clean_line(signed.recipient_label)),
        recipient_of_sponsor=contact is not None and contact.sponsor_id == signed.engagement.sponsor_id,
        in_writing=signed.scan is not None,
        given_at=signed.given_at,
        expires_on=signed.expires_on,
    )
    return GIVE_CONSENT.decide(facts, policy()).enforce()


def _write(dossier: Dossier, signed: Signed, document: Document, *, by: Actor, at: datetime) -> Consent:
    """Write the consent as it was signed."""
    return Consent.objects.create(
        id=uuid4(),
        dossier=dossier,
        engagement=signed.engagement,
        subject_kind=signed.subject_kind,
        information=signed.information,
        direction=signed.direction,
        recipient=signed.contact,
        recipient_kind=signed.recipient_kind,
        recipient_label=signed.contact.name if signed.contact else clean_line(signed.recipient_label),
        written=True,
        document=document,
        given_at=signed.given_at,
        expires_on=signed.expires_on,
        recorded_at=at,
        recorded_by_id=by.person,
    )


def withdraw(*, consent: Consent, by: Actor, at: datetime) -> Consent:
    """Record that a client withdrew a consent; from this moment nothing leaves on it. Gives the consent.

    With it go all that say the same (a form recorded twice, a renewal), and a report that still waits in the outbox
    is taken back. What was sent before stays in the register (AVG 7(3)). Withdrawing twice changes nothing.
    """
    # in the order in which a release locks them
    same = list(_same(consent).select_for_update(of=("self",)).order_by("id"))
    for each in same:
        _withdraw(each, by=by, at=at)
    if consent.recipient_id is not None:
        for message in waiting(
            engagement=consent.engagement_id,
            dossier=consent.dossier_id,
            recipient=consent.recipient_id,
            category=consent.information,
        ):
            recall(message=message, by=by, at=at)
    return Consent.objects.get(id=consent.id)


def _same(consent: Consent) -> QuerySet[Consent]:
    """The running consents to the same: engagement, information, direction and recipient."""
    return Consent.objects.filter(
        dossier=consent.dossier_id,
        engagement=consent.engagement_id,
        information=consent.information,
        direction=consent.direction,
        recipient=consent.recipient_id,
        recipient_label=consent.recipient_label,
        withdrawn_at__isnull=True,
    )


def _withdraw(kept: Consent, *, by: Actor, at: datetime) -> None:
    """Write the withdrawal on one consent, time line and ledger."""
    kept.withdrawn_at, kept.withdrawal_recorded_by_id = at, by.person
    kept.save(update_fields=["withdrawn_at", "withdrawal_recorded_by"])
    grounds.ended(subject=kept.id, until=at, by=by)
    dossier = Dossier.objects.get(id=kept.dossier_id)
    _enter(kept, dossier, by=by, at=at)
    record(
        Kind.CONSENT_WITHDRAWN,
        by=by,
        dossier=dossier.id,
        subject=kept.id,
        articles=(ARTICLES[Consent.Subject(kept.subject_kind)],),
    )


def _enter(consent: Consent, dossier: Dossier, *, by: Actor, at: datetime) -> None:
    enter(dossier=dossier, part="disclosures", kind="consent", subject=consent.id, visibility="client", by=by, at=at)
