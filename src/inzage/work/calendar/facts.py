"""Questions of the calendar: somebody's appointments with the names, day by day, and when colleagues are busy."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from inzage.access.models import Person
from inzage.clients.registration.models import Client
from inzage.law.calendar import AMSTERDAM, holiday_name
from inzage.work.engagements.facts import candidates
from inzage.work.meetings.facts import of_people
from inzage.work.meetings.models import Meeting

DAY = timedelta(days=1)
FEED_PAST, FEED_AHEAD = timedelta(days=30), timedelta(days=366)
"""What a calendar elsewhere gets: the last month and a year ahead."""
WORKING_DAYS = 5
MORNING, EVENING = 8, 18


@dataclass(frozen=True, slots=True)
class Appointment:
    """One meeting of somebody, with the name of the client."""

    meeting: Meeting
    name: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar: its holiday, or empty, and what is on, in order of time."""

    day: date
    holiday: str
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class Busy:
    """Begin and end of something that somebody has; nothing of what or with whom."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague, and when they are busy on each of the days that were asked."""

    name: str
    days: tuple[tuple[date, tuple[Busy, ...]], ...]


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the Netherlands."""
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


def local_day(moment: datetime) -> date:
    """The day in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date()


def appointments(person: UUID, first: date, last: date) -> list[Appointment]:
    """What somebody of the bureau has from the first day up to and including the last; two queries.

    Only of dossiers that the actor may know of (article 6.need).
    """
    meetings = list(of_people([person], midnight(first), midnight(last + DAY)))
    clients = Client.objects.filter(dossier__in={meeting.dossier_id for meeting in meetings})
    names = {client.dossier_id: client.display_name for client in clients}
    return [Appointment(meeting, names.get(meeting.dossier_id, "")) for meeting in meetings]


def days_of(person: UUID, first: date, how_many: int, language: str) -> list[Day]:
    """Each of `how_many` days from the first with what somebody has on it; `language` is that of the holidays."""
    days = [first + DAY * number for number in range(how_many)]
    on: dict[date, list[Appointment]] = defaultdict(list)
    for each in appointments(person, days[0], days[-1]):
        on[max(local_day(each.meeting.starts_at), first)].append(each)
    return [Day(day, holiday_name(day, language), tuple(on[day])) for day in days]


def grid(days: Sequence[Day]) -> list[tuple[int, list[tuple[Appointment, ...]]]]:
    """A week as rows of hours: the hour, and for each day what begins in it. From eight to six, and wider if needed."""
    hours = [_hour(each) for day in days for each in day.appointments]
    first, last = min([MORNING, *hours]), max([EVENING - 1, *hours])
    return [
        (hour, [tuple(each for each in day.appointments if _hour(each) == hour) for day in days])
        for hour in range(first, last + 1)
    ]


def _hour(appointment: Appointment) -> int:
    return appointment.meeting.starts_at.astimezone(AMSTERDAM).hour


def shown_days(days: Sequence[Day]) -> Sequence[Day]:
    """The working days of a week, and the weekend when something is on."""
    return days if any(day.appointments for day in days[WORKING_DAYS:]) else days[:WORKING_DAYS]


def busy(office: UUID, first: date, how_many: int = WORKING_DAYS) -> list[Colleague]:
    """When each colleague of an office who works with clients is busy; two queries, and no client in the answer."""
    people = list({held.person_id: held.person for held in candidates(office)}.values())
    days = [first + DAY * number for number in range(how_many)]
    meetings = of_people([each.pk for each in people], midnight(days[0]), midnight(days[-1] + DAY))
    taken: dict[tuple[UUID, date], list[Busy]] = defaultdict(list)
    for starts_at, ends_at, staff in meetings.values_list("starts_at", "ends_at", "staff"):
        for person in staff:
            taken[person, local_day(starts_at)].append(Busy(starts_at, ends_at))
    return [_colleague(person, days, taken) for person in people]


def _colleague(person: Person, days: Iterable[date], taken: dict[tuple[UUID, date], list[Busy]]) -> Colleague:
    return Colleague(person.name, tuple((day, tuple(taken[person.pk, day])) for day in days))
