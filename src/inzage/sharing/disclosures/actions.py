"""The verbs around the register: write down that the client was told, and hand out the exact bytes that left."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record, record_shown
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.tasks.actions import finish_about
from inzage.access.vault.actions import read
from inzage.access.versions import policy
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.inform_client import INFORM_CLIENT, InformClient
from inzage.sharing.disclosures.models import ClientInformed, Disclosure

TASK = "inform_client_orally"


def record_informed(*, disclosure: Disclosure, informed_on: date, how: str, by: Actor, at: datetime) -> ClientInformed:
    """Record that the actor told the client of a disclosure, on a day and how; finishes the duty (article 6.informing).

    Raises law's Refused for a day that is still to come or lies before the disclosure, ValidationError when it was
    recorded before.
    """
    INFORM_CLIENT.decide(
        InformClient(
            today=at.astimezone(AMSTERDAM).date(),
            disclosed_on=disclosure.made_at.astimezone(AMSTERDAM).date(),
            told_on=informed_on,
        ),
        policy(),
    ).enforce()
    if ClientInformed.objects.filter(dossier=disclosure.dossier_id, disclosure=disclosure).exists():
        raise ValidationError(_("It is recorded already that the client was told of this."))
    told = ClientInformed.objects.create(
        id=uuid4(),
        dossier_id=disclosure.dossier_id,
        office_id=disclosure.office_id,
        disclosure=disclosure,
        informed_on=informed_on,
        how=how,
        informed_by_id=by.person,
        recorded_at=at,
        recorded_by_id=by.person,
    )
    finish_about(subject=disclosure.id, kind=TASK, by=by, at=at)
    enter(
        dossier=Dossier(id=disclosure.dossier_id, office_id=disclosure.office_id),
        part="disclosures",
        kind="informed",
        subject=told.id,
        visibility="client",
        by=by,
        at=at,
    )
    record(Kind.CLIENT_INFORMED, by=by, dossier=disclosure.dossier_id, subject=disclosure.id, articles=("6.informing",))
    return told


def hand_out(*, disclosure: Disclosure, by: Actor, at: datetime) -> bytes:  # noqa: ARG001 - the ledger takes its own clock
    """Give the exact bytes that left, and write on the log that they were read (article 6.need).

    Raises Document.DoesNotExist for an oral disclosure, or when the dossier is not opened.
    """
    document = Document.objects.get(dossier=disclosure.dossier_id, id=disclosure.document_id or disclosure.id)
    record(
        Kind.DOCUMENT_READ,
        by=by,
        dossier=disclosure.dossier_id,
        subject=disclosure.id,
        articles=("6.need",),
        detail={"sha256": disclosure.sha256},
    )
    return read(document)


def trace_shown(*, disclosures: Iterable[Disclosure], by: Actor, at: datetime) -> None:  # noqa: ARG001 - the gate has its own clock
    """Put on the ledger of which dossiers the register over all was shown (articles 4 and 6.need)."""
    shown = [disclosure.dossier_id for disclosure in disclosures]
    record_shown(Kind.LIST_SHOWN, dossiers=shown, by=by, purpose="4.2", articles=["4", "6.need"])
