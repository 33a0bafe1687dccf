"""Pages of meetings: those of a client, one, asking somebody to come, recording who came."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inzage.access.actor import Actor
from inzage.access.guards import Request, opens
from inzage.kit.paging import paginate
from inzage.sponsors.relations.facts import contacts_of
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import cards_of, may_need
from inzage.work.meetings import actions, facts
from inzage.work.meetings.facts import LOOKERS, PLANNERS
from inzage.work.meetings.forms import AskForm, AttendanceForm
from inzage.work.meetings.models import Meeting


@require_GET
@opens("card", roles=LOOKERS, articles=("3.c", "6.need"))
def index(request: Request, dossier: UUID) -> HttpResponse:
    """The meetings of a client, the latest first."""
    page = paginate(facts.meetings_of(dossier), request.GET)
    running = [each for each in cards_of(dossier) if each.ended_on is None]
    context = {
        "dossier": dossier,
        "page": page,
        "now": timezone.now(),
        "rows": [{"meeting": each, "service": service_label(each.engagement.service)} for each in page.object_list],
        "running": [(each.pk, service_label(each.service)) for each in running] if request.actor.has(*PLANNERS) else [],
    }
    return TemplateResponse(request, "meetings/list.html", context)


@require_GET
@opens("card", roles=LOOKERS, articles=("3.c", "6.need", "6.dossier"))
def show(request: Request, dossier: UUID, meeting: UUID) -> HttpResponse:
    """One meeting: when, where, with whom, who came, what it runs into, and what was moved."""
    found = _meeting(dossier, meeting)
    now = timezone.now()
    context = {
        "dossier": dossier,
        "meeting": found,
        "service": service_label(found.engagement.service),
        "place": facts.place_of(found),
        "staff": facts.staff_of(found),
        "sittings": facts.sittings_of(found),
        "changes": facts.changes_of(found),
        "conflicts": facts.conflicts(found) if found.is_planned else [],
        "has_begun": found.starts_at <= now,
        "may_change": request.actor.has(*PLANNERS),
        "may_note": may_need(request.actor, "notes"),
    }
    return TemplateResponse(request, "meetings/show.html", context)


@opens("card", "contact", roles=PLANNERS, articles=("3.c", "6.need"))
def ask(request: Request, dossier: UUID, meeting: UUID) -> HttpResponse:
    """Ask a contact of the sponsor or somebody else to come."""
    found = _meeting(dossier, meeting)
    contacts = list(contacts_of(found.engagement.sponsor.dossier_id)) if found.engagement.sponsor_name else []
    form = AskForm(request.POST or None, contacts=[each for each in contacts if each.active])
    if request.method == "POST" and form.is_valid():
        try:
            _ask(form, found, request.actor)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Noted who is asked to come. An invitation goes when you send it."))
            return redirect("meetings:show", dossier=dossier, meeting=meeting)
    return TemplateResponse(request, "meetings/ask.html", {"dossier": dossier, "meeting": found, "form": form})


def _ask(form: AskForm, meeting: Meeting, by: Actor) -> None:
    given, at = form.cleaned_data, timezone.now()
    knows = given["client_knows_on"]
    if given["contact"]:
        contact = form.contacts[given["contact"]]
        actions.ask_contact(meeting=meeting, contact=contact, client_knows_on=knows, by=by, at=at)
    else:
        guest = {name: given[name] for name in ("name", "role", "email")}
        actions.ask_guest(meeting=meeting, **guest, client_knows_on=knows, by=by, at=at)


@opens("card", "contact", roles=PLANNERS, articles=("3.c", "6.dossier"))
def attendance(request: Request, dossier: UUID, meeting: UUID) -> HttpResponse:
    """Record who came, and how late."""
    found = _meeting(dossier, meeting)
    form = AttendanceForm(request.POST or None, sittings=facts.sittings_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_attendance(meeting=found, came=form.came(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Recorded who came."))
            return redirect("meetings:show", dossier=dossier, meeting=meeting)
    return TemplateResponse(request, "meetings/attendance.html", {"dossier": dossier, "meeting": found, "form": form})


def _meeting(dossier: UUID, meeting: UUID) -> Meeting:
    """The meeting of an address. Raises Http404 when it is not there."""
    found = facts.meeting_of(dossier, meeting)
    if found is None:
        raise Http404
    return found
