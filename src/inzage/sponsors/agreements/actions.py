"""The verb of agreements: record a signed one with its scan."""

from collections.abc import Collection
from datetime import date, datetime
from io import BytesIO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind as Event
from inzage.access.models import Dossier
from inzage.access.vault.actions import put
from inzage.access.versions import policy
from inzage.kit.text import clean_line
from inzage.kit.uploads import MEGABYTE, Kind, check_upload
from inzage.law.decisions.record_agreement import RECORD_AGREEMENT, RecordAgreement
from inzage.sponsors.agreements.models import Agreement
from inzage.sponsors.relations.models import Sponsor

SCANS: tuple[Kind, ...] = ("pdf", "png", "jpeg")
LARGEST_SCAN = 20 * MEGABYTE


def record_agreement(
    *,
    sponsor_dossier: Dossier,
    number: str,
    title: str,
    services: Collection[str],
    purposes: Collection[str],
    starts_on: date,
    ends_on: date | None = None,
    signed_on: date | None,
    has_confidentiality: bool,
    signed_by_both: bool,
    scan: bytes,
    scan_name: str,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Record an agreement that both parties signed, with its scan (PDF, PNG or JPEG) in the vault, and give it.

    `services` and `purposes` are codes of the policy. Raises law's Refused without confidentiality terms, both signatures
    and their date (article 5.signing), or for a purpose that is none of the ten (article 3.2); ValidationError for a scan of
    another kind and for a number that the dossier already has.
    """
    RECORD_AGREEMENT.decide(
        RecordAgreement(
            today=at.date(),
            has_confidentiality=has_confidentiality,
            signed_by_both=signed_by_both,
            signed_on=signed_on,
            purposes=frozenset(purposes),
            services=frozenset(services),
        ),
        policy(),
    ).enforce()
    number = clean_line(number)
    if Agreement.objects.filter(dossier=sponsor_dossier, number=number).exists():
        raise ValidationError({"number": _("This sponsor already has an agreement with this number; give another.")})
    file = check_upload(BytesIO(scan), allowed=SCANS, max_bytes=LARGEST_SCAN, name=scan_name)
    document = put(
        dossier=sponsor_dossier,
        part="agreements",
        name=file.name,
        media_type=file.media_type,
        content=file.content,
        by=by,
        at=at,
    )
    agreement = Agreement.objects.create(
        id=uuid4(),
        dossier=sponsor_dossier,
        office_id=sponsor_dossier.office_id,
        sponsor=Sponsor.objects.get(dossier=sponsor_dossier),
        number=number,
        title=clean_line(title),
        services=sorted(services),
        purposes=sorted(purposes),
        starts_on=starts_on,
        ends_on=ends_on,
        signed_on=signed_on,
        has_confidentiality=has_confidentiality,
        document=document,
        recorded_at=at,
    )
    record(
        Event.AGREEMENT_RECORDED, by=by, dossier=sponsor_dossier.id, subject=agreement.id,
        articles=("5.signing", "3.2"), detail={"document": str(document.id), "sha256": document.sha256},
    )  # fmt: skip
    return agreement
