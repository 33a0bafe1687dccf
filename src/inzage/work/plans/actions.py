"""The verbs of goals: write one down, word it anew, say how it stands; and: the client signed the plan for seen."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.actions import finish_about
from inzage.law.calendar import AMSTERDAM
from inzage.work.engagements.models import Engagement
from inzage.work.plans.models import Goal, GoalText, PlanSeen

LONGEST_GOAL = 1000


def write_goal(*, engagement: Engagement, words: str, by: Actor, at: datetime) -> Goal:
    """Write down a goal in the client's own words and give it. Raises ValidationError without words."""
    said = _checked(words)
    check_running(engagement)
    goal = Goal.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        engagement=engagement,
        state_on=at.astimezone(AMSTERDAM).date(),
        made_at=at,
    )
    _add_text(goal, 1, said, by=by, at=at)
    return goal


def word_goal(*, goal: Goal, words: str, by: Actor, at: datetime) -> GoalText | None:
    """Give a goal other words; the earlier ones stay in its history. None when they are the same.

    Raises ValidationError without words, and when the engagement has ended.
    """
    said = _checked(words)
    # locked, so that two who change it at once make two versions
    kept = Goal.objects.select_for_update(of=("self",)).select_related("engagement").get(id=goal.id)
    check_running(kept.engagement)
    newest = GoalText.objects.filter(dossier=kept.dossier_id, goal=kept).order_by("-version")[0]
    if newest.words == said:
        return None
    return _add_text(kept, newest.version + 1, said, by=by, at=at)


def _add_text(goal: Goal, version: int, words: str, *, by: Actor, at: datetime) -> GoalText:
    text = GoalText.objects.create(
        id=uuid4(),
        dossier_id=goal.dossier_id,
        goal=goal,
        version=version,
        words=words,
        written_by_id=by.person,
        written_at=at,
    )
    trace(Kind.PLAN_CHANGED, goal, by=by)
    return text


def _checked(words: str) -> str:
    said = words.strip()
    if not said:
        raise ValidationError({"words": _("Write the goal as the client says it.")})
    if len(said) > LONGEST_GOAL:
        raise ValidationError(
            {"words": _("The goal is longer than %(most)s signs. Make two goals of it.") % {"most": LONGEST_GOAL}}
        )
    return said


def check_running(engagement: Engagement) -> None:
    """Raise ValidationError when the engagement has ended: its plan stays as it was."""
    if engagement.ended_on is not None:
        raise ValidationError(_("This engagement has ended; its plan stays as it was."))


def set_goal(*, goal: Goal, state: str, by: Actor, at: datetime) -> Goal:
    """Say how it stands with a goal (one of Goal.State) and give it. Raises ValidationError when the work has ended."""
    kept = Goal.objects.select_for_update(of=("self",)).select_related("engagement").get(id=goal.id)
    check_running(kept.engagement)
    kept.state, kept.state_on = state, at.astimezone(AMSTERDAM).date()
    kept.save(update_fields=("state", "state_on"))
    trace(Kind.PLAN_CHANGED, kept, by=by)
    return kept


def record_seen(*, engagement: Engagement, seen_on: date, how: str, by: Actor, at: datetime) -> PlanSeen:
    """Record that the client signed the plan for seen (article 3.c) and finish the task to make one.

    `how` is one of PlanSeen.How. Raises ValidationError for a plan without goals and for a day that is still to come.
    """
    if seen_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError({"seen_on": _("This day is still to come; record it when the client has signed.")})
    goals = Goal.objects.filter(dossier=engagement.dossier_id, engagement=engagement).count()
    if not goals:
        raise ValidationError(_("The plan has no goal yet. Write down what the client wants to reach first."))
    seen = PlanSeen.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        office_id=engagement.office_id,
        engagement=engagement,
        seen_on=seen_on,
        how=how,
        goals=goals,
        recorded_by_id=by.person,
        recorded_at=at,
    )
    finish_about(subject=engagement.id, kind="plan_due", by=by, at=at)
    enter(dossier=engagement.dossier, part="card", kind="plan_seen", subject=seen.id, by=by, at=at)
    trace(Kind.PLAN_SEEN, seen, by=by)
    return seen


def trace(kind: Kind, about: Goal | PlanSeen, *, by: Actor) -> None:
    """The line on the ledger."""
    record(kind, by=by, dossier=about.dossier_id, subject=about.id, purpose="3.c", articles=("3.c",))
