"""What is known of clients: the data of a dossier, what its services need, what is missing, who is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from inzage.access.actor import Actor
from inzage.access.dossiers.names import names
from inzage.access.grants.facts import is_granted
from inzage.access.models import Dossier, Grant, PersonRole
from inzage.access.versions.current import policy
from inzage.clients.registration import keys
from inzage.clients.registration.fields import Field, Place, fields_for
from inzage.clients.registration.models import Client, ClientContact, ClientIdentity, NoticeDelivery
from inzage.kit.text import search_key

NOTICES_OF: Mapping[str, tuple[str, ...]] = {
    Client.Source.SPONSOR: (NoticeDelivery.Kind.AVG14,),
    Client.Source.SELF: (NoticeDelivery.Kind.AVG13, NoticeDelivery.Kind.AVG14),
}
MOST_DOUBLES = 5


@dataclass(frozen=True, slots=True)
class Data:
    """All that is kept of one client beyond the work: the three rows that the fields lie in."""

    card: Client
    identity: ClientIdentity
    contact: ClientContact

    def row(self, place: Place) -> Client | ClientIdentity | ClientContact:
        """The row that holds the fields of a place."""
        if place is Place.CARD:
            return self.card
        return self.identity if place is Place.IDENTITY else self.contact

    def value(self, field: Field) -> str | date | None:
        """What is kept in a field."""
        found: str | date | None = getattr(self.row(field.place), field.name)
        return found


def client_of(dossier: Dossier | UUID) -> Client:
    """The card of a client dossier. Raises Client.DoesNotExist when there is none or the actor may not see it."""
    return Client.objects.select_related("dossier").get(dossier=dossier)


def fields_of(services: Iterable[str]) -> tuple[Field, ...]:
    """The fields that may be kept for these services together (article 2.registration)."""
    known = [policy().service(code) for code in services]
    return fields_for(frozenset(name for service in known if service for name in service.fields))


def required_of(services: Iterable[str]) -> frozenset[str]:
    """The fields that these services cannot do without, of those that are kept here."""
    services = tuple(services)
    known = [policy().service(code) for code in services]
    required = frozenset(name for service in known if service for name in service.required)
    return required & frozenset(field.name for field in fields_of(services))


def data_of(dossier: Dossier | UUID) -> Data:
    """Card, identity and contact of an opened dossier. Raises DoesNotExist of what the actor may not see."""
    return Data(
        client_of(dossier), ClientIdentity.objects.get(dossier=dossier), ClientContact.objects.get(dossier=dossier)
    )


def missing_fields(dossier: Dossier | UUID) -> tuple[str, ...]:
    """The names of required fields that are still empty, in the order of the form. The dossier must be opened."""
    data = data_of(dossier)
    required = required_of(data.card.services)
    return tuple(
        field.name for field in fields_of(data.card.services) if field.name in required and not data.value(field)
    )


def notice_given_at(dossier: Dossier | UUID) -> datetime | None:
    """When the client was first given the notice that is owed, or None.

    A referred client is owed the one of AVG 14; for a client who came alone the one of AVG 13 or 14 will do.
    """
    kinds = NOTICES_OF[client_of(dossier).source]
    deliveries = NoticeDelivery.objects.filter(dossier=dossier, kind__in=kinds)
    return deliveries.order_by("sent_at").values_list("sent_at", flat=True).first()


def sponsor_label(dossier: UUID | None) -> str:
    """Name and number of the sponsor who referred; empty when there is none or the actor may not see it."""
    if dossier is None:
        return ""
    number = Dossier.objects.filter(pk=dossier).values_list("number", flat=True).first() or ""
    name = names("sponsor", [dossier]).get(dossier)
    return f"{name}, {number}" if name else number


def wide_roles(actor: Actor) -> frozenset[str]:
    """The roles of the actor that show the cards of all clients of an office (article 6.need)."""
    return frozenset(role for role in actor.roles if "card" in policy().parts(role, "office", "client"))


def clients_for(actor: Actor, *, mine_only: bool = False) -> QuerySet[Client]:
    """The clients that the actor may see: by grant, or by a role at the office. Row security is the net under this."""
    roles = wide_roles(actor)
    mine = is_granted(actor)
    if roles and not mine_only:
        held = PersonRole.objects.filter(person=actor.person, ended_at=None, role__in=roles)
        mine |= Q(office__in=held.values("office_id"))
    return Client.objects.filter(mine).select_related("dossier")


def search(query: str, actor: Actor, *, tab: str = "all") -> QuerySet[Client]:
    """The clients of a tab whose name or number holds every word of `query`, whatever its capitals and accents.

    The tabs: "mine" (a running grant of the actor's own, not ended), "ended", or "all" that one may see (not ended),
    and of those the "unassigned", whom nobody has a running assignment to.
    """
    found = clients_for(actor, mine_only=tab == "mine").filter(dossier__closed_at__isnull=tab != "ended")
    if tab == "unassigned":
        found = found.filter(~Exists(assignments()))
    for word in search_key(query).split():
        found = found.filter(search_key__contains=word)
    return found


def assignments() -> QuerySet[Grant]:
    """The running grants of who is assigned to the dossier of an outer query."""
    running = Q(valid_until=None) | Q(valid_until__gt=Now())
    return Grant.objects.filter(running, dossier=OuterRef("dossier"), relation="assigned")


def narrowed(found: QuerySet[Client], filters: Mapping[str, str]) -> QuerySet[Client]:
    """Those of `found` that pass the filters: service and source."""
    if "service" in filters:
        found = found.filter(services__contains=[filters["service"]])
    return found.filter(source=filters["source"]) if "source" in filters else found


def same_person(values: Mapping[str, str | date | None]) -> dict[str, str]:
    """What finds a double of a person with these fields: the column of the card and the value it would have.

    Name with date of birth, name with e-mail address; without either of the two the name alone.
    """
    names = {name: str(values.get(name) or "") for name in ("initials", "first_name", "infix", "last_name")}
    born = values.get("date_of_birth")
    prints = {
        "birth_fingerprint": keys.birth_fingerprint(names, born if isinstance(born, date) else None),
        "email_fingerprint": keys.email_fingerprint(names, str(values.get("email") or "")),
    }
    found = {column: value for column, value in prints.items() if value}
    return found or {"sort_key": keys.name_keys(names, "")["sort_key"]}


def possible_doubles(values: Mapping[str, str | date | None], actor: Actor) -> list[Client]:
    """Visible clients who may be the same person as the one with these fields, by number."""
    same = Q(_connector=Q.OR, **same_person(values))
    return list(clients_for(actor).filter(same).order_by("dossier__number")[:MOST_DOUBLES])
