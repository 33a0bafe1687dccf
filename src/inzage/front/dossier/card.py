"""What stands above every page of a dossier, and which parts of it the actor may see: one query for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, Func, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, Now

from inzage.access.actor import Actor
from inzage.access.models import Entry, Grant, PersonRole, Task
from inzage.access.versions import policy
from inzage.clients.registration.models import Client, NoticeDelivery
from inzage.sponsors.relations.models import Sponsor
from inzage.work.engagements.models import Assignment, Engagement


@dataclass(frozen=True, slots=True)
class Running:
    """An engagement that runs: the code of its service and phase, and the sponsor's name."""

    id: UUID
    service: str
    phase: str
    sponsor: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the head of a page tells of a dossier. `parts` are those that the actor has a right to (articles 5, 6)."""

    dossier: UUID
    kind: str
    number: str
    name: str
    closed: bool
    parts: frozenset[str]
    engagements: tuple[Running, ...]
    coaches: tuple[str, ...]
    next_due: date | None
    last_entry: datetime | None
    notice_missing: bool


def client_card(dossier: UUID, actor: Actor) -> Card | None:
    """The card of a client's dossier; None when there is none or the actor may not see it."""
    here = OuterRef("dossier")
    running = Engagement.objects.filter(dossier=here, ended_on=None).order_by("started_on")
    assigned = Assignment.objects.filter(dossier=here, ended_at=None).order_by("person__name")
    found = _with_rights(Client.objects.filter(dossier=dossier), actor).annotate(
        running=ArraySubquery(
            running.values(found=JSONObject(id="id", service="service", phase="phase", sponsor="sponsor__name"))
        ),
        coaches=ArraySubquery(assigned.values("person__name").distinct()),
        next_due=Subquery(Task.objects.filter(dossier=here, done_at=None).order_by("due").values("due")[:1]),
        last_entry=_last_entry(here),
        was_told=Exists(NoticeDelivery.objects.filter(dossier=here)),
    )
    client = found.first()
    return client and _card(
        client,
        name=client.display_name,
        engagements=tuple(_running(each) for each in client.running),
        coaches=tuple(client.coaches),
        next_due=client.next_due,
        notice_missing=not client.was_told,
    )


def sponsor_card(dossier: UUID, actor: Actor) -> Card | None:
    """The card of a sponsor's dossier; None when there is none or the actor may not see it."""
    found = _with_rights(Sponsor.objects.filter(dossier=dossier), actor)
    sponsor = found.annotate(last_entry=_last_entry(OuterRef("dossier"))).first()
    return sponsor and _card(
        sponsor, name=sponsor.name, engagements=(), coaches=(), next_due=None, notice_missing=False
    )


def _with_rights(cards: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Add the parts of the actor's running grants on the dossier, and the actor's roles at its office."""
    grants = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=Now()), valid_from__lte=Now())
    part = Func(F("parts"), function="unnest", output_field=CharField())
    roles = PersonRole.objects.filter(person=actor.person, office=OuterRef("office"), ended_at=None)
    found: QuerySet[Any] = cards.select_related("dossier").annotate(
        granted=ArraySubquery(grants.filter(person=actor.person, dossier=OuterRef("dossier")).values(part=part)),
        roles=ArraySubquery(roles.values("role")),
    )
    return found


def _last_entry(here: OuterRef) -> Subquery:
    entries = Entry.objects.filter(dossier=here).order_by().values("dossier")
    return Subquery(entries.annotate(last=Max("at")).values("last"))


def _running(found: Mapping[str, str]) -> Running:
    return Running(UUID(found["id"]), found["service"], found["phase"], found["sponsor"])


def _card(row: Any, **told: Any) -> Card:
    kind = row.dossier.kind
    by_role = (policy().parts(role, "office", kind) for role in row.roles)
    return Card(
        dossier=row.dossier_id,
        kind=kind,
        number=row.dossier.number,
        closed=row.dossier.closed_at is not None,
        parts=frozenset(row.granted).union(*by_role),
        last_entry=row.last_entry,
        **told,
    )
