"""The list of engagements: what runs, with whom, in which phase, and what stands still (article 6.tracking)."""

from collections.abc import Sequence
from datetime import datetime

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_GET, require_POST

from inzage.access.actor import Actor
from inzage.access.bulk.verbs import offered
from inzage.access.guards import Request, staff
from inzage.access.limits.actions import SEARCHES
from inzage.access.searches.facts import remember, saved
from inzage.access.versions import policy
from inzage.clients.registration.facts import wide_roles
from inzage.front import words
from inzage.front.lists.actions import trace_shown
from inzage.front.lists.facts import who
from inzage.kit.listing import Filter, Listing, Shape, shaped, typed
from inzage.kit.paging import paginate
from inzage.sponsors.relations.models import Sponsor
from inzage.work.caseload import facts
from inzage.work.engagements.models import Engagement

SHAPE = shaped(
    Shape(
        name="engagements",
        label=__("Engagements"),
        page="lists:engagements",
        search="lists:engagements_search",
        search_label=__("Client, sponsor or reference"),
        tabs={
            "mine": __("Mine"),
            "all": __("All I may see"),
            "unassigned": __("Unassigned"),
            "ended": __("Ended"),
            "stopped": __("Stopped early"),
        },
        columns={
            "client": ("client_key", "id"),
            "since": ("started_on", "id"),
            "phase": ("phase", "id"),
            "entry": ("last_entry", "id"),
        },
        sorted_by="client",
        filters=("service", "phase", "coach", "still", "late"),
    )
)


@require_GET
@staff(articles=("6.tracking", "6.need"))
def index(request: Request) -> HttpResponseBase:
    """The engagements that the actor may see (articles 6.tracking and 6.need)."""
    now = timezone.now()
    listing = Listing(SHAPE, request.GET, tab=facts.first_tab(request.actor), filters=_filters(request.actor))
    found = facts.narrowed(facts.of_tab(request.actor, listing.tab), listing.chosen, now)
    found = facts.with_last_entry(facts.matching(found, listing.text)).order_by(*listing.order.order_by)
    page = paginate(found, request.GET)
    shown = list(page.object_list)
    rows = _rows(shown, now)
    hits = page.paginator.count if listing.text else None
    trace_shown(dossiers=[each.dossier_id for each in shown], hits=hits, by=request.actor, at=now)
    remember(request, listing, "client")
    context = {"listing": listing, "page": page, "rows": rows, "saved": saved(request.actor, SHAPE.name)}
    context |= {"bulk": offered(SHAPE.name, request.actor)}
    return TemplateResponse(request, "lists/engagements.html", context)


@require_POST
@staff(limit=SEARCHES, articles=("6.need",))
def search(request: Request) -> HttpResponseBase:
    """Take what was typed and chosen, and go to the list with it; a name never stands in an address."""
    return redirect(typed(SHAPE, request.POST))


def _filters(actor: Actor) -> list[Filter]:
    known = policy().services
    filters = [
        Filter(key="service", label=_("Service"), choices=[(code, words.service(code)) for code in known]),
        Filter(key="phase", label=_("Phase"), choices=words.phases()),
        Filter(key="still", label=_("Stands still"), choices=[("1", _("yes"))]),
        Filter(key="late", label=_("Something is late"), choices=[("1", _("yes"))]),
    ]
    if wide_roles(actor):
        filters.insert(2, Filter(key="coach", label=_("Coach"), choices=facts.workers(actor)))
    return filters


def _rows(shown: Sequence[Engagement], at: datetime) -> list[dict[str, object]]:
    clients, coaches = who(each.dossier_id for each in shown), facts.coaches_of(shown)
    sponsors = dict(Sponsor.objects.filter(pk__in={each.sponsor_id for each in shown}).values_list("pk", "name"))
    return [
        {
            "engagement": each,
            "url": reverse("engagements:show", args=[each.dossier_id, each.pk]),
            "client": clients.get(each.dossier_id),
            "service": words.service(each.service),
            "phase": words.phase(each.phase),
            "outcome": each.outcome_label,
            "sponsor": sponsors.get(each.sponsor_id, ""),
            "coaches": ", ".join(coaches.get(each.pk, [])),
            "last": (last := getattr(each, "last_entry", None)),
            "days": (at - last).days if last else None,
        }
        for each in shown
    ]
