"""Pages of objections: those of a dossier with a form for one more, and taking one back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inzage.access import guards
from inzage.clients.objections import actions
from inzage.clients.objections.facts import objections_of
from inzage.clients.objections.forms import ObjectionForm, purpose_label
from inzage.clients.registration.facts import client_of

RECORDERS = ("coach", "psychologist", "labour_expert", "back_office", "team_leader", "privacy_officer")
GUARD = guards.opens("card", purpose="3.a", roles=RECORDERS, articles=("3.3", "3.purposes"))


@require_http_methods(["GET", "POST"])
@GUARD
def index(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """The objections of a client, and a form to record one more (article 3.3)."""
    form = ObjectionForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        client = client_of(dossier)
        try:
            actions.object_to(dossier=client.dossier, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The objection is recorded and holds from now on."))
            return redirect("objections:list", dossier=dossier)
    rows = [{"objection": each, "purpose": purpose_label(each.purpose)} for each in objections_of(dossier)]
    return TemplateResponse(request, "objections/list.html", {"dossier": dossier, "form": form, "rows": rows})


@require_POST
@GUARD
def take_back(request: guards.Request, dossier: UUID, objection: UUID) -> HttpResponseBase:
    """The client takes an objection back (article 3.3)."""
    found = objections_of(dossier).filter(pk=objection).first()
    if found is None:
        raise Http404
    actions.take_back(objection=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Recorded: the client took the objection back."))
    return redirect("objections:list", dossier=dossier)
