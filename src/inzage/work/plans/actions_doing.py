"""The verbs of a plan's actions: add one, change it, move it to another column. A task reminds of it on its day."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.actions import finish, open_task
from inzage.kit.text import clean_line
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement
from inzage.work.plans.actions import check_running
from inzage.work.plans.models import Goal, PlanAction

TASK = "plan_action"
WAITING = frozenset({PlanAction.State.TODO, PlanAction.State.DOING})


def add_action(
    *, engagement: Engagement, words: str, owner: str, due: date, goal: Goal | None = None, by: Actor, at: datetime
) -> PlanAction:
    """Add to the plan what the client, the coach or the sponsor (`owner`) does before or on a day; give it.

    Opens the task that reminds whoever works on the engagement. Raises ValidationError without words, for a goal of
    another engagement, and when the engagement has ended.
    """
    check_running(engagement)
    if goal is not None and goal.engagement_id != engagement.id:
        raise ValidationError({"goal": _("This goal is of another engagement; choose one of this plan.")})
    said = _checked(words)
    action = PlanAction.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        engagement=engagement,
        goal=goal,
        words=said,
        owner=owner,
        due=due,
        task=_remind(engagement, due, by=by, at=at),
        made_at=at,
        made_by_id=by.person,
        moved_at=at,
        moved_by_id=by.person,
    )
    _trace(action, by)
    return action


def change_action(*, action: PlanAction, words: str, owner: str, due: date, by: Actor, at: datetime) -> PlanAction:
    """Change what an action says, who does it or before when, and give it; a new day makes a new reminder."""
    kept = _kept(action.id)
    is_moved = kept.due != due
    kept.words, kept.owner, kept.due = _checked(words), owner, due
    if is_moved and kept.state in WAITING:
        finish(task=kept.task, by=by, at=at)
        kept.task = _remind(kept.engagement, due, by=by, at=at)
    kept.save(update_fields=("words", "owner", "due", "task"))
    _trace(kept, by)
    return kept


def move_action(*, action: PlanAction, state: str, by: Actor, at: datetime) -> PlanAction:
    """Bring an action to another column (PlanAction.State) and give it; what is finished reminds nobody any more."""
    kept = _kept(action.id)
    before, kept.state = kept.state, state
    if before == state:
        return kept
    kept.moved_at, kept.moved_by_id = at, by.person
    if state not in WAITING:
        finish(task=kept.task, by=by, at=at)
    elif before not in WAITING:
        kept.task = _remind(kept.engagement, kept.due, by=by, at=at)
    kept.save(update_fields=("state", "moved_at", "moved_by", "task"))
    _trace(kept, by)
    return kept


def _kept(action: UUID) -> PlanAction:
    """The action, locked. Raises ValidationError when its engagement has ended."""
    kept = PlanAction.objects.select_for_update(of=("self",)).select_related("engagement").get(id=action)
    check_running(kept.engagement)
    return kept


def _checked(words: str) -> str:
    said = clean_line(words)
    if not said:
        raise ValidationError({"words": _("Write in a few words what will be done.")})
    return said


def _remind(engagement: Engagement, due: date, *, by: Actor, at: datetime) -> UUID:
    """Open the task and give its id: for who works on it, because neither client nor sponsor has a desk here."""
    person = next((each.person_id for each in assigned(engagement)), by.person)
    return open_task(
        kind=TASK, article="3.c", dossier=engagement.dossier, due=due, person=person, subject=engagement.id,
        by=by, at=at,
    ).pk  # fmt: skip


def _trace(action: PlanAction, by: Actor) -> None:
    record(
        Kind.PLAN_CHANGED, by=by, dossier=action.dossier_id, subject=action.id, purpose="3.c", articles=("3.c",),
        detail={"state": action.state},
    )  # fmt: skip
