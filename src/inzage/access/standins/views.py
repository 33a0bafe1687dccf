"""Pages of standing in: those that run, come or were; a new one; ending one early."""

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
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access.guards import Request, staff
from inzage.access.standins import actions, facts
from inzage.access.standins.forms import StandInForm

GIVER = staff(*settings.POLICY.grants.givers, articles=("6.need", "5.need"))


@require_GET
@GIVER
def index(request: Request) -> HttpResponseBase:
    """Who stands in for whom, now, soon and lately (articles 5.need and 6.need)."""
    now = timezone.now()
    return TemplateResponse(request, "standins/list.html", {"standins": facts.standins(now), "now": now})


@require_http_methods(["GET", "POST"])
@GIVER
def new(request: Request) -> HttpResponseBase:
    """Let a colleague stand in for one who is away (articles 5.need and 6.need)."""
    if request.actor.office is None:
        raise Http404
    at, today = timezone.now(), timezone.localdate()
    form = StandInForm(
        request.POST or None,
        absentees=facts.absentees(request.actor.office, at),
        substitutes=facts.substitutes(request.actor.office),
        initial={"since": today},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {name: UUID(form.cleaned_data[name]) for name in ("absent", "substitute")}
        try:
            given = actions.stand_in(**data, by=request.actor, at=at)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _tell(request, given)
            return redirect("standins:list")
    return TemplateResponse(request, "standins/new.html", {"form": form})


@require_POST
@GIVER
def end(request: Request, standin: UUID) -> HttpResponseBase:
    """End a standing in now (article 6.need)."""
    at = timezone.now()
    if facts.standin(standin, at) is None:
        raise Http404
    actions.end(standin=standin, by=request.actor, at=at)
    messages.success(request, _("Ended. The dossiers are closed to the colleague who stood in."))
    return redirect("standins:list")


def _tell(request: Request, given: actions.Given) -> None:
    """Say how many dossiers the colleague can open, and how many not."""
    opened = ngettext(
        "%(number)s dossier is open in that time.", "%(number)s dossiers are open in that time.", given.given
    )
    messages.success(request, opened % {"number": given.given})
    if given.left_out:
        closed = ngettext(
            "%(number)s dossier stays closed: it asks for a role that the colleague does not have.",
            "%(number)s dossiers stay closed: they ask for a role that the colleague does not have.",
            given.left_out,
        )
        messages.warning(request, closed % {"number": given.left_out})
