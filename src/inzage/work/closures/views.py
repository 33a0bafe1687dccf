"""The page on which a client's dossier is closed and opened for work again."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inzage.access import guards
from inzage.access.models import Dossier
from inzage.work.closures import actions, facts
from inzage.work.closures.forms import CloseForm, ReopenForm
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import still_to_do

CLOSES = guards.opens("card", purpose="3.a", roles=("back_office", "manager"), articles=("3.a", "6.dossier"))


@require_GET
@CLOSES
def show(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """What stands in the way of closing, or since when it is closed (articles 3.a and 6.dossier)."""
    return _page(request, dossier)


@require_POST
@CLOSES
def close(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Close the dossier; refused while an engagement runs or a duty is open (articles 3.a and 6.dossier)."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, dossier, close_form=form)
    try:
        actions.close(
            dossier=Dossier.objects.get(pk=dossier),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The dossier is closed: nothing can be added to the work in it."))
    return redirect("closures:show", dossier=dossier)


@require_POST
@CLOSES
def reopen(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Open a closed dossier for work again (article 3.a)."""
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, dossier, reopen_form=form)
    try:
        actions.reopen(
            dossier=Dossier.objects.get(pk=dossier),
            again=form.cleaned_data["again"],
            by=request.actor,
            at=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The dossier is open for work again."))
    return redirect("closures:show", dossier=dossier)


def _page(
    request: guards.Request,
    dossier: UUID,
    *,
    close_form: CloseForm | None = None,
    reopen_form: ReopenForm | None = None,
) -> HttpResponseBase:
    """The page, with a form that was filled in wrong where there is one."""
    context = {
        "dossier": Dossier.objects.get(pk=dossier),
        "running": [service_label(each.service) for each in facts.running(dossier)],
        "duties": still_to_do(dossier),
        "closures": facts.closures_of(dossier),
        "close_form": close_form or CloseForm(),
        "reopen_form": reopen_form or ReopenForm(),
    }
    return TemplateResponse(request, "closures/show.html", context)
