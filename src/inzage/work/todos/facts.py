"""The tasks that were added to an engagement: open and done, each with its words and its owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inzage.access.models import Person, Task
from inzage.access.people.roles import LABELS
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement
from inzage.work.todos.models import OwnTask

KIND = "own_task"
DONE_SHOWN = 20
OFFICE = "back_office"


@dataclass(frozen=True, slots=True)
class Line:
    """A task with its words and who it waits for."""

    task: Task
    words: str
    owner: str

    @property
    def is_done(self) -> bool:
        """Whether somebody did it."""
        return self.task.done_at is not None

    def is_late(self, today: date) -> bool:
        """Whether it is open past its day."""
        return not self.is_done and self.task.due < today


def lines(engagement: Engagement) -> list[Line]:
    """The added tasks of an engagement: open ones first, the most urgent first, then the last ones done."""
    own = dict(
        OwnTask.objects.filter(dossier=engagement.dossier_id, engagement=engagement).values_list("task", "words")
    )
    tasks = Task.objects.filter(dossier=engagement.dossier_id, kind=KIND, id__in=own)
    waiting = list(tasks.filter(done_at=None).order_by("due", "opened_at"))
    done = list(tasks.filter(done_at__isnull=False).order_by("-done_at")[:DONE_SHOWN])
    names = _names([*waiting, *done])
    return [Line(task, own[task.id], _owner(task, names)) for task in (*waiting, *done)]


def _names(tasks: Iterable[Task]) -> dict[UUID, str]:
    people = {task.person for task in tasks if task.person}
    return dict(Person.objects.filter(id__in=people).values_list("id", "name"))


def _owner(task: Task, names: dict[UUID, str]) -> str:
    if task.person:
        return names.get(task.person, "")
    return str(LABELS.get(task.role, task.role)).capitalize()


def task_of(engagement: Engagement, task: UUID) -> Task | None:
    """An added task of this engagement that is still open; None when there is none such."""
    waiting = Task.objects.filter(dossier=engagement.dossier_id, subject=engagement.id, kind=KIND, done_at=None)
    return waiting.filter(id=task).first()


def owners(engagement: Engagement, me: UUID) -> dict[UUID | None, str]:
    """Who may be given a task: whoever works on the engagement, oneself, and (None) the back office."""
    found: dict[UUID | None, str] = {each.person_id: each.person.name for each in assigned(engagement)}
    found.setdefault(me, Person.objects.filter(id=me).values_list("name", flat=True)[0])
    found[None] = str(LABELS[OFFICE]).capitalize()
    return found
