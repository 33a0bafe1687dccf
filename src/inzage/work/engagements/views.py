"""Pages of engagements: those of a client, starting one, its page, assigning, phases, ending."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inzage.access.guards import Request, opens
from inzage.clients.registration.facts import client_of
from inzage.work.engagements import actions, facts
from inzage.work.engagements.forms import ROLE_LABELS, AssignForm, EndForm, StartForm, service_label
from inzage.work.engagements.models import Engagement
from inzage.work.engagements.phases import Phase

STARTERS = ("back_office",)
ASSIGNERS = ("back_office", "team_leader", "manager")
MOVERS = (*facts.WORKERS, *ASSIGNERS)


@opens("card", articles=("3.c",))
def index(request: Request, dossier: UUID) -> HttpResponse:
    """The engagements of a client, running ones first, each with whose turn it is."""
    rows = [
        {"engagement": each, "service": service_label(each.service), "turn": facts.whose_turn(each)}
        for each in facts.cards_of(dossier)
    ]
    context = {"dossier": dossier, "rows": rows, "may_start": request.actor.has(*STARTERS)}
    return TemplateResponse(request, "engagements/list.html", context)


@opens("card", "identity", "contact", roles=STARTERS, articles=("3.2", "3.c", "5.signing"))
def new(request: Request, dossier: UUID) -> HttpResponse:
    """Start a service for the client under an agreement."""
    form = StartForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        agreement, service = form.chosen()
        try:
            engagement = actions.start(
                client_dossier=client_of(dossier).dossier,
                agreement=agreement,
                service=service,
                reference=form.cleaned_data["reference"],
                started_on=form.cleaned_data["started_on"],
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The engagement has started. Now put a colleague on it."))
            return redirect("engagements:show", dossier=dossier, engagement=engagement.id)
    return TemplateResponse(request, "engagements/new.html", {"dossier": dossier, "form": form})


@opens("card", articles=("3.c", "6.need"))
def show(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """One engagement: where it stands, whose turn it is, who works on it, what is still to be done."""
    found = _engagement(dossier, engagement)
    running = found.ended_on is None
    context = {
        "dossier": dossier,
        "engagement": found,
        "service": service_label(found.service),
        "turn": facts.whose_turn(found),
        "tasks": facts.open_tasks(dossier),
        "assignments": [
            {"assignment": each, "role": ROLE_LABELS.get(each.role, each.role)} for each in facts.assignments_of(found)
        ],
        "phases": Phase.choices,
        "may_move": running and request.actor.has(*MOVERS),
        "may_assign": running and request.actor.has(*ASSIGNERS),
        "may_see_terms": facts.may_need(request.actor, "agreements"),
        "may_see_reports": facts.may_need(request.actor, "reports"),
        "may_see_bsn": facts.bears_bsn(found) and facts.may_need(request.actor, "bsn"),
    }
    return TemplateResponse(request, "engagements/show.html", context)


@require_POST
@opens("card", roles=MOVERS, articles=("2.registration",))
def phase(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Bring the engagement to another phase."""
    found, wanted = _engagement(dossier, engagement), request.POST.get("phase", "")
    if wanted not in Phase.values:
        messages.error(request, _("Choose a phase from the list."))
    else:
        actions.move(engagement=found, phase=wanted, by=request.actor, at=timezone.now())
        messages.success(request, _("The engagement is now in the phase “%(phase)s”.") % {"phase": Phase(wanted).label})
    return redirect("engagements:show", dossier=dossier, engagement=engagement)


@opens("card", roles=ASSIGNERS, articles=("6.need", "5.need"))
def assign(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Put a colleague on the engagement; this opens the client's and the sponsor's dossier to them."""
    found = _engagement(dossier, engagement)
    form = AssignForm(request.POST or None, office=found.office_id)
    if request.method == "POST" and form.is_valid():
        person, role = form.person_and_role()
        until = form.cleaned_data["until"]
        try:
            actions.assign(engagement=found, person=person, role=role, until=until, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The colleague can open the dossier from now on."))
            return redirect("engagements:show", dossier=dossier, engagement=engagement)
    context = {"dossier": dossier, "engagement": found, "form": form, "service": service_label(found.service)}
    return TemplateResponse(request, "engagements/assign.html", context)


@require_POST
@opens("card", roles=ASSIGNERS, articles=("6.need",))
def withdraw(request: Request, dossier: UUID, engagement: UUID, assignment: UUID) -> HttpResponse:
    """Take a colleague off the engagement; the dossier is closed to them at once."""
    found = facts.assignments_of(_engagement(dossier, engagement)).filter(id=assignment).first()
    if found is None:
        raise Http404
    actions.withdraw(assignment=found, by=request.actor, at=timezone.now())
    messages.success(request, _("The colleague cannot open the dossier any more."))
    return redirect("engagements:show", dossier=dossier, engagement=engagement)


@opens("card", roles=ASSIGNERS, articles=("3.c", "14.retention"))
def end(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """End the engagement with its outcome."""
    found = _engagement(dossier, engagement)
    form = EndForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(engagement=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The engagement has ended."))
            return redirect("engagements:show", dossier=dossier, engagement=engagement)
    context = {
        "dossier": dossier,
        "engagement": found,
        "form": form,
        "tasks": facts.open_tasks(dossier),
        "service": service_label(found.service),
    }
    return TemplateResponse(request, "engagements/end.html", context)


def _engagement(dossier: UUID, engagement: UUID) -> Engagement:
    found = facts.engagement(dossier, engagement)
    if found is None:
        raise Http404
    return found
