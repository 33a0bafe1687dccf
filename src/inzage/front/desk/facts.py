"""Questions of the desk: the tasks of an actor and their roles, the dossiers last opened, the reports in hand."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Max, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast, Concat, RowNumber
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.models import Opening, PersonRole, Task
from inzage.front.desk.chores import CHORES, SORTS
from inzage.work.reporting.models import ReportingAgreement

WEEK = timedelta(days=7)
SHOWN = 10
RECENT = 6
RECENT_DAYS = timedelta(days=30)
GROUPS = ("overdue", "week", "later")


def my_tasks(actor: Actor) -> QuerySet[Task]:
    """The open tasks that wait for the actor or for a role that the actor holds."""
    held = PersonRole.objects.filter(person=actor.person, ended_at=None)
    queues = held.annotate(queue=Concat("role", Value("@"), Cast("office", CharField()))).values("queue")
    return Task.objects.filter(Q(person=actor.person) | Q(queue__in=queues), done_at=None)


def groups(today: date) -> dict[str, Q]:
    """The condition of each group: "overdue" (before today), "week" (today and the seven days after) and "later"."""
    return {
        "overdue": Q(due__lt=today),
        "week": Q(due__gte=today, due__lte=today + WEEK),
        "later": Q(due__gt=today + WEEK),
    }


def how_many_due(actor: Actor) -> int:
    """How many tasks are overdue or due within a week."""
    return my_tasks(actor).filter(due__lte=timezone.localdate() + WEEK).count()


def first_of_each(actor: Actor, today: date) -> dict[str, tuple[int, list[Task]]]:
    """For each group how many tasks it holds and the first ten, the most urgent first. One query."""
    group = Case(*(When(due, then=Value(name)) for name, due in groups(today).items()))
    order = (F("due").asc(), F("opened_at").asc(), F("id").asc())
    ranked = my_tasks(actor).annotate(
        group=group,
        place=Window(RowNumber(), partition_by=[F("group")], order_by=order),
        total=Window(Count("id"), partition_by=[F("group")]),
    )
    shown = list(ranked.filter(place__lte=SHOWN).select_related("dossier").order_by("due", "opened_at", "id"))
    found: dict[str, tuple[int, list[Task]]] = {}
    for name in GROUPS:
        mine = [task for task in shown if task.group == name]
        found[name] = (mine[0].total if mine else 0, list[Task](mine))
    return found


def counted(actor: Actor) -> dict[str, int]:
    """How many open tasks of the actor's there are of each sort that the start page counts."""
    kinds = {
        code: [kind for kind, chore in CHORES.items() if chore.sort == code]
        for code, sort in SORTS.items()
        if sort.counted_as
    }
    return my_tasks(actor).aggregate(**{code: Count("id", filter=Q(kind__in=kind)) for code, kind in kinds.items()})


def recent(actor: Actor, at: datetime) -> list[UUID]:
    """The dossiers that the actor opened last, the newest first; of the past thirty days."""
    opened = Opening.objects.filter(person=actor.person, until__gte=at - RECENT_DAYS)
    last = opened.values("dossier").annotate(last=Max("at")).order_by("-last")
    return [row["dossier"] for row in last[:RECENT]]


def engagements_of(tasks: Iterable[Task]) -> dict[UUID, UUID]:
    """The engagement of each reporting agreement that these tasks are about, by the agreement.

    A task to tell the client that is about no agreement waits for one to be made first.
    """
    subjects = [task.subject for task in tasks if task.kind == "tell_reporting" and task.subject]
    if not subjects:
        return {}
    return dict(ReportingAgreement.objects.filter(id__in=subjects).values_list("id", "engagement"))
