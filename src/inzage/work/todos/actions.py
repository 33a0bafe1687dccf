"""The verbs of an added task: add one, and mark it as done."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Task
from inzage.access.tasks.actions import finish, open_task
from inzage.kit.text import clean_line
from inzage.law.calendar import AMSTERDAM
from inzage.work.engagements.models import Engagement
from inzage.work.todos.facts import KIND, OFFICE, owners
from inzage.work.todos.models import OwnTask


def add_task(*, engagement: Engagement, words: str, due: date, owner: UUID | None, by: Actor, at: datetime) -> Task:
    """Add a task to an engagement, due on a day, for a colleague who works on it, oneself, or (None) the back office.

    Raises ValidationError without words, for a day that has passed, and for an owner who is none of these.
    """
    said = clean_line(words)
    if not said:
        raise ValidationError({"words": _("Write in a few words what must be done.")})
    if due < at.astimezone(AMSTERDAM).date():
        raise ValidationError({"due": _("This day has passed; give today or a later day.")})
    if owner not in owners(engagement, by.person):
        raise ValidationError({"owner": _("This colleague does not work on it; choose somebody from the list.")})
    task = open_task(
        kind=KIND,
        article="3.c",
        dossier=engagement.dossier,
        due=due,
        person=owner,
        role=None if owner else OFFICE,
        subject=engagement.id,
        by=by,
        at=at,
    )
    OwnTask.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        engagement=engagement,
        task=task.id,
        words=said,
        written_by_id=by.person,
        written_at=at,
    )
    record(Kind.TASK_ADDED, by=by, dossier=engagement.dossier_id, subject=task.id, purpose="3.c", articles=("3.c",))
    return task


def finish_task(*, task: Task, by: Actor, at: datetime) -> None:
    """Mark an added task as done; one that is done stays as it was."""
    finish(task=task.id, by=by, at=at)
