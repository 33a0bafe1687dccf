"""Engagements as lists and counts show them: by tab, filter and search, of those that the actor may see.

A number on the page of the case load and the list that it leads to are the same query, so that they are equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, DateTimeField, Exists, Max, OuterRef, Q, QuerySet, Subquery

from inzage.access.actor import Actor
from inzage.access.grants.facts import is_granted
from inzage.access.models import Entry, PersonRole, Task
from inzage.access.versions import policy
from inzage.clients.registration.facts import wide_roles
from inzage.clients.registration.models import Client
from inzage.kit.text import search_key
from inzage.law.calendar import AMSTERDAM
from inzage.sponsors.relations.models import Sponsor
from inzage.work.engagements.courses import early_outcomes
from inzage.work.engagements.models import Assignment, Engagement

TABS = ("mine", "all", "unassigned", "ended", "stopped")
RUNNING = Q(ended_on=None)
Filters = Mapping[str, str]


def visible(actor: Actor) -> QuerySet[Engagement]:
    """The engagements that the actor may see: by grant, or by a role at the office. Row security is the net below."""
    seen = is_granted(actor)
    if roles := wide_roles(actor):
        held = PersonRole.objects.filter(person=actor.person, ended_at=None, role__in=roles)
        seen |= Q(office__in=held.values("office_id"))
    return Engagement.objects.filter(seen)


def of_tab(actor: Actor, tab: str) -> QuerySet[Engagement]:
    """The engagements of a tab: "mine" (assigned to the actor, running), "all" that run, and of those the "unassigned".

    "ended" are those that came to their end, "stopped" those that were broken off.
    """
    found = visible(actor)
    stopped = Q(outcome__in=early_outcomes())
    return {
        "mine": found.filter(RUNNING, is_with(actor.person)),
        "all": found.filter(RUNNING),
        "unassigned": found.filter(RUNNING, ~Exists(_assigned())),
        "ended": found.exclude(RUNNING | stopped),
        "stopped": found.filter(stopped),
    }[tab]


def is_with(person: UUID) -> Exists:
    """The condition that an engagement is assigned to somebody now."""
    return Exists(_assigned().filter(person=person))


def _assigned() -> QuerySet[Assignment]:
    return Assignment.objects.filter(engagement=OuterRef("pk"), ended_at=None)


def with_last_entry(found: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """Each with `last_entry`, the moment of the last entry in its dossier, and `client_key` to sort by name."""
    last = Entry.objects.filter(dossier=OuterRef("dossier")).order_by().values("dossier").annotate(last=Max("at"))
    key = Client.objects.filter(dossier=OuterRef("dossier")).values("sort_key")[:1]
    return found.annotate(
        last_entry=Subquery(last.values("last"), output_field=DateTimeField()), client_key=Subquery(key)
    )


def stands_still(at: datetime) -> Q:
    """The condition that nothing was entered in the dossier for the policy's number of days (article 6.tracking)."""
    since = at - timedelta(days=policy().tracking.stands_still_days)
    entered = Entry.objects.filter(dossier=OuterRef("dossier"), at__gt=since)
    return RUNNING & Q(started_on__lte=since.astimezone(AMSTERDAM).date()) & ~Q(Exists(entered))


def narrowed(found: QuerySet[Engagement], filters: Filters, at: datetime) -> QuerySet[Engagement]:
    """Those of `found` that pass the filters: service, phase, coach (a person's id), still and late ("1")."""
    for name in ("service", "phase"):
        if name in filters:
            found = found.filter(**{name: filters[name]})
    if "coach" in filters:
        found = found.filter(is_with(UUID(filters["coach"])))
    if "still" in filters:
        found = found.filter(stands_still(at))
    if "late" in filters:
        today = at.astimezone(AMSTERDAM).date()
        late = Task.objects.filter(dossier=OuterRef("dossier"), done_at=None, due__lt=today)
        found = found.filter(Exists(late))
    return found


def matching(found: QuerySet[Engagement], text: str) -> QuerySet[Engagement]:
    """Those in which every word stands in the client's name or number, the sponsor's name, or the reference."""
    for word in search_key(text).split():
        client = Client.objects.filter(dossier=OuterRef("dossier"), search_key__contains=word)
        sponsor = Sponsor.objects.filter(pk=OuterRef("sponsor_id"), search_key__contains=word)
        found = found.filter(Exists(client) | Exists(sponsor) | Q(reference__icontains=word))
    return found


def coaches_of(engagements: Iterable[Engagement]) -> dict[UUID, list[str]]:
    """The names of who is assigned now, by the engagement."""
    wanted = [each.pk for each in engagements]
    found = Assignment.objects.filter(engagement__in=wanted, ended_at=None).order_by("person__name")
    names: dict[UUID, list[str]] = {}
    for engagement, name in found.values_list("engagement", "person__name"):
        names.setdefault(engagement, []).append(name)
    return names


def workers(actor: Actor) -> list[tuple[str, str]]:
    """Id and name of everybody whom a running engagement that the actor may see is assigned to, by name."""
    running = Assignment.objects.filter(ended_at=None, engagement__in=visible(actor).filter(RUNNING).values("pk"))
    people = running.order_by("person__name", "person").values_list("person", "person__name").distinct()
    return [(str(person), name) for person, name in people]


@dataclass(frozen=True, slots=True)
class Load:
    """How many running engagements somebody has in a phase, at an office; `person` None for what nobody has."""

    office: UUID
    person: UUID | None
    name: str
    phase: str
    number: int


def loads(actor: Actor) -> list[Load]:
    """The running engagements that the actor may see, counted by office, who works on them, and phase (6.tracking).

    One with two people counts for both; who sees no whole office gets their own alone.
    """
    assigned = Assignment.objects.filter(ended_at=None, engagement__in=visible(actor).filter(RUNNING).values("pk"))
    if not wide_roles(actor):
        assigned = assigned.filter(person=actor.person)
    names = ("engagement__office", "person", "person__name", "engagement__phase")
    found = assigned.order_by().values_list(*names).annotate(number=Count("engagement", distinct=True))
    return [Load(*row) for row in found] + (_with_nobody(actor) if wide_roles(actor) else [])


def _with_nobody(actor: Actor) -> list[Load]:
    found = of_tab(actor, "unassigned").order_by().values_list("office", "phase").annotate(number=Count("pk"))
    return [Load(office, None, "", phase, number) for office, phase, number in found]


def totals(actor: Actor) -> dict[UUID, dict[str, int]]:
    """The running engagements of each office by phase, each counted once however many work on it."""
    running = of_tab(actor, first_tab(actor)).order_by().values_list("office", "phase").annotate(number=Count("pk"))
    found: dict[UUID, dict[str, int]] = {}
    for office, phase, number in running:
        found.setdefault(office, {})[phase] = number
    return found


def first_tab(actor: Actor) -> str:
    """What somebody sees of engagements first: their own, or everything when their role sees a whole office."""
    return "all" if wide_roles(actor) else "mine"


def still(actor: Actor, at: datetime) -> dict[UUID, int]:
    """How many engagements stand still, by who works on them."""
    quiet = visible(actor).filter(stands_still(at))
    found = Assignment.objects.filter(ended_at=None, engagement__in=quiet.values("pk")).order_by().values("person")
    return {row["person"]: row["number"] for row in found.annotate(number=Count("engagement", distinct=True))}
