"""Pages of the log: over everything, and of one dossier. Reading is on the log too."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inzage.access import guards
from inzage.access.ledger.proof import write
from inzage.access.ledger.proving import NotSealedError, prove
from inzage.access.limits.actions import EXPORTS
from inzage.kit.downloads import download
from inzage.kit.paging import paginate
from inzage.oversight.log import actions
from inzage.oversight.log.exports import MOST, as_csv, as_json, records
from inzage.oversight.log.facts import event_numbered, events, lines, seal_state
from inzage.oversight.log.forms import LogFilter

READERS = ("privacy_officer", "manager")


@require_GET
@guards.staff(*READERS, articles=("6.need",))
def show(request: guards.Request) -> HttpResponseBase:
    """Every event, the newest first, with filters in the address (articles 6.need, 11.security)."""
    form = LogFilter(request.GET)
    page = paginate(events(**(form.filters() if form.is_valid() else {})), request.GET)
    shown = lines(page.object_list)
    response = TemplateResponse(
        request,
        "log/list.html",
        {
            "form": form,
            "page": page,
            "lines": shown,
            "seal": seal_state(),
            "one": False,
            "may_copy": True,
            "query": _query(request, form),
        },
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
        {
            "dossier": dossier,
            "page": page,
            "lines": shown,
            "seal": seal_state(),
            "one": True,
            "may_copy": request.actor.has(*READERS),
            "may_show_client": request.actor.has("privacy_officer"),
        },
    )
    response.render()
    actions.trace_reading(lines=len(shown), dossier=dossier, by=request.actor, at=timezone.now())
    return response


@require_GET
@guards.staff(*READERS, articles=("6.need",), limit=EXPORTS)
def export_csv(request: guards.Request) -> HttpResponseBase:
    """The filtered log as a table, in the field names of Logboek Dataverwerkingen and NEN 7513 (11.security)."""
    return _export(request, "csv", as_csv, "text/csv; charset=utf-8")


@require_GET
@guards.staff(*READERS, articles=("6.need",), limit=EXPORTS)
def export_json(request: guards.Request) -> HttpResponseBase:
    """The filtered log as records of Logboek Dataverwerkingen (11.security)."""
    return _export(request, "json", as_json, "application/json")


@require_GET
@guards.staff(*READERS, articles=("6.need",), limit=EXPORTS)
def proof(request: guards.Request, number: int) -> HttpResponseBase:
    """The proof of one line, to hand to somebody who checks it on the public site (11.security)."""
    event = event_numbered(number)
    if event is None:
        raise Http404
    try:
        content = write(prove(event)).encode()
    except NotSealedError:
        messages.error(request, _("This line is not sealed yet. Try again in a minute."))
        return redirect("log:list")
    actions.trace_copy(lines=1, form="proof", by=request.actor, at=timezone.now())
    return download(
        content, name=_("proof-of-line-%(number)s.json") % {"number": number}, media_type="application/json"
    )


def _export(
    request: guards.Request, form: str, made: Callable[[Sequence[Mapping[str, str]]], bytes], media_type: str
) -> HttpResponseBase:
    """A copy of what the filters leave; too many lines, or filters that are wrong, lead back to them."""
    filters = LogFilter(request.GET)
    found: dict[str, Any] = filters.filters() if filters.is_valid() else {}
    chosen = events(**found)
    if not filters.is_valid() or chosen.count() > MOST:
        messages.error(
            request,
            _("A copy holds at most %(most)s lines. Choose a shorter period, or mend the filter.") % {"most": MOST},
        )
        return redirect(f"{reverse('log:list')}?{request.GET.urlencode()}")
    copied = records(chosen)
    actions.trace_copy(lines=len(copied), form=form, by=request.actor, at=timezone.now())
    name = _("log-%(day)s") % {"day": timezone.localdate().isoformat()}
    return download(made(copied), name=f"{name}.{form}", media_type=media_type)


def _query(request: guards.Request, form: LogFilter) -> str:
    """The filters as they stand in the address, without the page."""
    kept = request.GET.copy()
    for name in set(kept) - set(form.fields):
        del kept[name]
    return kept.urlencode()
