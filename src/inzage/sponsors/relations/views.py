"""Pages of sponsors: the list with search, registering, the dossier with contacts and agreements, contacts."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_POST

from inzage.access.guards import Request, opens, staff
from inzage.access.limits.actions import SEARCHES
from inzage.access.searches.facts import remember, saved
from inzage.kit.listing import Filter, Listing, Shape, shaped, typed
from inzage.kit.paging import paginate
from inzage.sponsors.relations import actions, facts
from inzage.sponsors.relations.forms import ContactForm, SponsorForm
from inzage.sponsors.relations.models import Sponsor, SponsorContact

KEEPERS = ("back_office", "account_manager", "manager")
SHAPE = shaped(
    Shape(
        name="sponsors",
        label=__("Sponsors"),
        page="relations:list",
        search="relations:search",
        search_label=__("Name, number or KvK number"),
        tabs={"all": __("All I may see"), "ended": __("Ended")},
        columns={
            "name": ("sort_key", "id"),
            "number": ("dossier__number", "id"),
            "kind": ("kind", "sort_key", "id"),
        },
        sorted_by="name",
        filters=("kind",),
    )
)


@staff(articles=("5.need", "3.a"))
def index(request: Request) -> HttpResponse:
    """The sponsors that the actor may see, found by name, number or KvK number, fifty a page."""
    filters = [Filter(key="kind", label=_("Kind"), choices=Sponsor.Kind.choices)]
    listing = Listing(SHAPE, request.GET, tab="all", filters=filters)
    found = facts.sponsors(listing.text, listing.chosen.get("kind", ""), ended=listing.tab == "ended")
    page = paginate(found.order_by(*listing.order.order_by), request.GET)
    hits = page.paginator.count if listing.text else None
    actions.trace_shown(sponsors=page.object_list, hits=hits, by=request.actor, at=timezone.now())
    remember(request, listing, "sponsor")
    context = {"page": page, "listing": listing, "saved": saved(request.actor, SHAPE.name)}
    context |= {"may_register": request.actor.has(*KEEPERS)}
    return TemplateResponse(request, "relations/list.html", context)


@require_POST
@staff(limit=SEARCHES)
def search(request: Request) -> HttpResponse:
    """Take what was typed and chosen, and go to the list with it, the text sealed: it can be a person's name."""
    return redirect(typed(SHAPE, request.POST))


@staff(*KEEPERS, articles=("5.dossier", "3.a"))
def new(request: Request) -> HttpResponse:
    """Register a sponsor."""
    form = SponsorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sponsor = actions.register_sponsor(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("The sponsor is registered as %(number)s.") % {"number": sponsor.dossier.number}
            )
            return redirect("relations:show", dossier=sponsor.dossier_id)
    return TemplateResponse(request, "relations/new.html", {"form": form})


@opens("card", kind="sponsor", purpose="3.d", articles=("5.dossier", "5.need"))
def show(request: Request, dossier: UUID) -> HttpResponse:
    """The sponsor's dossier: who it is and whom we deal with there."""
    context = {
        "sponsor": _sponsor(dossier),
        "contacts": facts.contacts_of(dossier),
        "may_change": request.actor.has(*KEEPERS),
    }
    return TemplateResponse(request, "relations/show.html", context)


@opens("card", "contacts", kind="sponsor", purpose="3.d", roles=KEEPERS, articles=("5.dossier",))
def contact_new(request: Request, dossier: UUID) -> HttpResponse:
    """Add a contact."""
    sponsor = _sponsor(dossier)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_contact(sponsor=sponsor, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("The contact is added."))
        return redirect("relations:show", dossier=dossier)
    return TemplateResponse(request, "relations/contact.html", {"sponsor": sponsor, "form": form, "contact": None})


@opens("card", "contacts", kind="sponsor", purpose="3.d", roles=KEEPERS, articles=("13.correction",))
def contact_edit(request: Request, dossier: UUID, contact: UUID) -> HttpResponse:
    """Correct a contact."""
    found = _contact(dossier, contact)
    first = {name: getattr(found, name) for name in ("name", "job_title", "email", "phone")}
    form = ContactForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.change_contact(contact=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("The contact is changed."))
        return redirect("relations:show", dossier=dossier)
    context = {"sponsor": _sponsor(dossier), "form": form, "contact": found}
    return TemplateResponse(request, "relations/contact.html", context)


@require_POST
@opens("card", "contacts", kind="sponsor", purpose="3.d", roles=KEEPERS, articles=("3.a",))
def contact_active(request: Request, dossier: UUID, contact: UUID) -> HttpResponse:
    """End the dealings with a contact, or take them up again."""
    active = request.POST.get("active") == "1"
    actions.set_contact_active(contact=_contact(dossier, contact), active=active, by=request.actor, at=timezone.now())
    done = _("The contact takes part again.") if active else _("The contact receives no reports any more.")
    messages.success(request, done)
    return redirect("relations:show", dossier=dossier)


def _sponsor(dossier: UUID) -> Sponsor:
    sponsor = facts.sponsor_of(dossier)
    if sponsor is None:
        raise Http404
    return sponsor


def _contact(dossier: UUID, contact: UUID) -> SponsorContact:
    found = facts.contacts_of(dossier).filter(id=contact).first()
    if found is None:
        raise Http404
    return found
