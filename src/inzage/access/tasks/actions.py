"""Open tasks and finish them."""

from datetime import date, datetime
from uuid import UUID

from inzage.access.actor import Actor
from inzage.access.dossiers.models import Dossier
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.models import Task


def open_task(
    *,
    kind: str,
    article: str,
    dossier: Dossier | None,
    due: date,
    by: Actor,
    at: datetime,
    role: str | None = None,
    person: UUID | None = None,
    subject: UUID | None = None,
) -> Task:
    """A task under `article`, due on a day, for a person or for a role at the dossier's (or the actor's) office.

    Raises ValueError when it waits for nobody, or when no office can be told.
    """
    office = dossier.office_id if dossier else by.office
    if not (role or person) or office is None:
        message = "a task waits for a person, or for a role at an office"
        raise ValueError(message)
    return Task.objects.create(
        kind=kind,
        article=article,
        dossier=dossier,
        office_id=office,
        subject=subject,
        due=due,
        role=role or "",
        queue=f"{role}@{office}" if role else "",
        person=person,
        opened_at=at,
        opened_by=by.person,
    )


def finish(*, task: UUID, by: Actor, at: datetime) -> None:
    """Mark a task as done; one that is done stays as it was. Raises Task.DoesNotExist when the actor cannot see it."""
    found = Task.objects.select_for_update().get(pk=task)
    if found.done_at is None:
        _finish(found, by, at)


def finish_about(*, subject: UUID, kind: str, by: Actor, at: datetime) -> int:
    """Finish every open task of this kind about `subject` that the actor can see; how many there were."""
    found = list(Task.objects.select_for_update().filter(subject=subject, kind=kind, done_at=None))
    for task in found:
        _finish(task, by, at)
    return len(found)


def pass_on(*, task: UUID, person: UUID, by: Actor, at: datetime) -> None:
    """Let an open task wait for `person` from now on, due on the same day; one that is done stays as it was."""
    found = Task.objects.select_for_update().get(pk=task)
    if found.done_at is None:
        found.person = person
        found.save(update_fields=["person"])
        record(Kind.TASK_PASSED, by=by, dossier=found.dossier_id, subject=found.pk, articles=[found.article])


def _finish(task: Task, by: Actor, at: datetime) -> None:
    task.done_at, task.done_by = at, by.person
    task.save(update_fields=["done_at", "done_by"])
    record(Kind.TASK_DONE, by=by, dossier=task.dossier_id, subject=task.pk, articles=[task.article])
