"""What stands above every page of a dossier, and which parts of it the actor may see: one query for all of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, Func, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, Now
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.models import Dossier, Entry, Grant, PersonRole, Task
from inzage.access.versions import policy
from inzage.clients.registration.models import Client, NoticeDelivery
from inzage.clients.representatives.models import Representative
from inzage.sharing.consents.models import Consent
from inzage.sponsors.relations.models import Sponsor
from inzage.work.engagements.models import Assignment, Engagement
from inzage.work.meetings.models import Meeting

NAME = ("initials", "first_name", "infix", "last_name")


@dataclass(frozen=True, slots=True)
class Running:
    """An engagement that runs: the code of its service and phase, and the sponsor's name."""

    id: UUID
    service: str
    phase: str
    sponsor: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the head of a page tells of a dossier. `parts` are those that the actor has a right to (articles 5, 6).

    `represented` holds the capacity of each representative and whether the term is over, for who may see that.
    `name` is empty for who may know that the dossier is there, but not whom it is about.
    """

    dossier: UUID
    kind: str
    number: str
    closed: bool
    parts: frozenset[str]
    last_entry: datetime | None
    name: str
    engagements: tuple[Running, ...] = ()
    coaches: tuple[str, ...] = ()
    next_due: date | None = None
    notice_missing: bool = False
    next_meeting: datetime | None = None
    still_since: datetime | None = None
    consents: tuple[tuple[str, str], ...] = ()
    represented: tuple[tuple[str, bool], ...] = ()


def client_card(dossier: UUID, actor: Actor) -> Card | None:
    """The card of a client's dossier; None when there is none or the actor may not know of it."""
    here = OuterRef("pk")
    name = JSONObject(**{field: field for field in NAME})
    running = Engagement.objects.filter(dossier=here, ended_on=None).order_by("started_on")
    represented = Representative.objects.filter(dossier=here, ended_at=None).order_by("since", "id")
    assigned = Assignment.objects.filter(dossier=here, ended_at=None).order_by("person__name")
    found = (
        _with_rights(Dossier.Kind.CLIENT, dossier, actor)
        .annotate(
            card=Subquery(Client.objects.filter(dossier=here).values(name=name)),
            running=ArraySubquery(
                running.values(found=JSONObject(id="id", service="service", phase="phase", sponsor="sponsor__name"))
            ),
            represented=ArraySubquery(represented.values(found=JSONObject(capacity="capacity", until="until"))),
            coaches=ArraySubquery(assigned.values("person__name").distinct()),
            next_due=Subquery(Task.objects.filter(dossier=here, done_at=None).order_by("due").values("due")[:1]),
            was_told=Exists(NoticeDelivery.objects.filter(dossier=here)),
            next_meeting=Subquery(
                Meeting.objects.filter(dossier=here, state=Meeting.State.PLANNED, starts_at__gt=Now())
                .order_by("starts_at")
                .values("starts_at")[:1]
            ),
            consents=ArraySubquery(
                Consent.objects.filter(dossier=here)
                .order_by("given_at")
                .values(found=JSONObject(kind="subject_kind", until="expires_on", withdrawn="withdrawn_at"))
            ),
        )
        .first()
    )
    return found and _card(
        found,
        name=Client(**found.card).display_name if found.card else "",
        engagements=tuple(_running(each) for each in found.running),
        represented=tuple(_represented(each) for each in found.represented),
        coaches=tuple(found.coaches),
        next_due=found.next_due,
        notice_missing=bool(found.card) and not found.was_told,
        next_meeting=found.next_meeting,
        still_since=_still_since(found),
        consents=tuple(_standing(found)),
    )


def sponsor_card(dossier: UUID, actor: Actor) -> Card | None:
    """The card of a sponsor's dossier; None when there is none or the actor may not know of it."""
    name = Subquery(Sponsor.objects.filter(dossier=OuterRef("pk")).values("name"))
    found = _with_rights(Dossier.Kind.SPONSOR, dossier, actor).annotate(card=name).first()
    return found and _card(found, name=found.card or "")


def _with_rights(kind: str, dossier: UUID, actor: Actor) -> QuerySet[Any]:
    """The dossier, with the parts of the actor's running grants on it and the actor's roles at its office."""
    grants = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=Now()), valid_from__lte=Now())
    part = Func(F("parts"), function="unnest", output_field=CharField())
    roles = PersonRole.objects.filter(person=actor.person, office=OuterRef("office"), ended_at=None)
    entries = Entry.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier")
    found: QuerySet[Any] = Dossier.objects.filter(pk=dossier, kind=kind).annotate(
        granted=ArraySubquery(grants.filter(person=actor.person, dossier=OuterRef("pk")).values(part=part)),
        roles=ArraySubquery(roles.values("role")),
        last_entry=Subquery(entries.annotate(last=Max("at")).values("last")),
    )
    return found


def _still_since(found: Any) -> datetime | None:
    """The last entry, when an engagement runs and nothing was entered for the policy's number of days (6.tracking)."""
    quiet = timezone.now() - timedelta(days=policy().tracking.stands_still_days)
    last: datetime | None = found.last_entry
    return last if last and last <= quiet and found.running and not found.closed_at else None


def _standing(found: Any) -> Iterator[tuple[str, str]]:
    """Each kind of consent with where it stands: given, expired, withdrawn; or missing, where a service asks for it."""
    today = timezone.localdate().isoformat()
    standing = {
        each["kind"]: "withdrawn" if each["withdrawn"] else "expired" if each["until"] < today else "given"
        for each in found.consents
    }
    known = (policy().service(each["service"]) for each in found.running)
    if any(service and service.allows_health for service in known):
        standing.setdefault("health", "missing")
    yield from standing.items()


def _running(found: Mapping[str, str]) -> Running:
    return Running(UUID(found["id"]), found["service"], found["phase"], found["sponsor"])


def _represented(found: Mapping[str, str | None]) -> tuple[str, bool]:
    until = found["until"]
    return str(found["capacity"]), until is not None and date.fromisoformat(until) < timezone.localdate()


def _card(found: Any, **told: Any) -> Card:
    by_role = (policy().parts(role, "office", found.kind) for role in found.roles)
    return Card(
        dossier=found.pk,
        kind=found.kind,
        number=found.number,
        closed=found.closed_at is not None,
        parts=frozenset(found.granted).union(*by_role),
        last_entry=found.last_entry,
        **told,
    )
