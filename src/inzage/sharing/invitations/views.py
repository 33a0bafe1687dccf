"""Pages to plan a meeting, move it, call it off, invite to it, and to say whether reminders are wanted."""

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
from inzage.access.models import Dossier
from inzage.access.versions import policy
from inzage.sharing.invitations import actions, facts
from inzage.sharing.invitations.forms import InvitingForm
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.facts import engagement as engagement_of
from inzage.work.meetings.facts import PLANNERS, conflicts, meeting_of, place_of
from inzage.work.meetings.forms import CancelForm, MoveForm
from inzage.work.meetings.models import Meeting, Seat

PARTS = ("card", "contact", "disclosures")
"""What planning shows and mailing writes: the place, the addresses, the outbox of the dossier."""


@opens(*PARTS, roles=PLANNERS, articles=("3.c", "6.need", "6.sending"))
def plan(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Plan a meeting in an engagement."""
    found = engagement_of(dossier, engagement)
    if found is None:
        raise Http404
    people = assigned(found)
    me = str(request.actor.person)
    initial = {"day": timezone.localdate(), "place": Meeting.Place.OFFICE, "coach": me}
    form = InvitingForm(
        request.POST or None, people=people, has_email=bool(facts.client_email(dossier)), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        coach, colleagues = form.people()
        try:
            meeting = actions.plan(
                engagement=found, planned=form.planned(), coach=coach, colleagues=colleagues, invites=form.invites,
                by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _say(request, meeting, _("The meeting is planned."))
            return redirect("meetings:show", dossier=dossier, meeting=meeting.pk)
    context = {
        "dossier": dossier,
        "form": form,
        "service": service_label(found.service),
        "is_assigned": bool(people),
        "engagement": found,
    }
    return TemplateResponse(request, "invitations/plan.html", context)


@opens(*PARTS, roles=PLANNERS, articles=("3.c",))
def move(request: Request, dossier: UUID, meeting: UUID) -> HttpResponse:
    """Move a meeting to another time or place."""
    found = _meeting(dossier, meeting)
    form = MoveForm(request.POST or None, initial=dict(MoveForm.of(found, place_of(found))))
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.move(meeting=found, moving=form.moving(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _say(request, moved, _("The meeting is moved."))
            return redirect("meetings:show", dossier=dossier, meeting=meeting)
    return TemplateResponse(request, "invitations/move.html", {"dossier": dossier, "meeting": found, "form": form})


@opens(*PARTS, roles=PLANNERS, articles=("3.c",))
def cancel(request: Request, dossier: UUID, meeting: UUID) -> HttpResponse:
    """Call a meeting off."""
    found = _meeting(dossier, meeting)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(meeting=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The meeting is called off."))
            return redirect("meetings:show", dossier=dossier, meeting=meeting)
    return TemplateResponse(request, "invitations/cancel.html", {"dossier": dossier, "meeting": found, "form": form})


@require_POST
@opens(*PARTS, roles=PLANNERS, articles=("6.sending", "6.agreement"))
def send(request: Request, dossier: UUID, meeting: UUID, seat: UUID) -> HttpResponse:
    """Mail an invitation to whoever sits there."""
    found = _meeting(dossier, meeting)
    asked = Seat.objects.filter(dossier=dossier, meeting=found, pk=seat).first()
    if asked is None:
        raise Http404
    try:
        actions.invite(meeting=found, seat=asked, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The invitation is in the outbox and goes at once."))
    return redirect("meetings:show", dossier=dossier, meeting=meeting)


@opens(*PARTS, roles=PLANNERS, articles=("3.g", "3.3"))
def reminders(request: Request, dossier: UUID) -> HttpResponse:
    """The reminders that wait, and whether the client wants them."""
    if request.method == "POST":
        verb = actions.want_reminders if request.POST.get("wanted") == "yes" else actions.refuse_reminders
        verb(dossier=Dossier.objects.get(pk=dossier), by=request.actor, at=timezone.now())
        messages.success(request, _("Recorded what the client wants."))
        return redirect("invitations:reminders", dossier=dossier)
    context = {
        "dossier": dossier,
        "refusal": facts.refusal(dossier),
        "waiting": facts.waiting(dossier),
        "hours": policy().meetings.remind_hours_before,
        "email": facts.client_email(dossier),
    }
    return TemplateResponse(request, "invitations/reminders.html", context)


def _meeting(dossier: UUID, meeting: UUID) -> Meeting:
    found = meeting_of(dossier, meeting)
    if found is None:
        raise Http404
    return found


def _say(request: Request, meeting: Meeting, done: str) -> None:
    """Say what was done, and that somebody has another meeting then."""
    messages.success(request, done)
    if conflicts(meeting).exists():
        messages.warning(request, _("Somebody of the bureau has another meeting at the same time; see below."))
