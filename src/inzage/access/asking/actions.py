"""The verbs of a question for access: ask, allow, refuse, read the answer. None tells who asks whether it exists."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.asking.facts import RELATION, decider, own
from inzage.access.asking.models import AccessRequest
from inzage.access.dossiers.models import Dossier
from inzage.access.grants.actions import give
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions.current import policy
from inzage.law.calendar import AMSTERDAM, working_days_after
from inzage.law.decisions.give_access import GIVE_ACCESS, GiveAccess

ANSWER_WITHIN = 1
READ_WITHIN = timedelta(weeks=1)
ARTICLE = "6.need"


def ask(*, number: str, role: str, reason: str, by: Actor, at: datetime) -> AccessRequest:
    """Ask for access to the dossier with this number, in a role of one's own (article 6.need).

    It is kept, and a task opened for whoever decides, just the same when no dossier has the number. Raises
    ValidationError for an actor without an office.
    """
    if by.office is None:
        raise ValidationError(_("You belong to no office, so nobody can decide on this. Ask the manager."))
    question = AccessRequest.objects.create(
        id=uuid4(),
        office_id=by.office,
        person_id=by.person,
        role=role,
        number=number,
        reason=reason,
        asked_at=at,
    )
    today = at.astimezone(AMSTERDAM).date()
    open_task(
        kind="access_asked",
        article=ARTICLE,
        dossier=None,
        due=working_days_after(today, ANSWER_WITHIN),
        role=decider(by.office, by.person),
        subject=question.pk,
        by=by,
        at=at,
    )
    record(Kind.ACCESS_ASKED, by=by, subject=question.pk, purpose="3.a", articles=[ARTICLE])
    return question


def allow(
    *,
    question: AccessRequest,
    dossier: Dossier,
    parts: Collection[str],
    until: date,
    answer: str,
    by: Actor,
    at: datetime,
) -> AccessRequest:
    """Give who asks an exception on `dossier` for these parts, up to and including a day (article 6.need).

    Raises law's Refused for a decision on one's own question, without that power, or for longer than the policy lets
    an exception last; ValidationError when the question was answered already.
    """
    facts = GiveAccess(
        how="exception",
        giver_roles=by.roles,
        to_oneself=question.person_id == by.person,
        reason=question.reason,
        today=at.astimezone(AMSTERDAM).date(),
        ends_on=until,
    )
    GIVE_ACCESS.decide(facts, policy()).enforce()
    kept = _open(question)
    kept.grant = give(
        person=kept.person_id,
        dossier=dossier,
        role=kept.role,
        relation=RELATION,
        reason=kept.reason,
        until=until,
        parts=parts,
        cause=kept.pk,
        by=by,
        at=at,
    )
    _answer(kept, AccessRequest.Outcome.ALLOWED, answer, by, at)
    record(Kind.ACCESS_ALLOWED, by=by, dossier=dossier.pk, subject=kept.pk, purpose="3.a", articles=[ARTICLE])
    return kept


def refuse(*, question: AccessRequest, answer: str, by: Actor, at: datetime) -> AccessRequest:
    """Refuse a question and say why. Raises ValidationError when it was answered already."""
    kept = _open(question)
    _answer(kept, AccessRequest.Outcome.REFUSED, answer, by, at)
    record(Kind.ACCESS_REFUSED, by=by, subject=kept.pk, purpose="3.a", articles=[ARTICLE])
    return kept


def read_answers(*, by: Actor, at: datetime) -> int:
    """Finish the tasks to read an answer: who asked has the answers on the screen. Gives how many there were."""
    answered = own(by).exclude(outcome=AccessRequest.Outcome.OPEN).values_list("pk", flat=True)
    return sum(finish_about(subject=each, kind="access_answered", by=by, at=at) for each in answered)


def _open(question: AccessRequest) -> AccessRequest:
    kept = AccessRequest.objects.select_for_update().get(pk=question.pk)
    if kept.outcome != AccessRequest.Outcome.OPEN:
        raise ValidationError(_("A colleague answered this question already."))
    return kept


def _answer(question: AccessRequest, outcome: str, answer: str, by: Actor, at: datetime) -> None:
    """Keep the answer, finish the task to give it, and open the one to read it."""
    question.outcome, question.answer, question.answered_by, question.answered_at = outcome, answer, by.person, at
    question.save(update_fields=["outcome", "answer", "answered_by", "answered_at", "grant"])
    finish_about(subject=question.pk, kind="access_asked", by=by, at=at)
    open_task(
        kind="access_answered",
        article=ARTICLE,
        dossier=None,
        due=(at + READ_WITHIN).astimezone(AMSTERDAM).date(),
        person=question.person_id,
        subject=question.pk,
        by=by,
        at=at,
    )
