"""Pages of group programmes: all of the office, one with its meetings and participants, and who was there."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inzage.access.guards import Request, staff
from inzage.clients.registration.models import Client
from inzage.work.engagements.facts import WORKERS
from inzage.work.groups import actions, facts
from inzage.work.groups.forms import MeetingForm, ProgrammeForm
from inzage.work.groups.models import GroupAttendance, GroupMeeting, GroupProgramme, Participant

KEEPERS = (*WORKERS, "back_office", "team_leader")
GUARD = staff(*KEEPERS, articles=("3.c", "6.need"))


@require_http_methods(["GET", "POST"])
@GUARD
def index(request: Request) -> HttpResponse:
    """The group programmes of the office, and a form for one more (article 3.c)."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.make_programme(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The programme is made. Now plan its meetings."))
            return redirect("groups:show", programme=kept.id)
    context = {"programmes": list(facts.programmes(request.actor.office)), "form": form}
    return TemplateResponse(request, "groups/list.html", context)


@require_http_methods(["GET", "POST"])
@GUARD
def show(request: Request, programme: UUID) -> HttpResponse:
    """One programme: meetings, the participants whose dossier one needs, and a form for one more meeting (6.need)."""
    kept = _programme(request, programme)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_meeting(programme=kept, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The meeting is planned."))
            return redirect("groups:show", programme=programme)
    participants, meetings = facts.participants_of(kept), list(facts.meetings_of(kept))
    known = facts.attendance(participants)
    rows = [
        {"participant": each, "name": name, "cells": [known.get((each.id, meeting.id)) for meeting in meetings]}
        for each, name in _named(request, participants)
    ]
    context = {"programme": kept, "meetings": meetings, "rows": rows, "form": form, "now": timezone.now()}
    return TemplateResponse(request, "groups/show.html", context)


@require_http_methods(["GET", "POST"])
@GUARD
def attend(request: Request, programme: UUID, meeting: UUID) -> HttpResponse:
    """Record who was at a meeting, of the participants whose dossier one needs (articles 3.c, 6.need)."""
    kept = _programme(request, programme)
    found = _meeting(kept, meeting)
    participants = [each for each in facts.participants_of(kept) if each.left_on is None]
    if request.method == "POST" and _save(request, found, participants):
        return redirect("groups:show", programme=programme)
    known = facts.attendance(participants)
    rows = [
        {"participant": each, "name": name, "state": state.state if (state := known.get((each.id, found.id))) else ""}
        for each, name in _named(request, participants)
    ]
    context = {"programme": kept, "meeting": found, "rows": rows, "states": GroupAttendance.State.choices}
    return TemplateResponse(request, "groups/attend.html", context)


def _save(request: Request, meeting: GroupMeeting, participants: list[Participant]) -> bool:
    """Record what was chosen; whether that went well."""
    chosen = {each.id: str(request.POST.get(f"p-{each.id}", "")) for each in participants}
    states = {key: state for key, state in chosen.items() if state in GroupAttendance.State.values}
    try:
        actions.record_attendance(meeting=meeting, states=states, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, _("It is recorded who was there."))
    return True


def _named(request: Request, participants: list[Participant]) -> list[tuple[Participant, str]]:
    """Each participant with the client's name; the list leaves its trace on the log of each."""
    wanted = {each.dossier_id for each in participants}
    names = {each.dossier_id: each.display_name for each in Client.objects.filter(dossier__in=wanted)}
    actions.trace_shown(dossiers=names, by=request.actor)
    return [(each, names.get(each.dossier_id, each.dossier.number)) for each in participants]


def _programme(request: Request, programme: UUID) -> GroupProgramme:
    found = facts.programme(request.actor.office, programme)
    if found is None:
        raise Http404
    return found


def _meeting(programme: GroupProgramme, meeting: UUID) -> GroupMeeting:
    found = facts.meetings_of(programme).filter(id=meeting).first()
    if found is None:
        raise Http404
    return found
