"""What a manager looks at: each right of everybody at an office, since when, by whom, and when last used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from inzage.access.grants.models import Grant
from inzage.access.identity.models import Login, Office, Person, PersonRole
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.models import LedgerEvent
from inzage.access.parts import RELATIONS
from inzage.access.people.facts import COLLEAGUES
from inzage.access.people.roles import labels
from inzage.access.reviews.models import RightsReview
from inzage.access.standins.models import StandIn

TASK = "review_rights"
ROLE, STAND_IN = "role", "stand_in"


@dataclass(frozen=True, slots=True)
class Right:
    """One right that is kept or ended. `kind`: role, stand_in, exception or sample; `row` is what holds it."""

    kind: str
    row: UUID
    person: UUID
    role: str
    office: UUID
    since: datetime
    until: datetime | None
    given_by: UUID | None
    reason: str
    last_used: datetime | None
    unused: bool

    @property
    def label(self) -> str:
        """The right in words."""
        held = ", ".join(labels([self.role]))
        return held if self.kind == ROLE else f"{RELATIONS.get(self.kind, self.kind)}{f' ({held})' if held else ''}"


@dataclass(slots=True)
class Holder:
    """Somebody at the office: their rights, the dossiers assigned to them, and when they last came and looked."""

    person: Person
    signed_in: datetime | None
    opened: datetime | None
    assigned: int = 0
    rights: list[Right] = field(default_factory=list)


def offices_of(manager: UUID) -> QuerySet[Office]:
    """The offices where somebody is a manager, by name."""
    held = PersonRole.objects.filter(person=manager, role="manager", ended_at=None).values("office")
    return Office.objects.filter(pk__in=held).order_by("name")


def other_managers(office: UUID, *, than: UUID) -> list[str]:
    """The names of the other managers of an office."""
    held = PersonRole.objects.filter(office=office, role="manager", ended_at=None, person__left_at=None)
    return list(held.exclude(person=than).order_by("person__name").values_list("person__name", flat=True))


def reviews_of(office: UUID) -> QuerySet[RightsReview]:
    """The signed reviews of an office, the latest first."""
    return RightsReview.objects.filter(office=office).order_by("-signed_at")


def left_open(office: UUID) -> RightsReview | None:
    """The review that waits for another manager to sign for the rights of who signed it; None when none does."""
    done = RightsReview.objects.filter(office=office, completes__isnull=False).values("completes")
    waiting = reviews_of(office).filter(left_out__isnull=False).exclude(pk__in=done)
    return waiting.first()


def holders(office: UUID, *, at: datetime) -> list[Holder]:
    """Everybody who works at the office, by name, with all rights; needs an actor who is a manager there."""
    since = Subquery(_openings().filter(actor=OuterRef("pk")).values("at")[:1])
    people = list(
        Person.objects.filter(office=office, kind__in=COLLEAGUES, left_at=None).annotate(opened=since).order_by("name")
    )
    ids = [person.pk for person in people]
    logins = dict(Login.objects.filter(person__in=ids).values_list("person", "last_login"))
    found = {each.pk: Holder(each, logins.get(each.pk), each.opened) for each in people}
    for person, assigned in _assigned(ids):
        found[person].assigned = assigned
    for right in (*_roles(found.values(), at), *_stand_ins(found, at), *_grants(ids, at)):
        found[right.person].rights.append(right)
    return list(found.values())


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of colleagues."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def _unused(last: datetime | None, since: datetime, at: datetime) -> bool:
    """Whether a right was not used for as long as the policy says, counted from when it began."""
    limit = settings.POLICY.rights_review.unused
    return limit.due(max(filter(None, (last, since)))) < at


def _openings() -> QuerySet[LedgerEvent]:
    return LedgerEvent.objects.filter(kind=Kind.DOSSIER_OPENED).order_by("-at")


def _running() -> QuerySet[Grant]:
    return Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=Now()))


def _assigned(ids: Sequence[UUID]) -> QuerySet[Grant, tuple[UUID, int]]:
    held = _running().filter(person__in=ids, relation="assigned")
    return held.values_list("person").annotate(many=Count("dossier", distinct=True))


def _roles(people: Iterable[Holder], at: datetime) -> Iterable[Right]:
    by_id = {holder.person.pk: holder for holder in people}
    for row in PersonRole.objects.filter(person__in=by_id, ended_at=None).order_by("role"):
        holder = by_id[row.person_id]
        last = max(filter(None, (holder.signed_in, holder.opened)), default=None)
        yield Right(
            ROLE, row.pk, row.person_id, row.role, row.office_id, row.given_at, None, row.given_by, "", last,
            _unused(last, row.given_at, at),
        )  # fmt: skip


def _stand_ins(people: dict[UUID, Holder], at: datetime) -> Iterable[Right]:
    for row in StandIn.objects.filter(substitute__in=people, until__gt=at).order_by("since"):
        last = people[row.substitute_id].opened
        yield Right(
            STAND_IN, row.pk, row.substitute_id, "", row.office_id, row.since, row.until, row.given_by, row.reason,
            last, _unused(last, row.since, at),
        )  # fmt: skip


def _grants(ids: Sequence[UUID], at: datetime) -> Iterable[Right]:
    """Exceptions and samples; what is assigned goes with its engagement, what a stand-in has with the standing in."""
    last = _openings().filter(actor=OuterRef("person_id"), dossier=OuterRef("dossier_id")).values("at")[:1]
    special = _running().filter(person__in=ids).exclude(relation__in=("assigned", "stand_in"))
    for row in special.annotate(last=Subquery(last)).order_by("valid_from"):
        yield Right(
            row.relation, row.pk, row.person_id, row.role, row.office_id, row.valid_from, row.valid_until,
            row.given_by, row.reason, row.last, _unused(row.last, row.valid_from, at),
        )  # fmt: skip
