"""Pages of the plan: all of it as columns or as a list, one goal, one action, and that the client signed for seen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access.guards import Request, opens
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import WORKERS, found_or_404, open_tasks
from inzage.work.engagements.models import Engagement
from inzage.work.plans import actions, actions_doing, facts
from inzage.work.plans.forms import ActionForm, GoalForm, NewActionForm, SeenForm
from inzage.work.plans.models import Goal, PlanAction

READS = opens("card", "notes", articles=("3.c", "6.confidential"))
WRITES = opens("card", "notes", roles=WORKERS, articles=("3.c",))


@require_GET
@READS
def show(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """The plan: goals in the client's own words, actions as columns or as a list, and whether it was seen."""
    found = found_or_404(dossier, engagement)
    goals = facts.goals_of(found)
    times = list(facts.seen(found))
    context = {
        "dossier": dossier,
        "engagement": found,
        "service": service_label(found.service),
        "goals": goals,
        "goal_states": Goal.State.choices,
        "seen": times,
        "is_changed": bool(times) and facts.changed_since(goals, times[0].recorded_at),
        "due": open_tasks(dossier).filter(kind="plan_due", subject=engagement).values_list("due", flat=True).first(),
        "may_write": found.ended_on is None and request.actor.has(*WORKERS),
        "as_list": request.GET.get("view") == "list",
        **_board(found),
    }
    return TemplateResponse(request, "plans/show.html", context)


def _board(engagement: Engagement) -> dict[str, object]:
    """The actions in their columns, each with the columns that it can go to, and those that were let go."""
    today = timezone.localdate()
    rows = [
        {
            "action": each,
            "is_late": facts.is_late(each, today),
            "moves": [(state.value, state.label) for state in PlanAction.State if state != each.state],
        }
        for each in facts.actions_of(engagement)
    ]
    columns = [
        {"state": state.value, "label": state.label, "rows": [row for row in rows if row["action"].state == state]}  # type: ignore[attr-defined]  # of an action
        for state in facts.COLUMNS
    ]
    return {"rows": rows, "columns": columns}


@require_http_methods(["GET", "POST"])
@WRITES
def new_goal(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Write down a goal in the client's own words (article 3.c)."""
    found = found_or_404(dossier, engagement)

    def save(form: GoalForm) -> None:
        actions.write_goal(engagement=found, **form.cleaned_data, by=request.actor, at=timezone.now())

    return _form(request, found, GoalForm(request.POST or None), save, _("A goal"))


@require_http_methods(["GET", "POST"])
@WRITES
def goal(request: Request, dossier: UUID, engagement: UUID, goal: UUID) -> HttpResponse:
    """Give a goal other words; the earlier ones stay readable (article 3.c)."""
    found = found_or_404(dossier, engagement)
    kept = _goal(found, goal)

    def save(form: GoalForm) -> None:
        actions.word_goal(goal=kept, **form.cleaned_data, by=request.actor, at=timezone.now())

    first = {"words": facts.words_of(kept)}
    return _form(request, found, GoalForm(request.POST or None, initial=first), save, _("Change the goal"))


@require_POST
@WRITES
def goal_state(request: Request, dossier: UUID, engagement: UUID, goal: UUID) -> HttpResponse:
    """Say how it stands with a goal (article 3.c)."""
    found = found_or_404(dossier, engagement)
    kept, state = _goal(found, goal), request.POST.get("state", "")
    if state not in Goal.State.values:
        messages.error(request, _("Choose how it stands from the list."))
    else:
        _try(request, lambda: actions.set_goal(goal=kept, state=state, by=request.actor, at=timezone.now()))
    return redirect("plans:show", dossier=dossier, engagement=engagement)


@require_http_methods(["GET", "POST"])
@WRITES
def new_action(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Add an action with its owner and its day (article 3.c)."""
    found = found_or_404(dossier, engagement)

    def save(form: NewActionForm) -> None:
        actions_doing.add_action(engagement=found, **form.values(), by=request.actor, at=timezone.now())

    form = NewActionForm(request.POST or None, goals=facts.goals_of(found), initial={"owner": "client"})
    return _form(request, found, form, save, _("An action"))


@require_http_methods(["GET", "POST"])
@WRITES
def action(request: Request, dossier: UUID, engagement: UUID, action: UUID) -> HttpResponse:
    """Change an action: its words, who does it, before when (article 3.c)."""
    found = found_or_404(dossier, engagement)
    kept = _action(found, action)

    def save(form: ActionForm) -> None:
        actions_doing.change_action(action=kept, **form.cleaned_data, by=request.actor, at=timezone.now())

    first = {"words": kept.words, "owner": kept.owner, "due": kept.due}
    return _form(request, found, ActionForm(request.POST or None, initial=first), save, _("Change the action"))


@require_POST
@WRITES
def action_state(request: Request, dossier: UUID, engagement: UUID, action: UUID) -> HttpResponse:
    """Bring an action to another column, by its button or by dragging it there (article 3.c)."""
    found = found_or_404(dossier, engagement)
    kept, state = _action(found, action), request.POST.get("state", "")
    if state not in PlanAction.State.values:
        messages.error(request, _("Choose a column from the list."))
    else:
        _try(request, lambda: actions_doing.move_action(action=kept, state=state, by=request.actor, at=timezone.now()))
    answer = redirect("plans:show", dossier=dossier, engagement=engagement)
    if request.POST.get("view") == "list":
        answer["Location"] += "?view=list"
    return answer


@require_http_methods(["GET", "POST"])
@WRITES
def seen(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Record that the client signed the plan for seen (article 3.c)."""
    found = found_or_404(dossier, engagement)

    def save(form: SeenForm) -> None:
        actions.record_seen(engagement=found, **form.cleaned_data, by=request.actor, at=timezone.now())

    form = SeenForm(request.POST or None, initial={"seen_on": timezone.localdate()})
    return _form(request, found, form, save, _("The client signed the plan for seen"))


def _form(
    request: Request, found: Engagement, form: forms.Form, save: Callable[[Any], None], title: str
) -> HttpResponse:
    """Show a form of the plan, or save it and go back to the plan; a bad one keeps every value."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("plans:show", dossier=found.dossier_id, engagement=found.id)
    context = {"dossier": found.dossier_id, "engagement": found, "form": form, "heading": title}
    return TemplateResponse(request, "plans/form.html", context)


def _try(request: Request, act: Callable[[], object]) -> None:
    """Do something small, and tell on the next page why not."""
    try:
        act()
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)


def _goal(engagement: Engagement, goal: UUID) -> Goal:
    found = facts.goal_of(engagement, goal)
    if found is None:
        raise Http404
    return found


def _action(engagement: Engagement, action: UUID) -> PlanAction:
    found = facts.action_of(engagement, action)
    if found is None:
        raise Http404
    return found
