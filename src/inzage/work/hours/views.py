"""Pages of hours that write: one's own week as a grid, and the hours of a sponsor's agreements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inzage.access.guards import Request, opens, staff
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import WORKERS
from inzage.work.engagements.models import Engagement
from inzage.work.hours import actions, facts
from inzage.work.hours.forms import BookingForm
from inzage.work.hours.week import Row, days_of, grid, read

TEAM = "team_leader"
BILLERS = ("back_office", "account_manager")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid with whose it is, in words."""

    row: Row
    client: str
    service: str


@require_http_methods(["GET", "POST"])
@staff(*WORKERS, TEAM, articles=("3.c", "5.billing"))
def week(request: Request) -> HttpResponse:
    """One's own week: a cell for each engagement, kind and day; a bad cell keeps what was typed (article 3.c)."""
    me, today = request.actor.person, timezone.localdate()
    monday = facts.monday_of(request.GET.get("week", ""), today)
    engagements = facts.engagements_for(me, monday)
    typed = {key: str(value) for key, value in request.POST.items() if key.startswith("h-")}
    rows = grid(engagements, monday, facts.of_week(me, monday), typed, request.GET.get("row", ""))
    if request.method == "POST" and _save(request, rows):
        messages.success(request, _("The hours are saved."))
        return redirect(f"{reverse('hours:week')}?{urlencode({'week': facts.week_name(monday)})}")
    names = facts.client_names(each.dossier_id for each in engagements)
    actions.trace_shown(dossiers=names, by=request.actor)
    context = {
        **week_context(monday),
        "days": days_of(monday),
        "lines": [_line(row, names) for row in rows],
        "choices": _choices(engagements, names),
        "corrected": _corrected(me, monday, names),
        "is_team_leader": request.actor.has(TEAM),
        "has_faults": any(box.error for row in rows for box in row.boxes),
    }
    return TemplateResponse(request, "hours/week.html", context)


def _save(request: Request, rows: list[Row]) -> bool:
    """Write every cell that changed, or none: whether all went well; a cell that did not has its error."""
    found = list(read(rows))
    boxes = {box.name: box for row in rows for box in row.boxes}
    if any(box.error for box in boxes.values()):
        return False
    cells = {box.name: actions.Worked(row.engagement, row.kind, box.day, hours) for row, box, hours in found}
    try:
        actions.write_week(cells=cells, by=request.actor, at=timezone.now())
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            boxes[name].error = " ".join(sentences)
        return False
    return True


def week_context(monday: date) -> dict[str, object]:
    """What every page of a week shows: its name, its days, and the weeks beside it."""
    return {
        "week": facts.week_name(monday),
        "monday": monday,
        "sunday": monday + timedelta(days=facts.DAYS - 1),
        "before": facts.week_name(monday - timedelta(days=facts.DAYS)),
        "after": facts.week_name(monday + timedelta(days=facts.DAYS)),
    }


def _line(row: Row, names: Mapping[UUID, str]) -> Line:
    return Line(row, names.get(row.engagement.dossier_id, ""), service_label(row.engagement.service))


def _choices(engagements: Iterable[Engagement], names: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """Every other row that can be asked for: engagement and kind."""
    labels = list(facts.kinds().items())[1:]
    return [
        (f"{each.id}:{kind}", f"{names.get(each.dossier_id, '')}, {label}")
        for each in engagements
        for kind, label in labels
    ]


def _corrected(me: UUID, monday: date, names: Mapping[UUID, str]) -> list[dict[str, object]]:
    labels = facts.kinds()
    return [
        {
            "entry": each,
            "client": names.get(each.dossier_id, each.engagement.dossier.number),
            "kind": labels.get(each.kind, each.kind),
        }
        for each in facts.corrected(me, monday)
    ]


@require_http_methods(["GET", "POST"])
@opens("card", "billing", kind="sponsor", purpose="3.d", roles=BILLERS, articles=("5.billing",))
def balance(request: Request, dossier: UUID) -> HttpResponse:
    """The hours of a sponsor's agreements: bought, worked, left, billed and unbilled, and a form to book some."""
    found = facts.balances(dossier)
    form = BookingForm(
        request.POST or None,
        agreements=[each.agreement for each in found],
        initial={"booked_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.book_hours(**form.values(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The hours are booked."))
            return redirect("hours:balance", dossier=dossier)
    return TemplateResponse(request, "hours/balance.html", {"dossier": dossier, "balances": found, "form": form})
