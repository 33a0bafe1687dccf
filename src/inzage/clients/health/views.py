"""Pages of what a client can and cannot do: what holds with the versions before, a new version, the list behind one."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inzage.access.guards import Request, opens
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.models import Dossier
from inzage.access.versions.current import policy
from inzage.clients.health import actions, facts
from inzage.clients.health.forms import CapacityForm
from inzage.clients.health.models import WorkCapacity
from inzage.kit.downloads import download

WRITERS = ("coach", "psychologist", "labour_expert")
"""The roles that work with a client; which of them have the part is for the policy to say."""


class Row(NamedTuple):
    """A version as the page shows it: with the policy's words for each aspect."""

    version: WorkCapacity
    texts: list[tuple[str, str]]
    closed: bool


@require_GET
@opens("card", "health", articles=("6.health",))
def show(request: Request, dossier: UUID) -> HttpResponseBase:
    """What the client can and cannot do, on what it rests, and what may be written here at all (6.health)."""
    at = timezone.now()
    grounds = facts.grounds_of(dossier)
    rows = [_row(facts.shown(version, grounds, at)) for version in facts.versions(dossier)]
    said = facts.decide(grounds, at=at)
    language = get_language() or "nl"
    context = {
        "dossier": dossier,
        "current": rows[0] if rows else None,
        "earlier": rows[1:],
        "decision": said,
        "may_write": said.allowed and request.actor.has(*WRITERS),
        "aspects": [(each.label.to(language), each.hint.to(language)) for each in policy().health.aspects.values()],
    }
    return TemplateResponse(request, "health/show.html", context)


def _row(shown: facts.Shown) -> Row:
    language, aspects = get_language() or "nl", policy().health.aspects
    texts = [(aspects[code].label.to(language), text) for code, text in shown.texts.items()]
    return Row(shown.version, texts, shown.closed)


@require_http_methods(["GET", "POST"])
@opens("card", "health", roles=WRITERS, articles=("6.health",))
def new(request: Request, dossier: UUID) -> HttpResponseBase:
    """Write a new version, beginning with the one that holds; refused where no service and no consent carries it."""
    at = timezone.now()
    grounds = facts.grounds_of(dossier)
    facts.decide(grounds, at=at).enforce()
    before = facts.versions(dossier)
    form = CapacityForm(
        request.POST or None,
        request.FILES or None,
        aspects=facts.allowed_aspects(grounds, at),
        texts=facts.shown(before[0], grounds, at).texts if before else {},
        today=timezone.localdate(at),
        initial={"stated_on": timezone.localdate(at)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_capacity(
                dossier=Dossier.objects.get(pk=dossier), stated=form.stated(), by=request.actor, at=at
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is recorded, sealed with the key of this dossier."))
            return redirect("health:show", dossier=dossier)
    return TemplateResponse(request, "health/new.html", {"dossier": dossier, "form": form, "is_change": bool(before)})


@require_GET
@opens("card", "health", articles=("6.health",), limit=DOCUMENTS)
def document(request: Request, dossier: UUID, capacity: UUID) -> HttpResponseBase:
    """The list behind a version, as a download; each reading is on the log (6.health)."""
    at = timezone.now()
    found = next((each for each in facts.versions(dossier) if each.pk == capacity), None)
    if found is None or found.document is None or facts.shown(found, facts.grounds_of(dossier), at).closed:
        raise Http404
    content = actions.hand_out(version=found, by=request.actor, at=at)
    return download(content, name=found.document.name, media_type=found.document.media_type)
