"""Pages of the Poortwachter clock: the week, the moments as hints, and the interruptions."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inzage.access.guards import Request, opens
from inzage.work.absence import actions, facts
from inzage.work.absence.forms import EndForm, InterruptionForm
from inzage.work.absence.models import SickInterruption
from inzage.work.engagements.courses import fields_of_service, service_label
from inzage.work.engagements.facts import WORKERS, found_or_404
from inzage.work.engagements.models import Engagement

KEEPERS = (*WORKERS, "back_office")
GUARD = opens("card", "identity", roles=KEEPERS, articles=("3.c", "2.registration"))


@require_http_methods(["GET", "POST"])
@GUARD
def show(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """The week of sickness today, the law's moments as hints, the interruptions, and a form for one more."""
    found = _engagement(dossier, engagement)
    form = InterruptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_interruption(dossier=found.dossier, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The interruption is recorded; the clock counts with it."))
            return redirect("absence:show", dossier=dossier, engagement=engagement)
    return TemplateResponse(request, "absence/show.html", _context(found) | {"form": form})


def _context(engagement: Engagement) -> dict[str, object]:
    today = timezone.localdate()
    running = facts.clock_of(engagement.dossier_id, today)
    context: dict[str, object] = {
        "dossier": engagement.dossier_id,
        "engagement": engagement,
        "service": service_label(engagement.service),
        "registered": facts.first_sick_day(engagement.dossier_id),
        "interruptions": list(facts.interruptions_of(engagement.dossier_id)),
        "clock": running,
    }
    if running:
        week = running.week(today)
        context |= {
            "week": week,
            "running_week": week + 1,
            "stands_still": running.stands_still(today),
            "is_over": running.first_sick_day > today,
            "hints": facts.hints(running, today),
            "picture": facts.picture(running, today),
        }
    return context


@require_http_methods(["GET", "POST"])
@GUARD
def end(request: Request, dossier: UUID, engagement: UUID, interruption: UUID) -> HttpResponse:
    """Record the last day of an interruption that lasted."""
    found, kept = _engagement(dossier, engagement), _interruption(dossier, interruption)
    form = EndForm(request.POST or None, initial={"last_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_interruption(interruption=kept, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("absence:show", dossier=dossier, engagement=engagement)
    context = {"dossier": dossier, "engagement": found, "interruption": kept, "form": form}
    return TemplateResponse(request, "absence/end.html", context)


@require_POST
@GUARD
def take_back(request: Request, dossier: UUID, engagement: UUID, interruption: UUID) -> HttpResponse:
    """Take back an interruption that was wrong; it stays in the history."""
    _engagement(dossier, engagement)
    kept = _interruption(dossier, interruption)
    actions.take_back(interruption=kept, by=request.actor, at=timezone.now())
    messages.success(request, _("The interruption was taken back."))
    return redirect("absence:show", dossier=dossier, engagement=engagement)


def _engagement(dossier: UUID, engagement: UUID) -> Engagement:
    """The engagement; 404 for a service that does not ask for a first sick day (article 2.registration)."""
    found = found_or_404(dossier, engagement)
    if "first_sick_day" not in fields_of_service(found.service):
        raise Http404
    return found


def _interruption(dossier: UUID, interruption: UUID) -> SickInterruption:
    found = facts.interruption_of(dossier, interruption)
    if found is None:
        raise Http404
    return found
