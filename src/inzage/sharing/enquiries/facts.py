"""Questions about letters to doctors: which went, and whether the regulation lets one go."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from inzage.access.versions import policy
from inzage.law.decisions.ask_doctor import ASK_DOCTOR, AskDoctor
from inzage.law.decisions.decision import Decision
from inzage.sharing.consents.actions import RECIPIENTS
from inzage.sharing.consents.facts import health_consent
from inzage.sharing.consents.models import Consent
from inzage.sharing.enquiries.models import Enquiry


def enquiries_of(dossier: UUID) -> QuerySet[Enquiry]:
    """The letters to doctors in an opened dossier, the newest first; none for who has no right on health data."""
    found = Enquiry.objects.filter(dossier=dossier).select_related("consent", "document", "made_by")
    return found.order_by("-made_at", "-id")


def decide(consent: Consent, *, necessity: str, at: datetime) -> Decision:
    """Ask the regulation whether the doctor whom this consent names may be asked what it names (6.health).

    No other consent counts: the letter goes on this one.
    """
    said = health_consent(consent)
    is_kept = consent.direction == Consent.Direction.KEEP
    facts = AskDoctor(
        at=at,
        recipient_kind=RECIPIENTS[consent.recipient_kind],
        recipient=said.recipient,
        category=said.kind,
        consents=(said,) if consent.subject_kind == Consent.Subject.HEALTH and not is_kept else (),
        necessity=necessity,
    )
    return ASK_DOCTOR.decide(facts, policy())
