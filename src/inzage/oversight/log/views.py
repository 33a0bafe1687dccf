"""Pages of the log: over everything, and of one dossier. Reading is on the log too."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from inzage.access import guards
from inzage.kit.paging import paginate
from inzage.oversight.log import actions
from inzage.oversight.log.facts import events, lines, seal_state
from inzage.oversight.log.forms import LogFilter


@require_GET
@guards.staff("privacy_officer", "manager", articles=("6.need",))
def show(request: guards.Request) -> HttpResponseBase:
    """Every event, the newest first, with filters in the address (articles 6.need, 11.security)."""
    form = LogFilter(request.GET)
    page = paginate(events(**(form.filters() if form.is_valid() else {})), request.GET)
    shown = lines(page.object_list)
    response = TemplateResponse(
        request, "log/list.html", {"form": form, "page": page, "lines": shown, "seal": seal_state(), "one": False}
    )
    response.render()
    actions.trace_reading(lines=len(shown), dossier=None, by=request.actor, at=timezone.now())
    return response


@require_GET
@guards.opens("log", purpose="3.a", articles=("6.need",))
def of_dossier(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """What happened to one dossier (articles 6.need, 11.security).

    Whoever does not read the whole log sees their own lines.
    """
    page = paginate(events(dossier=dossier), request.GET)
    shown = lines(page.object_list)
    response = TemplateResponse(
        request,
        "log/dossier.html",
        {"dossier": dossier, "page": page, "lines": shown, "seal": seal_state(), "one": True},
    )
    response.render()
    actions.trace_reading(lines=len(shown), dossier=dossier, by=request.actor, at=timezone.now())
    return response
