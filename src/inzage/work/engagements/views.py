"""Pages of engagements: those of a client, starting one, its page, assigning, phases, ending."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_POST

from inzage.access.actor import Actor
from inzage.access.guards import Request, opens
from inzage.clients.registration.facts import client_of
from inzage.work.engagements import actions, facts
from inzage.work.engagements.courses import course_rows, fields_of_service, service_label, stage_label, stages_of
from inzage.work.engagements.forms import ROLE_LABELS, AssignForm, StartForm
from inzage.work.engagements.models import Engagement

STARTERS = ("back_office",)
ASSIGNERS = ("back_office", "team_leader", "manager")
MOVERS = (*facts.WORKERS, *ASSIGNERS)
PAGES: tuple[tuple[str, Promise, str, str], ...] = (
    ("plans:show", __("Plan and goals"), "flag", "notes"),
    ("clientagreements:show", __("Agreement with the client"), "certificate", "agreements"),
    ("reporting:show", __("What may be reported"), "clipboard-list", "agreements"),
    ("reports:list", __("Reports"), "file-text", "reports"),
    ("absence:show", __("Poortwachter clock"), "clock", "identity"),
    ("bsn:show", __("The sealed BSN"), "lock", "bsn"),
    ("hours:engagement", __("Hours"), "clock", "card"),
    ("groups:join", __("Group programmes"), "users", "card"),
    ("todos:list", __("Tasks"), "list-check", "card"),
    ("closing:check", __("Closing check-list"), "clipboard-check", "reports"),
)
"""The pages about one engagement, each with the part of the dossier that it opens."""


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
    found = facts.found_or_404(dossier, engagement)
    running = found.ended_on is None
    context = {
        "dossier": dossier,
        "engagement": found,
        "service": service_label(found.service),
        "turn": facts.whose_turn(found),
        "tasks": facts.still_to_do(dossier),
        "assignments": [
            {"assignment": each, "role": ROLE_LABELS.get(each.role, each.role)} for each in facts.assignments_of(found)
        ],
        "phases": stages_of(found.service),
        "course": course_rows(found.service),
        "pages": _pages(request.actor, found),
        "may_move": running and request.actor.has(*MOVERS),
        "may_assign": running and request.actor.has(*ASSIGNERS),
    }
    return TemplateResponse(request, "engagements/show.html", context)


def _pages(actor: Actor, engagement: Engagement) -> list[dict[str, object]]:
    """The pages about an engagement for which the actor has a right: address, label and icon."""
    where = {"dossier": engagement.dossier_id, "engagement": engagement.id}
    only = {"dossier": engagement.dossier_id}
    left_out = {
        *(() if facts.bears_bsn(engagement) else ("bsn:show",)),
        *(() if "first_sick_day" in fields_of_service(engagement.service) else ("absence:show",)),
    }
    return [
        {"url": reverse(page, kwargs=only if page == "reports:list" else where), "label": label, "icon": icon}
        for page, label, icon, part in PAGES
        if facts.may_need(actor, part) and page not in left_out
    ]


@require_POST
@opens("card", roles=MOVERS, articles=("2.registration",))
def phase(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Bring the engagement to another phase."""
    found, wanted = facts.found_or_404(dossier, engagement), request.POST.get("phase", "")
    if wanted not in dict(stages_of(found.service)):
        messages.error(request, _("Choose a phase from the list."))
    else:
        actions.move(engagement=found, phase=wanted, by=request.actor, at=timezone.now())
        messages.success(request, _("The engagement is now in the phase “%(phase)s”.") % {"phase": stage_label(wanted)})
    return redirect("engagements:show", dossier=dossier, engagement=engagement)


@opens("card", roles=ASSIGNERS, articles=("6.need", "5.need"))
def assign(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Put a colleague on the engagement; this opens the client's and the sponsor's dossier to them."""
    found = facts.found_or_404(dossier, engagement)
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
    found = facts.assignments_of(facts.found_or_404(dossier, engagement)).filter(id=assignment).first()
    if found is None:
        raise Http404
    actions.withdraw(assignment=found, by=request.actor, at=timezone.now())
    messages.success(request, _("The colleague cannot open the dossier any more."))
    return redirect("engagements:show", dossier=dossier, engagement=engagement)
