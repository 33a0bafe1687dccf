"""The list of reports: what is in hand with whom, what has gone, what was dropped (article 6.informing)."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_GET, require_POST

from inzage.access.actor import Actor
from inzage.access.grants.facts import is_granted
from inzage.access.guards import Request, staff
from inzage.access.limits.actions import SEARCHES
from inzage.access.models import PersonRole
from inzage.access.searches.facts import remember, saved
from inzage.clients.registration.facts import wide_roles
from inzage.clients.registration.models import Client
from inzage.front.lists.actions import trace_shown
from inzage.front.lists.facts import waiting_reports, who
from inzage.kit.listing import Filter, Listing, Shape, shaped, typed
from inzage.kit.paging import paginate
from inzage.kit.text import search_key
from inzage.work.reports.models import Report
from inzage.work.reports.states import Kind, State

IN_HAND = (State.DRAFT, State.LOCKED)
SHAPE = shaped(
    Shape(
        name="reports",
        label=__("Reports"),
        page="lists:reports",
        search="lists:reports_search",
        search_label=__("Name or number of the client"),
        tabs={
            "mine": __("Mine, in hand"),
            "all": __("In hand, all I may see"),
            "ended": __("Sent"),
            "stopped": __("Dropped or blocked"),
        },
        columns={"title": ("title", "id"), "since": ("created_at", "id"), "state": ("state", "created_at", "id")},
        sorted_by="since",
        filters=("kind", "state"),
    )
)


@require_GET
@staff(articles=("6.informing", "6.need"))
def index(request: Request) -> HttpResponseBase:
    """The reports that the actor may see, without what stands in them (articles 6.informing and 6.need)."""
    listing = Listing(SHAPE, request.GET, tab="mine", filters=_filters())
    found = _narrowed(_of_tab(request.actor, listing.tab), listing.chosen, listing.text)
    page = paginate(found.select_related("author").order_by(*listing.order.order_by), request.GET)
    shown = list(page.object_list)
    clients = who(report.dossier_id for report in shown)
    hits = page.paginator.count if listing.text else None
    trace_shown(dossiers=clients, hits=hits, by=request.actor, at=timezone.now())
    remember(request, listing, "client")
    rows = [
        {
            "report": report,
            "url": reverse("reports:show", args=[report.dossier_id, report.pk]),
            "client": clients.get(report.dossier_id),
        }
        for report in shown
    ]
    context = {"listing": listing, "page": page, "rows": rows, "saved": saved(request.actor, SHAPE.name)}
    return TemplateResponse(request, "lists/reports.html", context)


@require_POST
@staff(limit=SEARCHES, articles=("6.need",))
def search(request: Request) -> HttpResponseBase:
    """Take what was typed and chosen, and go to the list with it; a name never stands in an address."""
    return redirect(typed(SHAPE, request.POST))


def _filters() -> list[Filter]:
    return [
        Filter(key="kind", label=_("Kind"), choices=Kind.choices),
        Filter(key="state", label=_("State"), choices=State.choices),
    ]


def _of_tab(actor: Actor, tab: str) -> QuerySet[Report]:
    if tab == "mine":
        return waiting_reports(actor)
    seen = is_granted(actor)
    if roles := wide_roles(actor):
        held = PersonRole.objects.filter(person=actor.person, ended_at=None, role__in=roles)
        seen |= Q(office__in=held.values("office_id"))
    states = {"all": IN_HAND, "ended": (State.SENT,), "stopped": (State.DROPPED, State.BLOCKED)}[tab]
    return Report.objects.filter(seen, state__in=states)


def _narrowed(found: QuerySet[Report], chosen: Mapping[str, str], text: str) -> QuerySet[Report]:
    found = found.filter(**chosen)
    for word in search_key(text).split():
        found = found.filter(Exists(Client.objects.filter(dossier=OuterRef("dossier"), search_key__contains=word)))
    return found
