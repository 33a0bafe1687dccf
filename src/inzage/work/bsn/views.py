"""Pages of the BSN of an engagement: masked, recorded, shown once for a reason, printed on a form, removed."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
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
from inzage.access.limits.actions import DOCUMENTS
from inzage.kit.downloads import download
from inzage.paper.bsn_form import render_bsn_form
from inzage.paper.content import Bureau
from inzage.work.bsn import actions, facts
from inzage.work.bsn.forms import NumberForm, PrintForm, RevealForm
from inzage.work.bsn.models import Bsn
from inzage.work.bsn.number import masked
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import bears_bsn
from inzage.work.engagements.facts import engagement as engagement_of
from inzage.work.engagements.models import Engagement

GUARD = guards.opens("card", "bsn", roles=("back_office",), articles=("2.registration",))
PRINT = replace(GUARD, parts=frozenset({"card", "identity", "contact", "bsn"}), limit=DOCUMENTS)


@require_GET
@GUARD
def show(request: guards.Request, dossier: UUID, engagement: UUID) -> HttpResponseBase:
    """The number masked, or the form to record it; and who asked to see it (article 2.registration)."""
    return _page(request, _engagement(dossier, engagement))


@require_http_methods(["GET", "POST"])
@GUARD
def record(request: guards.Request, dossier: UUID, engagement: UUID) -> HttpResponseBase:
    """Seal the number, or a corrected one in its place (article 2.registration)."""
    found = _engagement(dossier, engagement)
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            actions.record(engagement=found, number=number, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The BSN is sealed."))
            return redirect("bsn:show", dossier=dossier, engagement=engagement)
    context = {"dossier": dossier, "engagement": found, "form": form, "service": service_label(found.service)}
    return TemplateResponse(request, "bsn/record.html", context)


@require_POST
@GUARD
def ask(request: guards.Request, dossier: UUID, engagement: UUID) -> HttpResponseBase:
    """Ask to see the number, for a reason that goes on the log (article 2.registration)."""
    found, form = _engagement(dossier, engagement), RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reveal_form=form)
    try:
        asked = actions.ask_to_see(
            engagement=found, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
        )
    except Bsn.DoesNotExist as missing:
        raise Http404 from missing
    return redirect("bsn:reveal", dossier=dossier, engagement=engagement, reveal=asked.pk)


@require_GET
@GUARD
def reveal(request: guards.Request, dossier: UUID, engagement: UUID, reveal: UUID) -> HttpResponseBase:
    """The number, once; the second time this page only says that it was shown (article 2.registration)."""
    found = _engagement(dossier, engagement)
    asked = facts.reveal_of(found, reveal, person=request.actor.person)
    if asked is None:
        raise Http404
    number = actions.show(reveal=asked, by=request.actor, at=timezone.now())
    context = {"dossier": dossier, "engagement": found, "number": number, "service": service_label(found.service)}
    return TemplateResponse(request, "bsn/reveal.html", context)


@require_POST
@PRINT
def print_form(request: guards.Request, dossier: UUID, engagement: UUID) -> HttpResponseBase:
    """A form on which the law asks for the number, as a PDF that is not kept (article 2.registration)."""
    found = _engagement(dossier, engagement)
    form = PrintForm(request.POST, known=facts.forms_for(found.service))
    if not form.is_valid():
        return _page(request, found, print_form=form)
    bureau, at = Bureau(name=settings.BUREAU_NAME, address=settings.BUREAU_ADDRESS), timezone.now()
    try:
        content = actions.print_on(
            engagement=found, form=form.cleaned_data["form"], bureau=bureau, by=request.actor, at=at
        )
    except Bsn.DoesNotExist as missing:
        raise Http404 from missing
    return download(render_bsn_form(content, at=at).data, name="formulier.pdf", media_type="application/pdf")


@require_POST
@GUARD
def remove(request: guards.Request, dossier: UUID, engagement: UUID) -> HttpResponseBase:
    """Take the number away for good (article 2.registration)."""
    actions.remove(engagement=_engagement(dossier, engagement), by=request.actor, at=timezone.now())
    messages.success(request, _("The BSN is removed."))
    return redirect("bsn:show", dossier=dossier, engagement=engagement)


def _page(
    request: guards.Request,
    engagement: Engagement,
    *,
    reveal_form: RevealForm | None = None,
    print_form: PrintForm | None = None,
) -> HttpResponseBase:
    """The page of the number, with a form that was filled in wrong where there is one."""
    kept = facts.kept(engagement)
    forms = facts.forms_for(engagement.service)
    context = {
        "dossier": engagement.dossier_id,
        "engagement": engagement,
        "service": service_label(engagement.service),
        "bsn": kept,
        "masked": masked(facts.digits(kept)) if kept else "",
        "is_lawful": bears_bsn(engagement),
        "reveal_form": reveal_form or RevealForm(),
        "print_form": (print_form or PrintForm(known=forms)) if forms else None,
        "reveals": facts.reveals(engagement),
    }
    return TemplateResponse(request, "bsn/show.html", context)


def _engagement(dossier: UUID, engagement: UUID) -> Engagement:
    found = engagement_of(dossier, engagement)
    if found is None:
        raise Http404
    return found
