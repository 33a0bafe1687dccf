"""Pages of giving a report to the client: the page that gives it, one that was given, and its exact bytes."""

import base64
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
from django.views.decorators.http import require_GET, require_http_methods

from inzage.access import guards
from inzage.access.limits.actions import DOCUMENTS
from inzage.kit.downloads import download
from inzage.sharing.deliveries import actions
from inzage.sharing.deliveries.facts import decide, deliveries_of
from inzage.sharing.deliveries.forms import GiveForm
from inzage.sharing.deliveries.models import Delivery
from inzage.sharing.releases import printing
from inzage.work.engagements.facts import WORKERS
from inzage.work.reports.facts import latest_version, report
from inzage.work.reports.models import Report, ReportVersion
from inzage.work.reports.states import Addressee, Verb, may

GUARD = guards.opens(
    "reports",
    "disclosures",
    roles=(*WORKERS, "back_office"),
    articles=("6.dossier", "6.confidential", "6.sending"),
)
PDF = "application/pdf"


@require_http_methods(["GET", "POST"])
@GUARD
def give(request: guards.Request, dossier: UUID, report_id: UUID) -> HttpResponseBase:
    """Show what goes and what the regulation says of it, and give it (6.dossier, 6.sending)."""
    found, version = _version(dossier, report_id)
    if version is None or found.addressee != Addressee.CLIENT or not may(found.state, Verb.SEND):
        return TemplateResponse(request, "releases/not_ready.html", {"dossier": dossier, "report": found})
    form = GiveForm(request.POST or None, initial={"channel": "handed", "given_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        delivery = _act(request, version, form)
        if delivery is not None:
            messages.success(request, _("It is recorded that the client gets this report."))
            return redirect("deliveries:show", dossier=dossier, delivery_id=delivery.id)
    shown = printing.preview(version, None, pictures=True)
    context = {
        "dossier": dossier,
        "report": found,
        "form": form,
        "seen": shown.sha256,
        "pictures": [base64.b64encode(page).decode("ascii") for page in shown.png_pages],
        "decision": decide(version=version, channel=form["channel"].value() or "handed"),
        "given": deliveries_of(dossier).filter(report=report_id),
    }
    return TemplateResponse(request, "deliveries/give.html", context)


def _act(request: guards.Request, version: ReportVersion, form: GiveForm) -> Delivery | None:
    """Give it; None when something is to be looked at again, which then stands in the form."""
    at, said = timezone.now(), form.cleaned_data
    try:
        printed = printing.make_ready(version, None, seen=said["seen"], at=at)
        return actions.give_report(
            version=version, channel=said["channel"], given_on=said["given_on"], printed=printed, by=request.actor,
            at=at,
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, error)
        return None


@require_GET
@replace(GUARD, limit=DOCUMENTS)
def preview(request: guards.Request, dossier: UUID, report_id: UUID) -> HttpResponseBase:  # noqa: ARG001  the guard's form
    """The preview as a PDF to print, without the seal."""
    found, version = _version(dossier, report_id)
    if version is None or found.addressee != Addressee.CLIENT:
        raise Http404
    return download(printing.preview(version, None).data, name="preview.pdf", media_type=PDF)


@require_GET
@guards.opens("disclosures", articles=("6.dossier",))
def show(request: guards.Request, dossier: UUID, delivery_id: UUID) -> HttpResponseBase:
    """One report that was given: how, when, by whom, its hash and its decision."""
    context = {"dossier": dossier, "delivery": _delivery(dossier, delivery_id)}
    return TemplateResponse(request, "deliveries/show.html", context)


@require_GET
@guards.opens("disclosures", articles=("6.need",), limit=DOCUMENTS)
def document(request: guards.Request, dossier: UUID, delivery_id: UUID) -> HttpResponseBase:
    """The exact bytes that the client got, as a download; each reading is on the log."""
    found = _delivery(dossier, delivery_id)
    content = actions.hand_out(delivery=found, by=request.actor, at=timezone.now())
    return download(content, name=f"delivery-{found.id}.pdf", media_type=PDF)


def _version(dossier: UUID, report_id: UUID) -> tuple[Report, ReportVersion | None]:
    found = report(dossier, report_id)
    if found is None:
        raise Http404
    return found, latest_version(found)


def _delivery(dossier: UUID, delivery_id: UUID) -> Delivery:
    found = deliveries_of(dossier).filter(id=delivery_id).select_related("document").first()
    if found is None:
        raise Http404
    return found
