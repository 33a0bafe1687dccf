"""Pages of the reporting agreement: what holds, agreeing a new version, telling the client."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inzage.access.guards import Request, opens
from inzage.access.limits.actions import DOCUMENTS
from inzage.kit.downloads import download
from inzage.paper.reporting import render_reporting_letter
from inzage.work.engagements.facts import WORKERS, engagement
from inzage.work.engagements.models import Engagement
from inzage.work.reporting import actions, facts
from inzage.work.reporting.forms import KINDS, AgreeForm, TellForm
from inzage.work.reporting.letter import letter_of
from inzage.work.reporting.models import ReportingAgreement

AGREERS = (*WORKERS, "back_office")


@opens("card", "agreements", articles=("6.agreement",))
def show(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """What may be reported of this engagement, to whom, and whether the client was told; with the versions before."""
    found = _engagement(dossier, engagement)
    labels = facts.category_labels(get_language() or "nl")
    rows = [
        {
            "agreement": version,
            "recipients": facts.recipients(version),
            "categories": [labels.get(code, code) for code in version.categories],
            "kinds": [KINDS.get(code, code) for code in version.kinds],
            "next_on": facts.next_report_on(version, timezone.localdate()),
        }
        for version in facts.versions(found)
    ]
    context = {
        "dossier": dossier,
        "engagement": found,
        "current": rows[0] if rows else None,
        "earlier": rows[1:],
        "may_agree": found.ended_on is None and request.actor.has(*AGREERS),
        "owed_on": facts.owed_report_on(found),
    }
    return TemplateResponse(request, "reporting/show.html", context)


@opens("card", "agreements", roles=AGREERS, articles=("6.agreement",))
def new(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Record what was agreed with the sponsor; it replaces the version before."""
    found = _engagement(dossier, engagement)
    first = _as_filled_in(facts.current_agreement(found))
    form = AgreeForm(request.POST or None, engagement=found, today=timezone.localdate(), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_reporting(
                engagement=found,
                recipients=form.chosen_contacts(),
                terms=form.terms(),
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The agreement is recorded. Now tell the client."))
            return redirect("reporting:show", dossier=dossier, engagement=engagement)
    context = {"dossier": dossier, "engagement": found, "form": form, "is_change": bool(first)}
    return TemplateResponse(request, "reporting/new.html", context)


def _as_filled_in(agreement: ReportingAgreement | None) -> dict[str, object]:
    """The version in force as a first filling of the form; empty without one."""
    if agreement is None:
        return {}
    names = ("categories", "kinds", "form", "purpose", "first_on", "every_weeks")
    return {name: getattr(agreement, name) for name in names} | {
        "recipients": [str(contact.id) for contact in facts.recipients(agreement)]
    }


@opens("card", "agreements", roles=AGREERS, articles=("6.agreement",))
def tell(request: Request, dossier: UUID, engagement: UUID, agreement: UUID) -> HttpResponse:
    """Record that the client was told what is reported: when, how, and what the client said."""
    found = facts.versions(_engagement(dossier, engagement)).filter(id=agreement).first()
    if found is None:
        raise Http404
    first = {"told_at": found.told_at or timezone.now(), "told_how": found.told_how, "response": found.response}
    form = TellForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_reporting(agreement=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is recorded that the client was told."))
            return redirect("reporting:show", dossier=dossier, engagement=engagement)
    labels = facts.category_labels(get_language() or "nl")
    context = {
        "dossier": dossier,
        "engagement": found.engagement,
        "agreement": found,
        "recipients": facts.recipients(found),
        "categories": [labels.get(code, code) for code in found.categories],
        "form": form,
    }
    return TemplateResponse(request, "reporting/tell.html", context)


@opens("card", "contact", "agreements", articles=("6.agreement",), limit=DOCUMENTS)
def letter(request: Request, dossier: UUID, engagement: UUID, agreement: UUID) -> HttpResponse:
    """The agreement as a letter to the client, to hand over or send; with room for the answer."""
    found = facts.versions(_engagement(dossier, engagement)).filter(id=agreement).first()
    if found is None:
        raise Http404
    content = letter_of(found, by=request.actor, on=timezone.localdate())
    pdf = render_reporting_letter(content, at=timezone.now())
    return download(pdf.data, name=f"reporting-{found.version}.pdf", media_type="application/pdf")


def _engagement(dossier: UUID, engagement_id: UUID) -> Engagement:
    found = engagement(dossier, engagement_id)
    if found is None:
        raise Http404
    return found
