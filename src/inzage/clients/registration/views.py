"""Pages of registration: the list with search, registering per service, the data page with corrections."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from inzage.access.bulk.verbs import offered
from inzage.access.guards import Request, opens, staff
from inzage.access.limits.actions import SEARCHES
from inzage.access.searches.facts import remember, saved
from inzage.access.versions.current import policy
from inzage.clients.registration import actions, facts
from inzage.clients.registration.fields import FIELDS, Field, Place
from inzage.clients.registration.forms import HEADINGS, DataForm, RegisterForm, ServiceForm
from inzage.clients.registration.models import Client, ClientChange, NoticeDelivery
from inzage.clients.registration.services import service_labels
from inzage.kit.listing import Filter, Listing, Shape, shaped, typed
from inzage.kit.paging import paginate

SHAPE = shaped(
    Shape(
        name="clients",
        label=__("Clients"),
        page="registration:list",
        search="registration:search",
        search_label=__("Name or number"),
        tabs={
            "mine": __("My clients"),
            "all": __("All I may see"),
            "unassigned": __("Unassigned"),
            "ended": __("Ended"),
        },
        columns={
            "name": ("sort_key", "id"),
            "number": ("dossier__number", "id"),
            "since": ("dossier__opened_at", "id"),
        },
        sorted_by="name",
        filters=("service", "source"),
    )
)


@staff(articles=("3.a", "6.need"))
def index(request: Request) -> HttpResponse:
    """The clients that the actor may see: mine, all, unassigned, ended; found by name or number; fifty a page."""
    labels = service_labels()
    filters = [
        Filter(key="service", label=_("Service"), choices=list(labels.items())),
        Filter(key="source", label=_("Source"), choices=Client.Source.choices),
    ]
    listing = Listing(SHAPE, request.GET, tab=_first_tab(request), filters=filters)
    found = facts.narrowed(facts.search(listing.text, request.actor, tab=listing.tab), listing.chosen)
    page = paginate(found.order_by(*listing.order.order_by), request.GET)
    hits = page.paginator.count if listing.text else None
    actions.trace_shown(clients=page.object_list, hits=hits, by=request.actor, at=timezone.now())
    remember(request, listing, "client")
    rows = [
        {
            "client": client,
            "url": reverse("dossier:show", args=[client.dossier_id]),
            "services": ", ".join(labels.get(code, code) for code in client.services),
        }
        for client in page.object_list
    ]
    context = {"page": page, "rows": rows, "listing": listing, "saved": saved(request.actor, SHAPE.name)}
    context |= {"may_register": request.actor.has("back_office"), "bulk": offered(SHAPE.name, request.actor)}
    return TemplateResponse(request, "registration/list.html", context)


def _first_tab(request: Request) -> str:
    """What somebody sees first: everybody when their role sees the whole office, otherwise their own."""
    return "all" if facts.wide_roles(request.actor) else "mine"


@staff(limit=SEARCHES)
def search(request: Request) -> HttpResponse:
    """Takes what was typed in a search box and goes to the list, with the text sealed: a name never stands in a URL."""
    return redirect(typed(SHAPE, request.POST))


@staff("back_office", articles=("2.registration", "3.a"))
def choose_service(request: Request) -> HttpResponse:
    """The first step of registering: which service, because that decides what may be asked."""
    referral = urlencode({"referrer": request.GET["referrer"]}) if "referrer" in request.GET else ""
    services = [
        {
            "label": label,
            "url": f"{reverse('registration:new_for', args=[code])}?{referral}".rstrip("?"),
            "fields": [field.label for field in facts.fields_of([code])],
        }
        for code, label in service_labels().items()
    ]
    return TemplateResponse(request, "registration/choose_service.html", {"services": services})


@staff("back_office", articles=("2.registration", "3.a"))
def new(request: Request, service: str) -> HttpResponse:
    """The second step: only the fields of that service; a possible double is shown by number before all is kept."""
    if policy().service(service) is None:
        raise Http404
    form = RegisterForm(
        request.POST or None,
        kept=facts.fields_of([service]),
        required=facts.required_of([service]) | {"last_name"},
        today=timezone.localdate(),
        initial=_referral(request),
    )
    context = {"form": form, "service": service_labels()[service], "doubles": []}
    if request.method == "POST" and form.is_valid():
        doubles = [] if form.cleaned_data["another"] else facts.possible_doubles(form.values, request.actor)
        if not doubles:
            return _register(request, service, form)
        actions.trace_shown(clients=doubles, hits=len(doubles), by=request.actor, at=timezone.now())
        context["doubles"] = doubles
    return TemplateResponse(request, "registration/new.html", context)


def _referral(request: Request) -> dict[str, str]:
    """What a page that starts a referral says of it: the sponsor's dossier."""
    try:
        return {"source": "sponsor", "referrer": str(UUID(request.GET.get("referrer", "")))}
    except ValueError:
        return {}


