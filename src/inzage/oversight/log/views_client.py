"""The log of a dossier as its client reads it, for who answers the client's question."""

from datetime import timedelta
from uuid import UUID

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from inzage.access import guards
from inzage.oversight.log import actions
from inzage.oversight.log.facts import events
from inzage.oversight.log.forclient import days
from inzage.oversight.log.forms import PeriodForm

USUAL = timedelta(days=90)
MOST = 5_000


@require_GET
@guards.opens("log", purpose="13", roles=("privacy_officer",), articles=("13.access", "6.need"))
def for_client(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Who looked into the dossier and why, in the client's words; the last ninety days unless asked (13.access)."""
    form = PeriodForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    until = asked.get("until") or timezone.localdate()
    since = asked.get("since") or until - USUAL
    found = list(events(dossier=dossier, since=since, until=until)[: MOST + 1])
    shown = days(found[:MOST])
    response = TemplateResponse(
        request,
        "log/client.html",
        {
            "dossier": dossier,
            "form": form,
            "days": shown,
            "since": since,
            "until": until,
            "more": len(found) > MOST,
        },
    )
    response.render()
    actions.trace_reading(lines=len(found[:MOST]), dossier=dossier, by=request.actor, at=timezone.now())
    return response
