"""The page to break the glass, and the one on which others look at that."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inzage.access.glass import actions, facts
from inzage.access.glass.forms import GlassForm
from inzage.access.guards import Request, opens, staff


@require_http_methods(["GET", "POST"])
@staff(*settings.POLICY.break_glass.roles, articles=("6.need", "5.need"))
def break_glass(request: Request) -> HttpResponseBase:
    """Open a dossier at once in an emergency; others are told and the client sees it (articles 5.need and 6.need)."""
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dossier = actions.break_glass(**form.cleaned_data, by=request.actor, at=timezone.now())
        if dossier is not None:
            return redirect("dossier:show", dossier=dossier)
        form.add_error("number", _("There is no dossier with this number that your role may open in an emergency."))
    context = {"form": form, "lasts": settings.POLICY.break_glass.lasts}
    return TemplateResponse(request, "glass/break.html", context)


@require_http_methods(["GET", "POST"])
@opens("log", purpose="11", articles=("6.need",))
def review(request: Request, dossier: UUID) -> HttpResponseBase:
    """Who opened the dossier in an emergency and why; the coach and the privacy officer look at it (6.need)."""
    if request.method == "POST":
        actions.reviewed(dossier=dossier, by=request.actor, at=timezone.now())
        messages.success(request, _("Recorded that you looked at it."))
        return redirect("glass:review", dossier=dossier)
    context = {
        "dossier": dossier,
        "emergencies": facts.emergencies_of(dossier),
        "waits": facts.emergency_tasks(dossier).exists(),
    }
    return TemplateResponse(request, "glass/review.html", context)
