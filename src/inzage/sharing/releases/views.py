"""The send page: to whom, the preview, what the regulation says of it, and the act itself."""

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access import guards
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.versions import policy
from inzage.kit.downloads import download
from inzage.sharing.disclosures.facts import last_grounds, sent_to
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.releases import actions, printing
from inzage.sharing.releases.facts import Recipients, Sending, decide, extra_of, is_refused, possible_recipients
from inzage.sharing.releases.forms import ExtraForm, SendForm
from inzage.sharing.releases.mending import Advice, advices
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.facts import WORKERS
from inzage.work.house.facts import usable_forms
from inzage.work.reporting.actions import agree_extra
from inzage.work.reports.facts import categories_in, latest_version, report
from inzage.work.reports.models import Report, ReportVersion
from inzage.work.reports.states import Addressee, Kind, Verb, may

GUARD = guards.opens(
    "reports",
    "disclosures",
    roles=(*WORKERS, "back_office"),
    articles=("4", "6.agreement", "6.informing", "6.exceptions", "6.health", "6.sending", "V.ethics"),
)
DOWNLOAD = replace(GUARD, limit=DOCUMENTS)
EXTRA = replace(GUARD, parts=GUARD.parts | {"agreements"}, articles=("6.agreement",))


SENT: dict[str, Promise] = {
    Disclosure.Channel.EMAIL_PDF: _("The report is on its way. Whether it arrived stands below."),
    Disclosure.Channel.UPLOAD: _("It is recorded. Download the report here and put it on the recipient's portal."),
    Disclosure.Channel.FORM: _("It is recorded. Download the filled form here and put it on the recipient's portal."),
    Disclosure.Channel.ORAL: _("The oral report is recorded."),
}


class Case(NamedTuple):
    """What a send page is about. `contact` is None when the sponsor has no contact to send to."""

    report: Report
    version: ReportVersion
    recipients: Recipients
    contact: SponsorContact | None


@require_http_methods(["GET", "POST"])
@GUARD
def send(request: guards.Request, dossier: UUID, report_id: UUID) -> HttpResponseBase:
    """Show what the regulation says of sending this report to this recipient, and send it (articles 4, 6, V.ethics)."""
    found = _report(dossier, report_id)
    if found.addressee == Addressee.CLIENT:
        return redirect("deliveries:give", dossier=dossier, report_id=report_id)
    version = latest_version(found)
    if version is None or not may(found.state, Verb.SEND):
        return TemplateResponse(request, "releases/not_ready.html", {"dossier": dossier, "report": found})
    case = _case(found, version, request.POST.get("contact") or request.GET.get("to", ""))
    if case.contact is None:
        return TemplateResponse(request, "releases/no_contact.html", {"dossier": dossier, "report": found})
    form = _form(request, case)
    if request.method == "POST" and form.is_valid():
        disclosure = _act(request, case, form)
        if disclosure is not None:
            messages.success(request, str(SENT[disclosure.channel]))
            return redirect("disclosures:show", dossier=dossier, disclosure_id=disclosure.id)
    return TemplateResponse(request, "releases/send.html", _context(case, form))


@require_POST
@GUARD
def decision(request: guards.Request, dossier: UUID, report_id: UUID) -> HttpResponseBase:
    """What the regulation says of what is filled in so far: a fragment of the send page (articles 4 and 6)."""
    found = _report(dossier, report_id)
    version = latest_version(found)
    if version is None:
        raise Http404
    case = _case(found, version, request.POST.get("contact", ""))
    form = _form(request, case)
    form.is_valid()
    return TemplateResponse(request, "releases/decision.html", _decided(case, form))


@require_POST
@EXTRA
def extra(request: guards.Request, dossier: UUID, report_id: UUID, contact: UUID) -> HttpResponseBase:
    """Record that the client was told of a report outside the agreement, which covers it from now on (6.agreement)."""
    case = _previewed(dossier, report_id, contact)
    at = timezone.now()
    sending = Sending(contact=_contact(case), channel="email_pdf").confirmed()
    said = decide(version=case.version, sending=sending, at=at)
    wanted = extra_of(version=case.version, contact=_contact(case), decision=said)
    here = f"{reverse('releases:send', args=(dossier, report_id))}?{urlencode({'to': str(contact)})}"
    if wanted is None:
        return redirect(here)
    form = ExtraForm(request.POST)
    if form.is_valid():
        engagement = case.report.engagement
        agree_extra(engagement=engagement, extra=wanted, **form.cleaned_data, by=request.actor, at=at)
        messages.success(request, _("It is a new version of the agreement, and it is recorded that the client knows."))
        return redirect(here)
    return TemplateResponse(request, "releases/send.html", _context(case, _begun(case)) | {"extra_form": form})


@require_GET
@GUARD
def page(
    request: guards.Request,  # noqa: ARG001  a view takes it
    dossier: UUID,
    report_id: UUID,
    contact: UUID,
    number: int,
) -> HttpResponseBase:
    """One page of the preview as a picture (article 6.sending)."""
    case = _previewed(dossier, report_id, contact)
    pages = printing.preview(case.version, _contact(case), pictures=True).png_pages
    if not 1 <= number <= len(pages):
        raise Http404
    return HttpResponse(pages[number - 1], content_type="image/png")


