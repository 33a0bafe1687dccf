"""The verbs of closing: close the dossier of a client, and open it for work again."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import connections
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.models import Dossier
from inzage.access.versions import policy
from inzage.law.decisions.close_dossier import CLOSE_DOSSIER
from inzage.work.closures.facts import closing, closures_of
from inzage.work.closures.models import Closure


def close(*, dossier: Dossier, reason: str, by: Actor, at: datetime) -> Closure:
    """Close a client's dossier: from now on it is read-only for the work (articles 3.a and 6.dossier).

    What is still owed to the person (a request, a notice, a copy) can be done as before. `reason` is one of
    Closure.Reason. Raises law's Refused while an engagement runs or a duty is open and without a reason,
    ValidationError when it is closed already, ProgrammingError when the gate gives the actor no right to it.
    """
    facts = closing(dossier.pk, reason_given=reason in Closure.Reason.values)
    CLOSE_DOSSIER.decide(facts, policy()).enforce()
    if Dossier.objects.get(pk=dossier.pk).closed_at is not None:
        raise ValidationError(_("This dossier is closed already."))
    closure = Closure.objects.create(
        id=uuid4(), dossier=dossier, office_id=dossier.office_id, reason=reason, closed_by_id=by.person, closed_at=at
    )
    enter(dossier=dossier, part="card", kind="closure", subject=closure.pk, by=by, at=at)
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.close_dossier(%s)", [dossier.pk])
    return closure


def reopen(*, dossier: Dossier, again: str, by: Actor, at: datetime) -> Closure:
    """Open a closed dossier for work again; `again` is one of Closure.Again (article 3.a).

    Raises ValidationError when it is not closed or no reason is given, ProgrammingError without the right to it.
    """
    kept = closures_of(dossier.pk).filter(reopened_at=None).select_for_update(of=("self",)).first()
    if kept is None:
        raise ValidationError(_("This dossier is not closed."))
    if again not in Closure.Again.values:
        raise ValidationError({"again": _("Choose why it is opened again.")})
    kept.reopened_by_id, kept.reopened_at, kept.again = by.person, at, again
    kept.save(update_fields=["reopened_by", "reopened_at", "again"])
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.reopen_dossier(%s)", [dossier.pk])
    enter(dossier=dossier, part="card", kind="closure", subject=kept.pk, by=by, at=at)
    return kept
