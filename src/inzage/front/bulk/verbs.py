"""The bulk actions: from which list, by whom, and how each is done to one row."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from inzage.access.actor import Actor
from inzage.access.bulk.verbs import Asked, Given, Targets, Verb, register
from inzage.access.models import Dossier, Task
from inzage.access.tasks.actions import finish
from inzage.clients.registration.facts import notice_given_at
from inzage.duties.notices.actions import send_notice
from inzage.front.bulk.forms import ChannelForm, ColleagueForm, PhaseForm
from inzage.front.desk.chores import CHORES, UNKNOWN
from inzage.law.policy import ROLES
from inzage.work.caseload.actions import hand_over
from inzage.work.caseload.facts import visible
from inzage.work.engagements.actions import move
from inzage.work.engagements.models import Engagement
from inzage.work.engagements.views import ASSIGNERS, MOVERS


def _engagements(ids: Collection[UUID], actor: Actor) -> Targets:
    return list(visible(actor).filter(pk__in=ids).values_list("pk", "dossier_id"))


def _tasks(ids: Collection[UUID], actor: Actor) -> Targets:  # noqa: ARG001  the database shows what one may see
    return list(Task.objects.filter(pk__in=ids, done_at=None).values_list("pk", "dossier_id"))


def _dossiers(ids: Collection[UUID], actor: Actor) -> Targets:  # noqa: ARG001  the database shows what one may see
    return [(pk, pk) for pk in Dossier.objects.filter(pk__in=ids, kind="client").values_list("pk", flat=True)]


def _engagement(target: UUID) -> Engagement:
    return Engagement.objects.select_related("dossier").get(pk=target)


def _move(target: UUID, given: Given, by: Actor, at: datetime) -> None:
    engagement = _engagement(target)
    if engagement.phase == given["phase"]:
        raise ValidationError(__("It is in this phase already."))
    move(engagement=engagement, phase=given["phase"], by=by, at=at)


def _hand_over(target: UUID, given: Given, by: Actor, at: datetime) -> None:
    person, _colon, role = given["colleague"].partition(":")
    hand_over(engagement=_engagement(target), person=UUID(person), role=role, by=by, at=at)


def _finish(target: UUID, given: Given, by: Actor, at: datetime) -> None:  # noqa: ARG001  nothing is asked
    task = Task.objects.get(pk=target)
    if not CHORES.get(task.kind, UNKNOWN).by_hand:
        raise ValidationError(__("This task ends by itself when the work is done. Open it and do that."))
    finish(task=target, by=by, at=at)


def _notify(target: UUID, given: Given, by: Actor, at: datetime) -> None:
    if notice_given_at(target) is not None:
        raise ValidationError(__("This client was given the notice already."))
    send_notice(dossier=Dossier.objects.get(pk=target), channel=given["channel"], given_before=0, by=by, at=at)


WORKING = tuple(role for role in ROLES if role != "auditor")
VERBS: Mapping[str, Verb] = {
    "hand-over": Verb(
        page="engagements", label=_("Hand over to a colleague"), roles=ASSIGNERS, form=ColleagueForm,
        find=_engagements, carry_out=_hand_over,
    ),
    "move": Verb(
        page="engagements", label=_("Move to another phase"), roles=MOVERS, form=PhaseForm,
        find=_engagements, carry_out=_move,
    ),
    "finish": Verb(
        page="tasks", label=_("Mark as done"), roles=WORKING, form=Asked, find=_tasks, carry_out=_finish,
    ),
    "notify": Verb(
        page="clients", label=_("Give the privacy notice"), roles=("back_office",), form=ChannelForm,
        find=_dossiers, carry_out=_notify, opens=("card", "contact", "correspondence"),
    ),
}  # fmt: skip


for _code, _verb in VERBS.items():
    register(_code, _verb)
