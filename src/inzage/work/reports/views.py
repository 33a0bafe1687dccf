"""Pages of reports: the list, beginning one, its page, the preview, and the steps of its life."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inzage.access.guards import Request, opens
from inzage.access.limits.actions import DOCUMENTS
from inzage.kit.downloads import download
from inzage.paper.report import render_report
from inzage.work.engagements.facts import WORKERS, cards_of, engagement
from inzage.work.reporting.facts import category_labels, current_agreement
from inzage.work.reports import actions, facts
from inzage.work.reports.content import content_of, draft_content
from inzage.work.reports.forms import NewReportForm, RespondForm, ReviewForm
from inzage.work.reports.models import Report
from inzage.work.reports.states import Addressee, State, Verb, may

WRITERS = (*WORKERS, "back_office")


@opens("card", "reports", articles=("6.dossier", "6.agreement"))
def index(request: Request, dossier: UUID) -> HttpResponse:
    """The reports of a client, each with whose turn it is, and per engagement the way to begin one."""
    rows = [{"report": each, "turn": turn} for each, turn in facts.turns_of(dossier, facts.reports_of(dossier))]
    running = cards_of(dossier).filter(ended_on__isnull=True)
    context = {
        "dossier": dossier,
        "rows": rows,
        "engagements": running,
        "may_write": request.actor.has(*WRITERS),
    }
    return TemplateResponse(request, "reports/list.html", context)


@opens("card", "reports", roles=WRITERS, articles=("6.agreement", "6.sending"))
def new(request: Request, dossier: UUID, engagement_id: UUID) -> HttpResponse:
    """Begin a report: kind, period, language."""
    found = engagement(dossier, engagement_id)
    if found is None:
        raise Http404
    agreement = current_agreement(found)
    first = {
        "language": "nl",
        "addressee": Addressee.SPONSOR,
        "kind": agreement.kinds[0] if agreement else "progress",
        "period_to": timezone.localdate(),
    }
    form = NewReportForm(request.POST or None, engagement=found, initial=first)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("kind", "addressee", "period_from", "period_to", "language")}
        report = actions.draft_report(
            engagement=found, **data, note=form.chosen_note(), by=request.actor, at=timezone.now()
        )
        return redirect("reports:edit", dossier=dossier, report_id=report.id)
    context = {"dossier": dossier, "engagement": found, "form": form, "agreement": agreement}
    return TemplateResponse(request, "reports/new.html", context)


@opens("card", "reports", articles=("6.informing", "6.agreement"))
def show(request: Request, dossier: UUID, report_id: UUID) -> HttpResponse:
    """A report as it stands: its locked text, whose turn it is, what the client said, the words to look at."""
    found = find(dossier, report_id)
    version = facts.latest_version(found)
    writer = request.actor.has(*WRITERS)
    labels = category_labels(get_language() or "nl")
    sections = version.sections if version else []
    context: dict[str, Any] = {
        "dossier": dossier,
        "report": found,
        "turn": facts.whose_turn(found),
        "version": version,
        "versions": facts.versions_of(found),
        "review": facts.review_of(version) if version else None,
        "rows": [{"section": each, "label": labels.get(each["category"], "")} for each in sections],
        "words": facts.unresolved_words(version) if version else (),
        "for_client": found.addressee == Addressee.CLIENT,
        "is_draft": found.state == State.DRAFT,
    }
    context |= {f"may_{verb.value}": writer and may(found.state, verb) for verb in Verb}
    context["may_present"] = context["may_present"] and found.addressee == Addressee.SPONSOR
    return TemplateResponse(request, "reports/show.html", context)


@opens("card", "reports", articles=("6.informing",))
def preview(request: Request, dossier: UUID, report_id: UUID) -> HttpResponse:
    """The pages as they would be printed, as pictures; the locked version, or the draft as it now is."""
    found = find(dossier, report_id)
    printed = render_report(_content(found), at=timezone.now(), pictures=True)
    pictures = [base64.b64encode(page).decode("ascii") for page in printed.png_pages]
    context = {
        "dossier": dossier,
        "report": found,
        "pictures": pictures,
        "is_draft": found.state == State.DRAFT,
        "may_write": request.actor.has(*WRITERS),
    }
    return TemplateResponse(request, "reports/preview.html", context)


@opens("card", "reports", articles=("6.informing",), limit=DOCUMENTS)
def preview_pdf(request: Request, dossier: UUID, report_id: UUID) -> HttpResponse:  # noqa: ARG001 the guard's form
    """The preview as a PDF to keep: without seal, so not the document that is sent."""
    found = find(dossier, report_id)
    printed = render_report(_content(found), at=timezone.now())
    return download(printed.data, name=f"{found.dossier.number}-{found.kind}.pdf", media_type="application/pdf")


def _content(report: Report) -> Any:
    version = None if report.state == State.DRAFT else facts.latest_version(report)
    return content_of(version) if version else draft_content(report)


@opens("card", "reports", roles=WRITERS, articles=("6.informing",))
def review(request: Request, dossier: UUID, report_id: UUID) -> HttpResponse:
    """Record that the client saw the locked version and what was said; or, when that is on record, a later answer."""
    found = find(dossier, report_id)
    version = facts.latest_version(found)
    if version is None or found.addressee == Addressee.CLIENT or not may(found.state, Verb.PRESENT):
        messages.error(request, _("Lock the report first; what is locked is what the client sees."))
        return redirect("reports:show", dossier=dossier, report_id=report_id)
    before = facts.review_of(version)
    form: ReviewForm
    if before is None:
        form = ReviewForm(request.POST or None, report=found, initial={"presented_at": timezone.now()})
    else:
        first = {"response": before.response, "remark": before.remark}
        form = RespondForm(request.POST or None, report=found, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            if before is None:
                actions.present(version=version, **form.cleaned_data, by=request.actor, at=timezone.now())
            else:
                actions.respond(review=before, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is recorded what the client said."))
            return redirect("reports:show", dossier=dossier, report_id=report_id)
    context = {"dossier": dossier, "report": found, "version": version, "form": form, "before": before}
    return TemplateResponse(request, "reports/review.html", context)


@require_POST
@opens("card", "reports", roles=WRITERS, articles=("6.informing",))
def step(request: Request, dossier: UUID, report_id: UUID, verb: str) -> HttpResponse:
    """Open a locked report for changing its text, or drop it."""
    found = find(dossier, report_id)
    verbs = {"reopen": actions.reopen, "drop": actions.drop}
    try:
        verbs[verb](report=found, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if verb == "reopen" and find(dossier, report_id).state == State.DRAFT:
        return redirect("reports:edit", dossier=dossier, report_id=report_id)
    return redirect("reports:show", dossier=dossier, report_id=report_id)


def find(dossier: UUID, report_id: UUID) -> Report:
    """One report of the dossier, or the answer that it is not there."""
    found = facts.report(dossier, report_id)
    if found is None:
        raise Http404
    return found
