"""Pages of questions to a doctor: those that went, a new one on a consent, the exact letter."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
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
from inzage.sharing.consents.facts import consent
from inzage.sharing.enquiries import actions
from inzage.sharing.enquiries.facts import decide, enquiries_of
from inzage.sharing.enquiries.forms import AskForm
from inzage.sharing.enquiries.letter import print_letter
from inzage.work.engagements.facts import WORKERS

GUARD = guards.opens("card", "health", "disclosures", articles=("6.health",))
ASKS = replace(GUARD, roles=frozenset(WORKERS))
DOWNLOAD = replace(GUARD, limit=DOCUMENTS)
UNSAID = "-"


@require_GET
@GUARD
def list_enquiries(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """The letters that went to doctors, each on its consent (article 6.health)."""
    context = {"dossier": dossier, "enquiries": list(enquiries_of(dossier))}
    return TemplateResponse(request, "enquiries/list.html", context)


@require_http_methods(["GET", "POST"])
@ASKS
def ask(request: guards.Request, dossier: UUID, consent_id: UUID) -> HttpResponseBase:
    """Ask the doctor whom a consent names for what it names; refused without a running one (article 6.health)."""
    found = consent(dossier, consent_id)
    if found is None:
        raise Http404
    at = timezone.now()
    # whether it may be asked at all; the need itself is filled in on the page
    decide(found, necessity=UNSAID, at=at).enforce()
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.asked()
        printed = print_letter(consent=found, asked=asked, signed_by=request.actor.name, at=at)
        actions.ask(consent=found, necessity=asked.necessity, letter=printed, by=request.actor, at=at)
        messages.success(request, _("The letter is made and recorded. Print it and send it by post."))
        return redirect("enquiries:list", dossier=dossier)
    return TemplateResponse(request, "enquiries/ask.html", {"dossier": dossier, "consent": found, "form": form})


@require_GET
@DOWNLOAD
def letter(request: guards.Request, dossier: UUID, enquiry: UUID) -> HttpResponseBase:
    """The exact letter, to print; each reading is on the log (article 6.health)."""
    found = enquiries_of(dossier).filter(id=enquiry).first()
    if found is None:
        raise Http404
    content = actions.hand_out(enquiry=found, by=request.actor, at=timezone.now())
    return download(content, name="letter.pdf", media_type="application/pdf")
