"""The page of a client's dossier: a box for a note, what stands on top, and the time line, a page at a time."""

from uuid import UUID

from django.conf import settings
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from inzage.access.actor import Actor
from inzage.access.dossiers.facts import Item, authors_of, line
from inzage.access.guards import Request, opens
from inzage.clients.drafts.models import Draft
from inzage.clients.drafts.views import begin
from inzage.clients.notes.forms import QuickNoteForm
from inzage.clients.notes.views import note_form
from inzage.front import words
from inzage.front.dossier.card import Card, client_card
from inzage.front.dossier.filters import Asked, FilterForm, asked
from inzage.front.dossier.tabs import may_open

PAGE = 30


@require_GET
@opens("card", purpose="3.c", articles=("6.dossier", "6.need"))
def show(request: Request, dossier: UUID) -> HttpResponseBase:
    """What happened in a client's dossier, the newest first; what one may not read shows as a closed line."""
    form = FilterForm(request.GET, authors_of(dossier))
    ask = asked(form, request.GET)
    found = line(dossier, **ask.bounds, limit=PAGE + 1)
    shown = _whole_moments(found.items)
    card = client_card(dossier, request.actor)
    context = line_context(request, dossier, card) | {
        "items": [labelled(item) for item in shown],
        "earlier": ask.address(before=shown[-1].entry.at.isoformat()) if len(shown) < len(found.items) else "",
        "later": "" if ask.is_first or request.htmx else ask.address() or "-",
    }
    if request.htmx:
        return TemplateResponse(request, "dossier/items.html", context)
    context |= _whole_page(request, dossier, card, form, ask)
    context["pinned"] = [labelled(item) for item in found.pinned] if ask.is_first and not ask.chosen else []
    return TemplateResponse(request, "dossier/show.html", context)


def line_context(request: Request, dossier: UUID, card: Card | None) -> dict[str, object]:
    """What each line of a time line needs to be drawn."""
    parts = card.parts if card else frozenset()
    return {
        "dossier": dossier,
        "timeline_foot": "dossier/foot.html",
        "may_read": {part: part in parts for part in ("reports", "agreements")},
        "may_pin": request.actor.roles != {"auditor"},
        "masked": _masked(request.actor),
    }


def labelled(item: Item) -> tuple[Item, object]:
    """A line with the name of its kind."""
    return item, words.ENTRIES.get(item.entry.kind, item.entry.kind)


def _whole_page(request: Request, dossier: UUID, card: Card | None, form: FilterForm, ask: Asked) -> dict[str, object]:
    actor, parts = request.actor, card.parts if card else frozenset()
    context: dict[str, object] = {
        "form": form,
        "wanted": "",
        "chips": list(ask.chips(dossier)),
        "is_filtered": bool(ask.chosen) or not ask.is_first,
        "may_note": may_open("notes:new", actor, parts),
        "may_write": may_open("correspondence:new", actor, parts),
        "may_report": may_open("reports:new", actor, parts, "engagement_id"),
        "may_notify": bool(card and card.notice_missing) and may_open("notices:show", actor, parts),
        "may_engage": may_open("engagements:new", actor, parts),
        "engagements": card.engagements if card else (),
    }
    if context["may_note"]:
        begun = begin(request, dossier, Draft.Kind.NOTE)
        context |= {"note_form": note_form(request, begun, QuickNoteForm), **begun}
    return context


def _masked(actor: Actor) -> tuple[str, ...]:
    """The parts that are masked for whoever only audits (article 13.audit)."""
    return settings.POLICY.auditor.masked if actor.roles == {"auditor"} else ()


def _whole_moments(items: list[Item]) -> list[Item]:
    """The items of this page: a page ends between two moments, because the next one begins with the moment before."""
    if len(items) <= PAGE:
        return items
    whole = [item for item in items if item.entry.at > items[PAGE].entry.at]
    return whole or items[:PAGE]
