"""Pages of an engagement's agreement with the client: what it says, as PDF to hand over, and recording it."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inzage.access.guards import Request, opens
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.vault.actions import read
from inzage.kit.downloads import download
from inzage.paper.agreement import render_agreement
from inzage.work.clientagreements import actions, facts
from inzage.work.clientagreements.forms import RecordForm
from inzage.work.clientagreements.models import KEEPERS
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import WORKERS, found_or_404, open_tasks
from inzage.work.engagements.models import Engagement

RECORDERS = (*WORKERS, "back_office")
ARTICLES = ("11.agreements", "3.c")
READS = opens("card", "agreements", articles=ARTICLES)
RECORDS = opens("card", "agreements", roles=RECORDERS, articles=ARTICLES)
DOWNLOADS = replace(READS, limit=DOCUMENTS)


@require_GET
@READS
def show(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """What the agreement says for this client, what was recorded, and a form to record it (article 11.agreements)."""
    form = RecordForm(initial={"agreed_on": timezone.localdate()})
    return _page(request, found_or_404(dossier, engagement), form)


@require_POST
@RECORDS
def record_it(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Record that the client was handed the agreement or signed it (article 11.agreements)."""
    found, form = found_or_404(dossier, engagement), RecordForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.record_agreement(engagement=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is recorded that the client has the agreement."))
            return redirect("clientagreements:show", dossier=dossier, engagement=engagement)
    return _page(request, found, form)


def _page(request: Request, found: Engagement, form: RecordForm) -> HttpResponse:
    template = facts.published()
    due = open_tasks(found.dossier_id).filter(kind="client_agreement_due", subject=found.id)
    context = {
        "dossier": found.dossier_id,
        "engagement": found,
        "service": service_label(found.service),
        "content": facts.content_for(template, found, on=timezone.localdate()) if template else None,
        "agreements": list(facts.agreements_of(found)),
        "due": due.values_list("due", flat=True).first(),
        "form": form,
        "may_record": request.actor.has(*RECORDERS),
        "may_keep": request.actor.has(*KEEPERS),
    }
    return TemplateResponse(request, "clientagreements/show.html", context)


@require_GET
@DOWNLOADS
def print_it(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:  # noqa: ARG001  each view gets it
    """The agreement for this client as PDF, to hand over or to have signed (article 11.agreements)."""
    found, template = found_or_404(dossier, engagement), facts.published()
    if template is None:
        raise Http404
    at = timezone.now()
    printed = render_agreement(facts.content_for(template, found, on=timezone.localdate(at)), at=at)
    return download(printed.data, name=_("client-agreement.pdf"), media_type="application/pdf")


@require_GET
@DOWNLOADS
def scan(request: Request, dossier: UUID, engagement: UUID, agreement: UUID) -> HttpResponse:
    """The scan of a signed agreement (article 11.agreements)."""
    kept = facts.agreement_of(found_or_404(dossier, engagement), agreement)
    if kept is None or kept.document is None:
        raise Http404
    record(Kind.DOCUMENT_READ, by=request.actor, dossier=dossier, subject=kept.id, purpose="3.c", articles=ARTICLES[:1])
    return download(read(kept.document), name=kept.document.name, media_type=kept.document.media_type)
