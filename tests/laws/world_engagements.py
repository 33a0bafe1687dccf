"""What the permission matrix needs of an engagement: a plan, tasks, an interruption, an agreement with the client."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.openings.actions import open_dossier
from inzage.kit.uploads import Upload
from inzage.work.absence.models import SickInterruption
from inzage.work.clientagreements.actions import publish_template, record_agreement, write_template
from inzage.work.clientagreements.facts import draft, published
from inzage.work.clientagreements.models import AgreementTemplate
from inzage.work.groups.actions import make_programme, plan_meeting, take_part
from inzage.work.groups.models import GroupMeeting
from inzage.work.plans.actions import write_goal
from inzage.work.plans.actions_doing import add_action
from inzage.work.todos.actions import add_task
from tests.kit.cases import SCAN, Case

Once = Callable[[str, Callable[[], Any]], Any]
USES_UP = {
    "absence:end": "interruption",
    "absence:take_back": "interruption",
    "clientagreements:publish": "template",
    "closing:end": "case",
    "groups:leave": "participant",
    "todos:done": "todo",
}


def makers(case: Case, where: str, once: Once) -> dict[str, Any]:
    """How each argument of these routes is filled, for a case."""
    return {
        "todos.task": lambda: once(f"todo {where}", partial(_task, case)),
        "plans.goal": lambda: once(f"goal {where}", partial(_goal, case)),
        "plans.action": lambda: once(f"action {where}", partial(_action, case)),
        "groups.programme": lambda: once("programme", partial(_programme, case)).programme_id,
        "groups.meeting": lambda: once("programme", partial(_programme, case)).pk,
        "groups.participant": lambda: once(f"participant {where}", partial(_participant, case)),
        "absence.interruption": lambda: once(f"interruption {where}", partial(_interruption, case)),
        "clientagreements.template": lambda: once("template", partial(_draft, case)),
        "clientagreements.agreement": lambda: once(f"client agreement {where}", partial(_agreement, case)),
        "clientagreements:print.engagement": lambda: _printable(case),
    }


def _task(case: Case) -> UUID:
    at = timezone.now()
    with case.at_work() as actor:
        return add_task(
            engagement=case.engagement, words="Matrix", due=timezone.localdate(at), owner=None, by=actor, at=at
        ).pk


def _goal(case: Case) -> UUID:
    with case.at_work() as actor:
        return write_goal(engagement=case.engagement, words="Matrix", by=actor, at=timezone.now()).pk


def _action(case: Case) -> UUID:
    at = timezone.now()
    with case.at_work() as actor:
        return add_action(
            engagement=case.engagement, words="Matrix", owner="coach", due=timezone.localdate(at), by=actor, at=at
        ).pk


def _programme(case: Case) -> GroupMeeting:
    """A meeting of a programme."""
    at = timezone.now()
    with acting(case.cast.back_office.person) as actor:
        made = make_programme(title="Matrix", by=actor, at=at)
        return plan_meeting(
            programme=made, starts_at=at, ends_at=at + timedelta(hours=1), place="Matrix", by=actor, at=at
        )


def _participant(case: Case) -> UUID:
    programme = _programme(case).programme
    with case.at_work() as actor:
        return take_part(engagement=case.engagement, programme=programme, by=actor, at=timezone.now()).pk


def _interruption(case: Case) -> UUID:
    """One that lasts; the client of the matrix has no first sick day, so that it is put there as it is."""
    with case.at_work() as actor:
        return SickInterruption.objects.create(
            id=uuid4(), dossier=case.dossier, kind="work", first_on=timezone.localdate(), recorded_by_id=actor.person,
            recorded_at=timezone.now(),
        ).pk  # fmt: skip


def _draft(case: Case) -> UUID:
    with acting(case.cast.back_office.person) as actor:
        kept = draft() or write_template(title="Matrix", text="Tekst", secrecy="Geheim", by=actor, at=timezone.now())
        return kept.pk


def _published(case: Case) -> AgreementTemplate:
    _draft(case)
    with acting(case.cast.back_office.person) as actor:
        kept = published()
        if kept is None:
            found = draft()
            assert found
            kept = publish_template(template=found, by=actor, at=timezone.now())
        return kept


def _printable(case: Case) -> UUID:
    """The engagement, for which an agreement can be printed."""
    _published(case)
    return case.engagement.pk


def _agreement(case: Case) -> UUID:
    _published(case)
    at = timezone.now()
    open_dossier(person=case.coach.person, dossier=case.dossier.id, kind="client", parts=("agreements",), purpose="3.c")
    with acting(case.coach.person) as actor:
        return record_agreement(
            engagement=case.engagement, how="signed", agreed_on=timezone.localdate(at), complaints_handed=True,
            scan=Upload(name="matrix.pdf", media_type="application/pdf", content=SCAN), by=actor, at=at,
        ).pk  # fmt: skip