@require_GET
@DOWNLOAD
def preview(
    request: guards.Request,  # noqa: ARG001  a view takes it
    dossier: UUID,
    report_id: UUID,
    contact: UUID,
) -> HttpResponseBase:
    """The preview as a PDF, without the seal (article 6.sending)."""
    case = _previewed(dossier, report_id, contact)
    found = printing.preview(case.version, _contact(case)).data
    return download(found, name="preview.pdf", media_type="application/pdf")


def _act(request: guards.Request, case: Case, form: SendForm) -> Disclosure | None:
    """Send or record; None when something is to be looked at again, which then stands in the form."""
    at = timezone.now()
    sending = form.sending(_contact(case))
    try:
        if case.report.kind == Kind.ORAL:
            return actions.report_orally(version=case.version, sending=sending, by=request.actor, at=at)
        if sending.channel == Disclosure.Channel.FORM:
            return actions.release_on_form(version=case.version, sending=sending, by=request.actor, at=at)
        printed = printing.make_ready(case.version, sending.contact, seen=form.cleaned_data["seen"], at=at)
        return actions.release(version=case.version, sending=sending, printed=printed, by=request.actor, at=at)
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _report(dossier: UUID, report_id: UUID) -> Report:
    found = report(dossier, report_id)
    if found is None:
        raise Http404
    return found


def _case(found: Report, version: ReportVersion, to: str) -> Case:
    """Put together what the page is about; 404 for a contact that is not the sponsor's."""
    recipients = possible_recipients(found.engagement)
    contact = recipients.named(to)
    if contact is None and to:
        raise Http404
    return Case(found, version, recipients, contact)


def _previewed(dossier: UUID, report_id: UUID, contact: UUID) -> Case:
    found = _report(dossier, report_id)
    version = latest_version(found)
    if version is None:
        raise Http404
    return _case(found, version, str(contact))


def _contact(case: Case) -> SponsorContact:
    if case.contact is None:
        raise Http404
    return case.contact


def _health(version: ReportVersion) -> bool:
    return bool(categories_in(version) & policy().health_categories())


def _form(request: guards.Request, case: Case) -> SendForm:
    """The form: filled in, or begun."""
    if request.method != "POST":
        return _begun(case)
    oral, health = case.report.kind == Kind.ORAL, _health(case.version)
    return SendForm(request.POST, oral=oral, health=health, prescribed=_prescribed())


def _begun(case: Case) -> SendForm:
    """The form, begun with the ground of the last sending of this engagement."""
    oral, health = case.report.kind == Kind.ORAL, _health(case.version)
    initial: dict[str, object] = {"contact": _contact(case).id}
    last = last_grounds(case.report.engagement_id, case.report.dossier_id)
    if last:
        made, words = last
        initial |= {"ground": made.ground, "ground_reasons": words.reasons, "weighing": words.weighing}
    return SendForm(initial=initial, oral=oral, health=health, prescribed=_prescribed())


def _prescribed() -> list[tuple[str, str]]:
    """The forms that recipients prescribe, to choose from."""
    return [(str(form.pk), form.name) for form in usable_forms()]


def _context(case: Case, form: SendForm) -> dict[str, object]:
    """Everything the page shows."""
    contact = _contact(case)
    oral = case.report.kind == Kind.ORAL
    shown = None if oral else printing.preview(case.version, contact)
    return {
        "dossier": case.report.dossier_id,
        "report": case.report,
        "version": case.version,
        "recipients": case.recipients,
        "contact": contact,
        "gone": sent_to(case.version.id),
        "oral": oral,
        "form": form,
        "seen": shown.sha256 if shown else "",
        "pages": range(1, shown.pages + 1) if shown else (),
        **_decided(case, form),
    }


def _decided(case: Case, form: SendForm) -> dict[str, object]:
    """What the regulation says, as if the word on ethics were given: it is asked at the button."""
    if form.is_bound:
        sending = form.sending(_contact(case))
    else:
        start = form.initial
        sending = Sending(
            contact=_contact(case),
            channel="email_pdf",
            ground=str(start.get("ground", "")),
            ground_reasons=str(start.get("ground_reasons", "")),
            weighing=str(start.get("weighing", "")),
        )
    said = decide(version=case.version, sending=sending.confirmed(), at=timezone.now())
    advice: list[Advice] = advices(said, case.report)
    is_extra = extra_of(version=case.version, contact=_contact(case), decision=said) is not None
    is_begun = form.is_bound or said.allowed or any(each.url for each in advice)
    return {
        "decision": said,
        "advices": advice,
        "is_begun": is_begun,
        "report": case.report,
        "contact": case.contact,
        "extra_form": ExtraForm() if is_extra else None,
        "client_refused": is_refused(case.report.engagement),
    }
