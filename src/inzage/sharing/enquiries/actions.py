"""The verbs of a letter to a doctor: ask, and hand out the exact bytes."""

from datetime import datetime
from uuid import uuid4

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier
from inzage.access.vault.actions import put, read
from inzage.sharing.consents.models import Consent
from inzage.sharing.enquiries.facts import decide
from inzage.sharing.enquiries.models import Enquiry


def ask(*, consent: Consent, necessity: str, letter: bytes, by: Actor, at: datetime) -> Enquiry:
    """Record that a letter goes to the doctor whom a consent names, and keep its bytes sealed (article 6.health).

    Raises law's Refused without a running consent to ask this, for anybody but a doctor, or without a need.
    """
    # locked, so that who withdraws the consent at this very moment waits, or was first and is seen
    kept = Consent.objects.select_for_update(of=("self",)).select_related("engagement").get(id=consent.id)
    decision = decide(kept, necessity=necessity, at=at).enforce()
    dossier = Dossier.objects.get(id=kept.dossier_id)
    document = put(
        dossier=dossier, part="health", name="letter.pdf", media_type="application/pdf", content=letter, by=by, at=at
    )
    enquiry = uuid4()
    made = Enquiry.objects.create(
        id=enquiry,
        dossier=dossier,
        entry=enter(dossier=dossier, part="health", kind="enquiry", subject=enquiry, visibility="client", by=by, at=at),
        consent=kept,
        category=kept.information,
        document=document,
        sha256=document.sha256,
        decision=decision.to_json(),
        made_at=at,
        made_by_id=by.person,
    )
    record(
        Kind.DISCLOSURE_MADE,
        by=by,
        dossier=dossier.id,
        subject=made.id,
        purpose="3.c",
        articles=decision.articles,
        detail={"sha256": document.sha256, "channel": "letter", "consent": str(kept.id)},
    )
    return made


def hand_out(*, enquiry: Enquiry, by: Actor, at: datetime) -> bytes:  # noqa: ARG001  the ledger takes its own clock
    """Give the exact bytes of a letter, and write on the log that they were read (article 6.health)."""
    record(
        Kind.DOCUMENT_READ,
        by=by,
        dossier=enquiry.dossier_id,
        subject=enquiry.id,
        purpose="3.c",
        articles=("6.health",),
        detail={"sha256": enquiry.sha256},
    )
    return read(enquiry.document)
