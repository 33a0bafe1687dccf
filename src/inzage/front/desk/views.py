"""Pages of the desk: the start page, the whole list of tasks, and the sign that somebody is still there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from inzage.access.bulk.verbs import offered
from inzage.access.guards import Request, person, staff
from inzage.access.models import Task
from inzage.access.people.roles import labels
from inzage.access.searches.facts import remember, saved
from inzage.front.desk import counts, facts
from inzage.front.desk import tasks as task_list
from inzage.front.desk.chores import CHORES, UNKNOWN, Chore, Engagements
from inzage.front.lists.actions import trace_shown
from inzage.front.lists.facts import Who, waiting_reports
from inzage.front.lists.facts import who as who_of
from inzage.kit.listing import Listing, typed
from inzage.kit.paging import paginate
from inzage.work.calendar import facts as calendar

TONES = {"overdue": "bad", "week": "warn", "later": ""}
GROUPS = tuple((name, label, TONES[name]) for name, label in task_list.WHEN)


@dataclass(frozen=True, slots=True)
class Line:
    """One task as it is shown: what to do, where, about whom, before when, and for which role when it is not mine."""

    task: Task
    chore: Chore
    url: str
    who: Who | None
    role: str
    days_late: int


@require_GET
@staff()
def home(request: Request) -> HttpResponseBase:
    """What must I do today: counts that lead to their lists, tasks by urgency, reports in hand, the last dossiers."""
    now, today = timezone.now(), timezone.localdate()
    groups = facts.first_of_each(request.actor, today)
    reports = list(waiting_reports(request.actor))
    recent = facts.recent(request.actor, now)
    shown = [task for _total, mine in groups.values() for task in mine]
    todays = calendar.appointments(request.actor.person, today, today)
    who = who_of([*_dossiers(shown), *(report.dossier_id for report in reports), *recent])
    met = [each.meeting.dossier_id for each in todays]
    trace_shown(dossiers=[*who, *met], by=request.actor, at=timezone.now())
    lines = _lines(shown, who, today)
    context = {
        "today": today,
        "counts": counts.of(
            request.actor, {name: total for name, (total, _mine) in groups.items()}, len(reports), len(todays), now
        ),
        "todays": todays,
        "groups": [
            {
                "label": label,
                "tone": tone,
                "url": counts.tasks(when=name),
                "total": groups[name][0],
                "lines": [lines[task.pk] for task in groups[name][1]],
            }
            for name, label, tone in GROUPS
        ],
        "is_idle": not shown,
        "reports": [(report, who.get(report.dossier_id)) for report in reports],
        "recent": [(dossier, who[dossier]) for dossier in recent if dossier in who],
    }
    return TemplateResponse(request, "desk/home.html", context)


@require_GET
@staff()
def tasks(request: Request) -> HttpResponseBase:
    """The tasks that the actor may see, fifty a page."""
    today = timezone.localdate()
    listing = Listing(task_list.SHAPE, request.GET, tab="mine", filters=task_list.filters(request.actor))
    found = task_list.narrowed(task_list.of_tab(request.actor, listing.tab), listing.chosen, today)
    page = paginate(found.select_related("dossier").order_by(*listing.order.order_by), request.GET)
    shown = list(page.object_list)
    who = who_of(_dossiers(shown))
    trace_shown(dossiers=who, by=request.actor, at=timezone.now())
    remember(request, listing, "client")
    lines = _lines(shown, who, today)
    context = {"page": page, "lines": [lines[task.pk] for task in shown], "listing": listing}
    context |= {
        "saved": saved(request.actor, task_list.SHAPE.name),
        "bulk": None if listing.tab == "ended" else offered(task_list.SHAPE.name, request.actor),
    }
    return TemplateResponse(request, "desk/tasks.html", context)


@require_POST
@staff()
def tasks_filter(request: Request) -> HttpResponseBase:
    """Take the filters that were chosen, and go to the list with them."""
    return redirect(typed(task_list.SHAPE, request.POST))


@require_POST
@person()
def stay(request: Request) -> HttpResponseBase:
    """Somebody is still there: the session lasts its whole length again."""
    request.session.modified = True
    return HttpResponse(status=204)


def _dossiers(tasks: Iterable[Task]) -> list[UUID]:
    return [task.dossier_id for task in tasks if task.dossier_id]


def _lines(tasks: Sequence[Task], who: Mapping[UUID, Who], today: date) -> dict[UUID, Line]:
    """Each task as a line, by its id."""
    engagements = facts.engagements_of(tasks)
    return {task.pk: _line(task, who, engagements, today) for task in tasks}


def _line(task: Task, who: Mapping[UUID, Who], engagements: Engagements, today: date) -> Line:
    is_to_agree = task.kind == "tell_reporting" and task.subject not in engagements
    chore = CHORES.get("agree_reporting" if is_to_agree else task.kind, UNKNOWN)
    return Line(
        task=task,
        chore=chore,
        url=chore.address(task, engagements),
        who=who.get(task.dossier_id) if task.dossier_id else None,
        role=", ".join(labels([task.role])),
        days_late=max((today - task.due).days, 0),
    )
