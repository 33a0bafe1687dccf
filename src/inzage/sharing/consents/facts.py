"""Questions about consents: which there are, which still hold, and what law must know of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from inzage.access.versions import policy
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.release_report import HealthConsent
from inzage.sharing.consents.models import Consent
from inzage.sponsors.relations.facts import contacts_of
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.facts import engagements_of
from inzage.work.engagements.models import Engagement

PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent with where it stands on a day: "given", "expired" or "withdrawn"."""

    consent: Consent
    state: str


def consents_of(dossier: UUID) -> QuerySet[Consent]:
    """The consents in a client's dossier, the newest first."""
    found = Consent.objects.filter(dossier=dossier).select_related("engagement", "recorded_by")
    return found.order_by("-given_at", "-id")


def consent(dossier: UUID, consent_id: UUID) -> Consent | None:
    """One consent of a client's dossier, or None when it is not there or not to be seen."""
    return consents_of(dossier).filter(id=consent_id).first()


def state_of(consent: Consent, on: date) -> str:
    """Where a consent stands on a day: "withdrawn", "expired" (its last day is past) or "given"."""
    if consent.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if consent.expires_on < on else "given"


def standings(dossier: UUID, at: datetime) -> list[Standing]:
    """Every consent of a dossier with where it stands at a moment."""
    today = at.astimezone(AMSTERDAM).date()
    return [Standing(each, state_of(each, today)) for each in consents_of(dossier)]


def health_consents(engagement: Engagement) -> tuple[HealthConsent, ...]:
    """All consents to give or ask health data of an engagement, also those that ended, as law asks for them."""
    found = Consent.objects.filter(
        dossier=engagement.dossier_id, engagement=engagement, subject_kind=Consent.Subject.HEALTH
    ).exclude(direction=Consent.Direction.KEEP)
    return tuple(health_consent(each) for each in found)


def health_consent(consent: Consent) -> HealthConsent:
    """A consent to give or ask health data as law asks for it (6.health)."""
    return HealthConsent(
        recipient=str(consent.recipient_id or consent.recipient_label),
        kind=consent.information,
        direction="out" if consent.direction == Consent.Direction.OUT else "in",
        written=consent.written,
        given_at=consent.given_at,
        expires_on=consent.expires_on,
        withdrawn_at=consent.withdrawn_at,
    )


def relied_on(*, dossier: UUID, engagement: UUID, recipient: UUID, kinds: Collection[str], at: datetime) -> list[UUID]:
    """The running written consents on which data of these kinds go to a contact at a moment (6.health)."""
    found = Consent.objects.filter(
        dossier=dossier, engagement=engagement, recipient=recipient, subject_kind=Consent.Subject.HEALTH,
        direction=Consent.Direction.OUT, information__in=list(kinds), written=True, withdrawn_at=None,
    ).order_by("given_at", "id")  # fmt: skip
    return [each.id for each in found if state_of(each, at.astimezone(AMSTERDAM).date()) == "given"]


def information_labels(language: str) -> dict[str, str]:
    """The kinds of information that a consent can name, each with its label: the policy's health categories."""
    terms = policy()
    return {code: terms.reporting.categories[code].label.to(language) for code in sorted(terms.health_categories())}


def possible_recipients(dossier: UUID) -> dict[Engagement, list[SponsorContact]]:
    """For each running engagement of a client: the active contacts of its sponsor."""
    running = [each for each in engagements_of(dossier) if each.ended_on is None]
    return {each: list(contacts_of(each.sponsor.dossier_id, active_only=True)) for each in running}