def _register(request: Request, service: str, form: RegisterForm) -> HttpResponse:
    try:
        client = actions.register(
            service=service,
            fields=form.values,
            source=form.cleaned_data["source"],
            referrer=form.cleaned_data["referrer"],
            by=request.actor,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return TemplateResponse(
            request, "registration/new.html", {"form": form, "service": service_labels()[service], "doubles": []}
        )
    messages.success(request, _("The client is registered as %(number)s.") % {"number": client.dossier.number})
    return redirect("registration:data", dossier=client.dossier_id)


def _data(dossier: UUID) -> facts.Data:
    try:
        return facts.data_of(dossier)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


@opens("card", "identity", "contact", purpose="3.a", articles=("3.a", "6.dossier"))
def data(request: Request, dossier: UUID) -> HttpResponse:
    """Everything that is kept of the client beyond the work itself, with what is missing and what changed."""
    found = _data(dossier)
    client = found.card
    kept, labels = facts.fields_of(client.services), service_labels()
    required = facts.required_of(client.services)
    sections = [
        {
            "place": place.value,
            "heading": heading,
            "rows": [
                _row(field, found.value(field), required=field.name in required)
                for field in kept
                if field.place is place
            ],
        }
        for place, heading in HEADINGS.items()
    ]
    context = {
        "client": client,
        "referrer": facts.sponsor_label(client.referrer_id),
        "sections": [section for section in sections if section["rows"]],
        "services": [labels.get(code, code) for code in client.services],
        "other_services": [code for code in labels if code not in client.services],
        "notices": NoticeDelivery.objects.filter(dossier=dossier).select_related("by").order_by("-sent_at"),
        "notice_owed": NoticeDelivery.Kind(client.notice_owed).label,
        "notice_given_at": facts.notice_given_at(dossier),
        "may_close": request.actor.has("back_office", "manager"),
        "changes": [
            {"change": change, "label": FIELDS[change.field].label}
            for change in ClientChange.objects.filter(dossier=dossier).select_related("by").order_by("-at", "field")
        ],
    }
    return TemplateResponse(request, "registration/data.html", context)


def _row(field: Field, value: str | date | None, *, required: bool) -> dict[str, object]:
    """One field as the page shows it: its label, its value in words, whether it is required and missing."""
    shown = dict(field.choices).get(str(value), value) if field.choices and value else value
    return {"label": field.label, "value": shown, "missing": required and not value, "is_date": field.is_date}


@opens("card", "identity", "contact", purpose="3.a", articles=("3.a", "6.dossier"))
def change(request: Request, dossier: UUID, place: str) -> HttpResponse:
    """Correct or complete one section of the data."""
    found = _data(dossier)
    client = found.card
    kept = [field for field in facts.fields_of(client.services) if field.place == place]
    if not kept:
        raise Http404
    form = DataForm(
        request.POST or None,
        kept=kept,
        required=frozenset({"last_name"}),
        today=timezone.localdate(),
        initial={field.name: found.value(field) for field in kept},
    )
    if request.method == "POST" and form.is_valid():
        number = actions.correct(dossier=client.dossier, values=form.values, by=request.actor, at=timezone.now())
        messages.success(request, _("Saved.") if number else _("Nothing was changed."))
        return redirect("registration:data", dossier=dossier)
    context = {"form": form, "client": client, "heading": HEADINGS[Place(place)]}
    return TemplateResponse(request, "registration/change.html", context)


@opens("card", "identity", "contact", purpose="3.a", articles=("3.a", "6.dossier"))
def service(request: Request, dossier: UUID) -> HttpResponse:
    """Add a service: its fields may be kept from now on."""
    client = _data(dossier).card
    others = [(code, label) for code, label in service_labels().items() if code not in client.services]
    form = ServiceForm(request.POST or None, services=others)
    if request.method == "POST" and form.is_valid():
        actions.add_service(
            dossier=client.dossier, service=form.cleaned_data["service"], by=request.actor, at=timezone.now()
        )
        messages.success(request, _("The service is added. Its fields can be filled in now."))
        return redirect("registration:data", dossier=dossier)
    return TemplateResponse(request, "registration/service.html", {"form": form, "client": client})
