"""The page of a client's dossier: its time line, by kind and up to a day, a page at a time."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from inzage.access.actor import Actor
from inzage.access.dossiers.facts import Item, timeline
from inzage.access.dossiers.timeline import shows
from inzage.access.guards import Request, opens
from inzage.front import words
from inzage.front.dossier.card import client_card
from inzage.front.dossier.tabs import may_open
from inzage.kit.forms import DayField, KitForm

PAGE = 30


class FilterForm(KitForm):
    """What of the time line is shown: one kind of entries, up to and including a day."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    until = DayField(label=_("Up to"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        shown = [(kind, words.ENTRIES.get(kind, kind)) for kind in shows()]
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Everything")), *sorted(shown, key=lambda pair: str(pair[1]))]


@require_GET
@opens("card", purpose="3.c", articles=("6.dossier", "6.need"))
def show(request: Request, dossier: UUID) -> HttpResponseBase:
    """What happened in a client's dossier, the newest first; what one may not read shows as a closed line."""
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    kind, until = chosen.get("kind", ""), chosen.get("until")
    before = _moment(request.GET.get("before", "")) or (_end_of(until) if until else None)
    items = timeline(dossier, before=before, kinds=[kind] if kind else (), limit=PAGE + 1)
    shown = _whole_moments(items)
    actor = request.actor
    card = client_card(dossier, actor)
    parts = card.parts if card else frozenset()
    context = {
        "dossier": dossier,
        "may_read": {part: part in parts for part in ("reports", "agreements")},
        "items": [(item, words.ENTRIES.get(item.entry.kind, item.entry.kind)) for item in shown],
        "masked": _masked(request.actor),
        "earlier": _earlier(shown, kind) if len(shown) < len(items) else "",
    }
    if request.htmx:
        return TemplateResponse(request, "dossier/items.html", context)
    context |= {
        "form": form,
        "is_filtered": bool(kind or until or before),
        "may_note": may_open("notes:new", actor, parts),
        "may_report": may_open("reports:new", actor, parts, "engagement_id"),
        "may_notify": bool(card and card.notice_missing) and may_open("notices:show", actor, parts),
        "may_engage": may_open("engagements:new", actor, parts),
        "engagements": card.engagements if card else (),
    }
    return TemplateResponse(request, "dossier/show.html", context)


def _masked(actor: Actor) -> tuple[str, ...]:
    """The parts that are masked for whoever only audits (article 13.audit)."""
    return settings.POLICY.auditor.masked if actor.roles == {"auditor"} else ()


def _moment(text: str) -> datetime | None:
    """The moment that an address names, or None for nonsense."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def _end_of(day: date) -> datetime:
    """The first moment after a day, in the bureau's time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _whole_moments(items: list[Item]) -> list[Item]:
    """The items of this page: a page ends between two moments, because the next one begins with the moment before."""
    if len(items) <= PAGE:
        return items
    whole = [item for item in items if item.entry.at > items[PAGE].entry.at]
    return whole or items[:PAGE]


def _earlier(shown: list[Item], kind: str) -> str:
    """The rest of the address of the page that goes on where this one ends."""
    last = {"before": shown[-1].entry.at.isoformat()}
    return urlencode(last | ({"kind": kind} if kind else {}))
