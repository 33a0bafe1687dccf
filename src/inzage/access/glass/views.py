"""The page to break the glass."""

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inzage.access.dossiers.models import Dossier
from inzage.access.glass import actions
from inzage.access.glass.forms import GlassForm
from inzage.access.guards import Request, staff


@require_http_methods(["GET", "POST"])
@staff(*settings.POLICY.break_glass.roles, articles=("6.need", "5.need"))
def break_glass(request: Request) -> HttpResponseBase:
    """Open a dossier at once in an emergency; others are told and the client sees it (articles 5.need and 6.need)."""
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dossier = actions.break_glass(**form.cleaned_data, by=request.actor, at=timezone.now())
        if dossier is not None:
            is_sponsor = Dossier.objects.filter(pk=dossier, kind=Dossier.Kind.SPONSOR).exists()
            return redirect("relations:show" if is_sponsor else "dossier:show", dossier=dossier)
        form.add_error("number", _("There is no dossier with this number that your role may open in an emergency."))
    context = {"form": form, "lasts": settings.POLICY.break_glass.lasts}
    return TemplateResponse(request, "glass/break.html", context)
