"""Pages of consents: all of a dossier with where each stands, a new one, and a withdrawal."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access import guards
from inzage.access.models import Dossier
from inzage.access.versions import policy
from inzage.sharing.consents import actions
from inzage.sharing.consents.facts import consent, possible_recipients, standings
from inzage.sharing.consents.forms import ConsentForm
from inzage.sharing.disclosures.facts import disclosures_of
from inzage.work.engagements.facts import WORKERS, may_need
from inzage.work.engagements.models import Engagement

RECORDERS = (*WORKERS, "back_office")
RECORDS = guards.opens("disclosures", roles=RECORDERS, articles=("6.health",))


@require_GET
@guards.opens("disclosures", articles=("6.health",))
def list_consents(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """All consents of a client, each as one sentence with its badge (articles 6.health, 3.i)."""
    return TemplateResponse(
        request,
        "consents/list.html",
        {
            "dossier": dossier,
            "standings": standings(dossier, timezone.now()),
            "disclosures": list(disclosures_of(dossier)),
            "may_record": request.actor.has(*RECORDERS),
            "may_ask": may_need(request.actor, "health"),
        },
    )


@require_http_methods(["GET", "POST"])
@RECORDS
def give(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Record a written consent with its scan (articles 6.health, 3.i)."""
    choices = possible_recipients(dossier)
    form = ConsentForm(
        request.POST or None,
        request.FILES or None,
        choices=choices,
        labels={str(each.id): _engagement_label(each) for each in choices},
    )
    if request.method == "POST" and form.is_valid():
        actions.give(dossier=_dossier(dossier), signed=form.signed(), by=request.actor, at=timezone.now())
        messages.success(request, _("The consent is recorded. It can be withdrawn at any moment."))
        return redirect("consents:list", dossier=dossier)
    return TemplateResponse(
        request, "consents/give.html", {"dossier": dossier, "form": form, "has_engagement": bool(choices)}
    )


@require_POST
@RECORDS
def withdraw(request: guards.Request, dossier: UUID, consent_id: UUID) -> HttpResponseBase:
    """Withdraw a consent in one step; what was sent stays in the register (articles 6.health, 3.i)."""
    found = consent(dossier, consent_id)
    if found is None:
        raise Http404
    actions.withdraw(consent=found, by=request.actor, at=timezone.now())
    messages.success(request, _("The consent is withdrawn. From now on nothing is sent on it."))
    return redirect("consents:list", dossier=dossier)


def _dossier(dossier: UUID) -> Dossier:
    found = Dossier.objects.filter(id=dossier).first()
    if found is None:
        raise Http404
    return found


def _engagement_label(engagement: Engagement) -> str:
    service = policy().service(engagement.service)
    name = service.label.to(get_language() or "nl") if service else engagement.service
    return f"{name} · {engagement.sponsor.name}"
