"""The verb of agreements: record a signed one with its scan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import cast
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind as Event
from inzage.access.models import Document, Dossier
from inzage.access.purposes import actions as purposes
from inzage.access.vault.actions import put
from inzage.access.versions import policy
from inzage.kit.text import clean_line
from inzage.kit.uploads import MEGABYTE, Kind, check_upload
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.record_agreement import RECORD_AGREEMENT, RecordAgreement
from inzage.sponsors.agreements.models import Agreement
from inzage.sponsors.relations.models import Sponsor

SCANS: tuple[Kind, ...] = ("pdf", "png", "jpeg")
LARGEST_SCAN = 20 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an agreement says: services and purposes as codes of the policy, days inclusive, who signed and when.

    `signed_on` is the day on which the last of both signed; `ends_on` None as long as it is not ended.
    """

    number: str
    title: str
    services: Collection[str]
    purposes: Collection[str]
    starts_on: date
    ends_on: date | None = None
    signed_on: date | None
    has_confidentiality: bool
    signed_by_both: bool


def record_agreement(
    *, sponsor_dossier: Dossier, terms: Terms, scan: bytes, scan_name: str, by: Actor, at: datetime
) -> Agreement:
    """Record an agreement that both parties signed, with its scan (PDF, PNG or JPEG) in the vault, and give it.

    Raises law's Refused without confidentiality terms, both signatures and their date (article 5.signing), or for a
    purpose that is none of the ten (article 3.2); ValidationError for a scan of another kind, for a number that the
    dossier already has, and for a last day before the first.
    """
    # locked, so that a form sent twice records one agreement
    sponsor = Sponsor.objects.select_for_update().get(dossier=sponsor_dossier)
    _check(sponsor_dossier, terms, at)
    agreement = Agreement.objects.create(
        id=uuid4(),
        dossier=sponsor_dossier,
        office_id=sponsor_dossier.office_id,
        sponsor=sponsor,
        number=clean_line(terms.number),
        title=clean_line(terms.title),
        services=sorted(terms.services),
        purposes=sorted(terms.purposes),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        signed_on=cast("date", terms.signed_on),  # the law refused without it
        has_confidentiality=terms.has_confidentiality,
        document=_store(sponsor_dossier, scan, scan_name, by, at),
        recorded_at=at,
    )
    _carry(agreement, by, at)
    record(
        Event.AGREEMENT_RECORDED,
        by=by,
        dossier=sponsor_dossier.id,
        subject=agreement.id,
        articles=("5.signing", "3.2"),
        detail={"document": str(agreement.document_id)},
    )
    return agreement


def _carry(agreement: Agreement, by: Actor, at: datetime) -> None:
    """Switch the agreement's purposes on for the sponsor's own dossier, until its last day (article 3.2)."""
    purposes.carry(dossier=agreement.dossier_id, purposes=agreement.purposes, subject=agreement.id, by=by, at=at)
    if agreement.ends_on is not None:
        last = datetime.combine(agreement.ends_on, time.max, tzinfo=AMSTERDAM)
        purposes.end(dossier=agreement.dossier_id, subject=agreement.id, until=last, by=by, at=at)


def _check(dossier: Dossier, terms: Terms, at: datetime) -> None:
    """Raise law's Refused, or ValidationError, when these terms cannot be recorded."""
    facts = RecordAgreement(
        today=at.astimezone(AMSTERDAM).date(),
        has_confidentiality=terms.has_confidentiality,
        signed_by_both=terms.signed_by_both,
        signed_on=terms.signed_on,
        purposes=frozenset(terms.purposes),
        services=frozenset(terms.services),
    )
    RECORD_AGREEMENT.decide(facts, policy()).enforce()
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first; give a later day.")})
    if Agreement.objects.filter(dossier=dossier, number=clean_line(terms.number)).exists():
        raise ValidationError({"number": _("This sponsor already has an agreement with this number; give another.")})


def _store(dossier: Dossier, scan: bytes, name: str, by: Actor, at: datetime) -> Document:
    """Put the scan in the vault; ValidationError for a file that is no PDF, PNG or JPEG."""
    file = check_upload(BytesIO(scan), allowed=SCANS, max_bytes=LARGEST_SCAN, name=name)
    return put(
        dossier=dossier,
        part="agreements",
        name=file.name,
        media_type=file.media_type,
        content=file.content,
        by=by,
        at=at,
    )
