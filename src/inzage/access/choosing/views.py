"""The page to choose a purpose: opens the dossier under it at once, or says which article is against it."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

from inzage.access.choosing.forms import PurposeForm
from inzage.access.guards import Guard, Request, remember_purpose, staff
from inzage.access.need import may_open, purposes_of
from inzage.access.openings.actions import open_dossier
from inzage.law.decisions.decision import Refused


@dataclass(frozen=True, slots=True)
class Place:
    """The page of a dossier that one came from, with its guard."""

    page: str
    dossier: UUID
    guard: Guard


@require_http_methods(["GET", "POST"])
@staff(articles=("3.purposes", "3.2"))
def change(request: Request) -> HttpResponseBase:
    """Choose for what the dossier of the page that one came from is opened (articles 3.purposes, 3.2 and 3.3)."""
    place = _place((request.POST if request.method == "POST" else request.GET).get("page", ""))
    if place is None:
        return HttpResponseBadRequest()
    purposes = purposes_of(place.dossier)
    if not purposes:
        raise Http404
    form = PurposeForm(request.POST or None, purposes=purposes, initial={"page": place.page})
    if request.method == "POST" and form.is_valid():
        _open(request, place, form.cleaned_data["purpose"])
        remember_purpose(request, place.dossier, form.cleaned_data["purpose"])
        return redirect(place.page)
    template = "choosing/menu.html" if request.htmx else "choosing/change.html"
    return TemplateResponse(request, template, {"form": form, "page": place.page})


def _open(request: Request, place: Place, purpose: str) -> None:
    """Open it; raises Refused with the law's words, or Http404 for a page that is not for the actor."""
    guard = place.guard
    opening = open_dossier(
        person=request.actor.person, dossier=place.dossier, kind=guard.kind, parts=guard.parts, purpose=purpose
    )
    if opening.is_open:
        return
    decision = may_open(request.actor, dossier=place.dossier, kind=guard.kind, parts=guard.parts, purpose=purpose)
    if opening.status == "no_need" or decision.allowed:
        raise Http404
    raise Refused(decision)


def _place(address: str) -> Place | None:
    """The page of a dossier that an address names, by its path alone; None for anything else."""
    path = urlsplit(address).path
    try:
        match = resolve(path)
    except Resolver404:
        return None
    guard = getattr(match.func, "guard", None)
    if not isinstance(guard, Guard) or not guard.kind:
        return None
    return Place(path, match.kwargs["dossier"], guard)
