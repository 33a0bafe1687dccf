"""Questions about hours: those of a week, of a team, of an engagement against its norm, of an agreement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import get_language

from inzage.access.models import Person
from inzage.access.versions import policy
from inzage.clients.registration.models import Client
from inzage.sponsors.agreements.models import Agreement
from inzage.work.engagements.courses import course_of
from inzage.work.engagements.models import Assignment, Engagement
from inzage.work.hours.models import AgreementHours, HoursEntry

NONE = Decimal(0)
DAYS = 7
Cell = tuple[UUID, str, date]
"""Engagement, kind and day: one cell of a week."""


def kinds() -> dict[str, str]:
    """The kinds of hours of the policy, code and label, in its order."""
    language = get_language() or "nl"
    return {code: kind.label.to(language) for code, kind in policy().courses.hour_kinds.items()}


def monday_of(text: str, today: date) -> date:
    """The Monday of a week such as "2026-W48"; of this week for anything else."""
    try:
        found = date.fromisoformat(f"{text}-1")
    except ValueError:
        found = today
    return found - timedelta(days=found.weekday())


def week_name(monday: date) -> str:
    """A week as addresses name it: "2026-W48"."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"


def holding(entries: QuerySet[HoursEntry]) -> QuerySet[HoursEntry]:
    """Of these entries those that hold: the highest version of each cell of each person."""
    cell = ("engagement", "person", "day", "kind")
    newest = entries.order_by(*cell, "-version").distinct(*cell)
    return HoursEntry.objects.filter(pk__in=newest.values("pk"))


def of_week(person: UUID, monday: date) -> dict[Cell, HoursEntry]:
    """What somebody wrote for a week, by cell; what was corrected as it is now."""
    found = holding(HoursEntry.objects.filter(person=person, day__range=_week(monday)))
    return {(entry.engagement_id, entry.kind, entry.day): entry for entry in found}


def corrected(person: UUID, monday: date) -> list[HoursEntry]:
    """Every version of what somebody corrected in a week, cell by cell, the newest first."""
    entries = HoursEntry.objects.filter(person=person, day__range=_week(monday))
    cells = entries.filter(version__gt=1).values_list("engagement", "kind", "day")
    wanted = set(cells)
    found = entries.select_related("engagement__dossier").order_by("day", "engagement", "kind", "-version")
    return [each for each in found if (each.engagement_id, each.kind, each.day) in wanted]


def engagements_for(person: UUID, monday: date) -> list[Engagement]:
    """The engagements that somebody can write hours for in a week: was on it, and it ran, by number."""
    first, last = _week(monday)
    mine = Assignment.objects.filter(person=person, from_on__lte=last).exclude(until_on__lt=first)
    found = Engagement.objects.filter(id__in=mine.values("engagement"), started_on__lte=last)
    return list(found.exclude(ended_on__lt=first).select_related("dossier").order_by("dossier__number", "started_on"))


def client_names(dossiers: Iterable[UUID]) -> dict[UUID, str]:
    """The names of the clients of these dossiers, as far as one may see their cards."""
    found = Client.objects.filter(dossier__in=set(dossiers))
    return {each.dossier_id: each.display_name for each in found}


def day_total(person: UUID, day: date) -> Decimal:
    """What somebody wrote for a day in all."""
    found = holding(HoursEntry.objects.filter(person=person, day=day))
    return found.aggregate(total=Sum("hours"))["total"] or NONE


def newest(engagement: Engagement, person: UUID, day: date, kind: str) -> HoursEntry | None:
    """The version of a cell that holds; None when nothing was written."""
    found = HoursEntry.objects.filter(engagement=engagement, person=person, day=day, kind=kind)
    return found.order_by("-version").first()


@dataclass(frozen=True, slots=True)
class Colleague:
    """What a colleague wrote for a week: per kind in the policy's order, and together."""

    name: str
    hours: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """All kinds together."""
        return sum(self.hours, NONE)


def of_team(monday: date) -> list[Colleague]:
    """What everybody whose hours the actor may see wrote for a week, by name (for a team leader: the team)."""
    found = holding(HoursEntry.objects.filter(day__range=_week(monday)))
    sums: dict[UUID, dict[str, Decimal]] = defaultdict(dict)
    for row in found.values("person", "kind").annotate(total=Sum("hours")):
        sums[row["person"]][row["kind"]] = row["total"]
    names = dict(Person.objects.filter(id__in=sums).order_by("name").values_list("id", "name"))
    return [Colleague(name, tuple(sums[person].get(kind, NONE) for kind in kinds())) for person, name in names.items()]


@dataclass(frozen=True, slots=True)
class Norm:
    """Hours of an engagement against the norm of its service; None when the policy has none."""

    hours: Decimal
    norm: Decimal | None

    @property
    def is_over(self) -> bool:
        """Whether more was worked than the norm."""
        return self.norm is not None and self.hours > self.norm


def norms(engagements: Iterable[Engagement]) -> dict[UUID, Norm]:
    """For each engagement the hours that the actor may see, against the norm of its service. One query."""
    wanted = {each.id: each for each in engagements}
    found = holding(HoursEntry.objects.filter(engagement__in=list(wanted)))
    sums: dict[UUID, Decimal] = dict(found.values_list("engagement").annotate(total=Sum("hours")))
    return {
        key: Norm(sums.get(key, NONE), course.hours if (course := course_of(each.service)) else None)
        for key, each in wanted.items()
    }


@dataclass(frozen=True, slots=True)
class Balance:
    """The hours of an agreement: bought beforehand, worked, billed; and the bookings, the latest first."""

    agreement: Agreement
    bought: Decimal
    worked: Decimal
    billed: Decimal
    bookings: tuple[AgreementHours, ...]

    @property
    def left(self) -> Decimal:
        """What is left of the hours bought; 0 when all were used."""
        return max(self.bought - self.worked, NONE)

    @property
    def unbilled(self) -> Decimal:
        """Work beyond the hours bought that was not billed yet."""
        return max(self.worked - self.bought - self.billed, NONE)


def balances(sponsor_dossier: UUID) -> list[Balance]:
    """The balance of each agreement of a sponsor, by number."""
    agreements = list(Agreement.objects.filter(dossier=sponsor_dossier).order_by("number"))
    worked = _worked(agreements)
    booked: dict[UUID, list[AgreementHours]] = defaultdict(list)
    for each in AgreementHours.objects.filter(dossier=sponsor_dossier).order_by("-booked_on", "-booked_at"):
        booked[each.agreement_id].append(each)
    return [
        Balance(
            agreement=each,
            bought=_sum(booked[each.id], AgreementHours.Kind.BOUGHT),
            worked=worked.get(each.id, NONE),
            billed=_sum(booked[each.id], AgreementHours.Kind.BILLED),
            bookings=tuple(booked[each.id]),
        )
        for each in agreements
    ]


def _worked(agreements: Iterable[Agreement]) -> Mapping[UUID, Decimal]:
    engagements = Engagement.objects.filter(agreement__in=[each.id for each in agreements])
    found = holding(HoursEntry.objects.filter(engagement__in=engagements.values("id")))
    return dict(found.values_list("engagement__agreement").annotate(total=Sum("hours")))


def _sum(bookings: Iterable[AgreementHours], kind: str) -> Decimal:
    return sum((each.hours for each in bookings if each.kind == kind), NONE)


def _week(monday: date) -> tuple[date, date]:
    return monday, monday + timedelta(days=DAYS - 1)
