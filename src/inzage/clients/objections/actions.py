"""The verbs of an objection: record it, and record that the person takes it back."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier
from inzage.access.purposes import actions as purposes
from inzage.clients.objections.facts import objections_of, open_to_objection
from inzage.clients.objections.models import Objection
from inzage.law.calendar import AMSTERDAM


def object_to(*, dossier: Dossier, purpose: str, how: str, received_on: date, by: Actor, at: datetime) -> Objection:
    """Record that the client objects to a purpose: from now on nothing is opened for it (article 3.3, AVG 21).

    `purpose` is one whose ground the person can object to or withdraw; `how` one of Objection.How. Raises
    ValidationError for another purpose, for one that is objected to already, and for a day that is still to come.
    """
    if purpose not in open_to_objection():
        raise ValidationError({"purpose": _("Nobody can object to this purpose; choose one from the list.")})
    if received_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError({"received_on": _("This day is still to come; give the day on which it came in.")})
    if objections_of(dossier.pk).filter(purpose=purpose, withdrawn_at=None).exists():
        raise ValidationError({"purpose": _("This objection is on record already and holds.")})
    objection = Objection.objects.create(
        id=uuid4(),
        dossier=dossier,
        office_id=dossier.office_id,
        purpose=purpose,
        how=how,
        received_on=received_on,
        recorded_by_id=by.person,
        recorded_at=at,
    )
    purposes.prohibit(dossier=dossier.pk, purpose=purpose, subject=objection.pk, by=by, at=at)
    _enter(objection, by, at)
    record(
        Kind.OBJECTION_RECORDED,
        by=by,
        dossier=objection.dossier_id,
        subject=objection.pk,
        purpose="3.a",
        articles=["3.3"],
        detail={"purpose": objection.purpose},
    )
    return objection


def take_back(*, objection: Objection, by: Actor, at: datetime) -> Objection:
    """Record that the client takes the objection back; one that was taken back stays as it was.

    The gate puts it on the ledger as it lifts the objection.
    """
    kept = Objection.objects.select_for_update().get(pk=objection.pk)
    if kept.withdrawn_at is not None:
        return kept
    kept.withdrawn_at, kept.withdrawn_by = at, by.person
    kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
    purposes.end(dossier=kept.dossier_id, subject=kept.pk, until=at, by=by, at=at)
    _enter(kept, by, at)
    return kept


def _enter(objection: Objection, by: Actor, at: datetime) -> None:
    """The line on the time line."""
    enter(dossier=objection.dossier, part="card", kind="objection", subject=objection.pk, by=by, at=at)
