"""One entry of a time line: for whom it is meant, its history, and its place on top."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inzage.access.dossiers import actions_entries as actions
from inzage.access.dossiers.facts import Item, entry_of, visibility_of
from inzage.access.guards import Request, opens
from inzage.front.dossier.card import client_card
from inzage.front.dossier.forms import VisibilityForm
from inzage.front.dossier.views import labelled, line_context
from inzage.law.policy.whole import ROLES

WORKERS = tuple(role for role in ROLES if role != "auditor")
"""Whoever only audits looks and changes nothing (article 13.audit)."""


@require_GET
@opens("card", articles=("6.dossier",))
def entry(request: Request, dossier: UUID, entry: UUID) -> HttpResponseBase:
    """An entry with who may see it, and what changed in that."""
    found = _found(dossier, entry)
    return _page(request, found, VisibilityForm(initial={"to": found.entry.visibility}))


@require_POST
@opens("card", roles=WORKERS, articles=("6.dossier", "6.confidential"))
def visibility(request: Request, dossier: UUID, entry: UUID) -> HttpResponseBase:
    """Change for whom an entry is meant."""
    found = _found(dossier, entry)
    form = VisibilityForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    actions.change_visibility(
        entry=found.entry, to=form.cleaned_data["to"], reason=form.cleaned_data["reason"], by=request.actor,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("It is recorded for whom this entry is."))
    return redirect("dossier:entry", dossier=dossier, entry=entry)


@require_POST
@opens("card", roles=WORKERS, articles=("6.dossier",))
def pin(request: Request, dossier: UUID, entry: UUID) -> HttpResponseBase:
    """Keep an entry on top."""
    try:
        actions.pin(entry=_found(dossier, entry).entry, by=request.actor, at=timezone.now())
        messages.success(request, _("The entry stands on top now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("dossier:show", dossier=dossier)


@require_POST
@opens("card", roles=WORKERS, articles=("6.dossier",))
def unpin(request: Request, dossier: UUID, entry: UUID) -> HttpResponseBase:
    """Take an entry from the top."""
    actions.unpin(entry=_found(dossier, entry).entry, by=request.actor, at=timezone.now())
    messages.success(request, _("The entry is in its own place again."))
    return redirect("dossier:show", dossier=dossier)


def _found(dossier: UUID, entry: UUID) -> Item:
    found = entry_of(dossier, entry)
    if found is None:
        raise Http404
    return found


def _page(request: Request, found: Item, form: VisibilityForm) -> HttpResponseBase:
    card = client_card(found.entry.dossier_id, request.actor)
    item, label = labelled(found)
    context = line_context(request, found.entry.dossier_id, card) | {
        "item": item,
        "label": label,
        "line": found.entry,
        "changes": visibility_of(found.entry),
        "form": form,
        "is_author": found.entry.author_id == request.actor.person,
    }
    return TemplateResponse(request, "dossier/entry.html", context)
