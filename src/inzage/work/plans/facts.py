"""The plan of an engagement: its goals with their words, its actions by state, and whether the client saw it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from inzage.work.engagements.models import Engagement
from inzage.work.plans.models import Goal, GoalText, PlanAction, PlanSeen

COLUMNS = (PlanAction.State.TODO, PlanAction.State.DOING, PlanAction.State.DONE)


@dataclass(frozen=True, slots=True)
class Worded:
    """A goal with the wording that holds now, and the earlier ones, the latest first."""

    goal: Goal
    now: GoalText
    earlier: tuple[GoalText, ...]


def goals_of(engagement: Engagement) -> list[Worded]:
    """The goals of an engagement in the order in which they were made, with all their wordings. Two queries."""
    goals = list(Goal.objects.filter(dossier=engagement.dossier_id, engagement=engagement).order_by("made_at", "id"))
    texts: dict[UUID, list[GoalText]] = defaultdict(list)
    found = GoalText.objects.filter(dossier=engagement.dossier_id, goal__in=[goal.id for goal in goals])
    for text in found.select_related("written_by").order_by("-version"):
        texts[text.goal_id].append(text)
    return [Worded(goal, texts[goal.id][0], tuple(texts[goal.id][1:])) for goal in goals]


def goal_of(engagement: Engagement, goal: UUID) -> Goal | None:
    """One goal of this engagement; None when it is not there, or the dossier is not opened."""
    return Goal.objects.filter(dossier=engagement.dossier_id, engagement=engagement, id=goal).first()


def words_of(goal: Goal) -> str:
    """The words of a goal that hold now."""
    newest = GoalText.objects.filter(dossier=goal.dossier_id, goal=goal).order_by("-version")
    return newest.values_list("words", flat=True).first() or ""


def actions_of(engagement: Engagement) -> QuerySet[PlanAction]:
    """The actions of an engagement's plan, the most urgent first."""
    return PlanAction.objects.filter(dossier=engagement.dossier_id, engagement=engagement).order_by(
        "due", "made_at", "id"
    )


def action_of(engagement: Engagement, action: UUID) -> PlanAction | None:
    """One action of this engagement; None when it is not there, or the dossier is not opened."""
    return actions_of(engagement).filter(id=action).first()


def is_late(action: PlanAction, today: date) -> bool:
    """Whether an action is not finished past its day."""
    return action.due < today and action.state in {PlanAction.State.TODO, PlanAction.State.DOING}


def seen(engagement: Engagement) -> QuerySet[PlanSeen]:
    """The times that the client signed the plan for seen, the latest first."""
    found = PlanSeen.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    return found.select_related("recorded_by").order_by("-seen_on", "-recorded_at")


def changed_since(goals: list[Worded], moment: datetime) -> bool:
    """Whether a goal was made or worded anew after a moment, so that the client did not see it yet."""
    return any(each.now.written_at > moment for each in goals)
