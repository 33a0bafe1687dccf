"""Pages of the desk: the start page, the whole list of tasks, and the sign that somebody is still there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from inzage.access.guards import Request, person, staff
from inzage.access.models import Task
from inzage.access.people.roles import labels
from inzage.front.desk import actions, facts
from inzage.front.desk.chores import CHORES, UNKNOWN, Chore, Engagements
from inzage.kit.paging import paginate

GROUPS: tuple[tuple[str, Promise, str], ...] = (
    ("overdue", _("Overdue"), "bad"),
    ("week", _("Within a week"), "warn"),
    ("later", _("Later"), ""),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One task as it is shown: what to do, where, about whom, before when, and for which role when it is not mine."""

    task: Task
    chore: Chore
    url: str
    who: facts.Who | None
    role: str
    days_late: int


@require_GET
@staff()
def home(request: Request) -> HttpResponseBase:
    """What must I do today: tasks by urgency, reports that wait for me, and the dossiers I was in last."""
    now, today = timezone.now(), timezone.localdate()
    groups = facts.first_of_each(request.actor, today)
    reports = list(facts.waiting_reports(request.actor))
    recent = facts.recent(request.actor, now)
    tasks = [task for _total, mine in groups.values() for task in mine]
    who = facts.who([*_dossiers(tasks), *(report.dossier_id for report in reports), *recent])
    actions.trace_shown(dossiers=who, by=request.actor, at=timezone.now())
    lines = _lines(tasks, who, today)
    context = {
        "today": today,
        "groups": [
            {
                "label": label,
                "tone": tone,
                "url": f"{reverse('desk:tasks')}?{urlencode({'when': name})}",
                "total": groups[name][0],
                "lines": [lines[task.pk] for task in groups[name][1]],
            }
            for name, label, tone in GROUPS
        ],
        "is_idle": not tasks,
        "reports": [(report, who.get(report.dossier_id)) for report in reports],
        "recent": [(dossier, who[dossier]) for dossier in recent if dossier in who],
    }
    return TemplateResponse(request, "desk/home.html", context)


@require_GET
@staff()
def tasks(request: Request) -> HttpResponseBase:
    """All tasks of one group, fifty a page; the tabs count the others."""
    today = timezone.localdate()
    group = request.GET.get("when", "overdue")
    if group not in facts.GROUPS:
        raise Http404
    counts = facts.how_many(request.actor, today)
    page = paginate(facts.in_group(request.actor, group, today), request.GET)
    shown = list(page.object_list)
    who = facts.who(_dossiers(shown))
    actions.trace_shown(dossiers=who, by=request.actor, at=timezone.now())
    lines = _lines(shown, who, today)
    tabs = [
        {
            "label": label,
            "url": f"{reverse('desk:tasks')}?{urlencode({'when': name})}",
            "active": name == group,
            "count": counts[name],
        }
        for name, label, _tone in GROUPS
    ]
    context = {"page": page, "lines": [lines[task.pk] for task in shown], "tabs": tabs}
    return TemplateResponse(request, "desk/tasks.html", context)


@require_POST
@person()
def stay(request: Request) -> HttpResponseBase:
    """Somebody is still there: the session lasts its whole length again."""
    request.session.modified = True
    return HttpResponse(status=204)


def _dossiers(tasks: Iterable[Task]) -> list[UUID]:
    return [task.dossier_id for task in tasks if task.dossier_id]


def _lines(tasks: Sequence[Task], who: Mapping[UUID, facts.Who], today: date) -> dict[UUID, Line]:
    """Each task as a line, by its id."""
    engagements = facts.engagements_of(tasks)
    return {task.pk: _line(task, who, engagements, today) for task in tasks}


def _line(task: Task, who: Mapping[UUID, facts.Who], engagements: Engagements, today: date) -> Line:
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
