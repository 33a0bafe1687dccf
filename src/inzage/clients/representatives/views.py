"""Pages of representatives: those of a client and who decides now, a new one, the evidence, and the end of one."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access import guards
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.models import Document
from inzage.access.vault.actions import read
from inzage.clients.registration.facts import client_of
from inzage.clients.representatives import actions, facts
from inzage.clients.representatives.forms import RepresentativeForm
from inzage.clients.representatives.models import Representative
from inzage.kit.downloads import download

RECORDERS = ("coach", "psychologist", "labour_expert", "back_office")
SEES = guards.opens("card", "identity", "contact", purpose="3.a", articles=("13.access",))
RECORDS = replace(SEES, roles=frozenset(RECORDERS))


@require_GET
@SEES
def index(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Who represents the client, and who decides on what today (article 13.access; UAVG 5)."""
    today, decides = timezone.localdate(), facts.deciders(dossier, timezone.now())
    found = list(facts.representatives_of(dossier))
    context = {
        "dossier": dossier,
        "representatives": found,
        "over": {each.pk for each in found if each.ended_at is None and each.until and each.until < today},
        "decides": [
            {"about": _("A consent"), "who": decides["consent"]},
            {"about": _("The rights to see, correct and erase"), "who": decides["rights"]},
            {"about": _("An agreement"), "who": decides["agreement"]},
        ],
        "may_record": request.actor.has(*RECORDERS),
    }
    return TemplateResponse(request, "representatives/list.html", context)


@require_http_methods(["GET", "POST"])
@RECORDS
def new(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Record who decides for the client, with the evidence (article 13.access; UAVG 5)."""
    form = RepresentativeForm(request.POST or None, request.FILES or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record(
                dossier=client_of(dossier).dossier,
                appointment=form.appointment(),
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The representative is recorded."))
            return redirect("representatives:list", dossier=dossier)
    return TemplateResponse(request, "representatives/new.html", {"dossier": dossier, "form": form})


@require_GET
@replace(SEES, limit=DOCUMENTS)
def evidence(request: guards.Request, dossier: UUID, representative: UUID) -> HttpResponseBase:
    """The order of the court or the power of attorney, as a file to keep (article 13.access)."""
    proof = _found(dossier, representative).document_id
    kept = Document.objects.filter(dossier=dossier, pk=proof).first() if proof else None
    if kept is None:
        raise Http404
    record(Kind.DOCUMENT_READ, by=request.actor, dossier=dossier, subject=kept.pk, purpose="3.a", articles=["6.need"])
    return download(read(kept), name=kept.name, media_type=kept.media_type)


@require_POST
@RECORDS
def end(request: guards.Request, dossier: UUID, representative: UUID) -> HttpResponseBase:
    """Record that the representation is over (article 13.access; UAVG 5)."""
    actions.end(representative=_found(dossier, representative), by=request.actor, at=timezone.now())
    messages.success(request, _("It is recorded that the representation is over."))
    return redirect("representatives:list", dossier=dossier)


def _found(dossier: UUID, representative: UUID) -> Representative:
    found = facts.representatives_of(dossier).filter(pk=representative).first()
    if found is None:
        raise Http404
    return found
