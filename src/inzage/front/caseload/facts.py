"""The case load put together: per person, per office (the team) and for the bureau, each number with its list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from inzage.access.actor import Actor
from inzage.access.models import Office, Task
from inzage.clients.registration.facts import wide_roles
from inzage.front import words
from inzage.front.desk import tasks
from inzage.front.desk.facts import groups
from inzage.front.lists.engagements import SHAPE
from inzage.kit.listing import address_of
from inzage.work.caseload import facts


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the list that it counts."""

    number: int
    url: str


@dataclass(slots=True)
class Line:
    """One person's load, or that of an office: by phase in the order of the phases, in all, and what needs a look."""

    name: str
    phases: list[Number] = field(default_factory=list)
    total: Number = Number(0, "")
    still: Number | None = None
    late: Number | None = None
    reports: Number | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """An office with its people; `whole` counts each engagement once."""

    name: str
    lines: list[Line]
    whole: Line


@dataclass(frozen=True, slots=True)
class Owed:
    """The open tasks of one person: how many are late, and how many are about reports."""

    late: int = 0
    reports: int = 0


def teams(actor: Actor, at: datetime, today: date) -> list[Team]:
    """The case load that the actor may see: their own, or of each office where their role sees all (6.tracking)."""
    by_office: dict[UUID, dict[tuple[str, UUID | None], dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for load in facts.loads(actor):
        by_office[load.office][load.name, load.person][load.phase] = load.number
    names = dict(Office.objects.filter(pk__in=by_office).order_by("name").values_list("pk", "name"))
    people = {person for loads in by_office.values() for _name, person in loads if person}
    still, owed, totals = facts.still(actor, at), _owed(people, today), facts.totals(actor)
    wide = bool(wide_roles(actor))
    return [
        Team(
            name=name,
            lines=[
                _line(who, person, phases, still, owed, wide=wide)
                for (who, person), phases in sorted(by_office[office].items(), key=lambda each: (not each[0][1], each))
            ],
            whole=Line("", *_phases(totals.get(office, {}), tab=facts.first_tab(actor))),
        )
        for office, name in names.items()
    ]


def _line(
    name: str, person: UUID | None, phases: Mapping[str, int], still: Mapping[UUID, int], owed: Mapping[UUID, Owed],
    *, wide: bool,
) -> Line:  # fmt: skip
    if person is None:
        return Line("", *_phases(phases, tab="unassigned"))
    where = {"tab": "all", "coach": str(person)} if wide else {"tab": "mine"}
    mine = {"tab": "all", "person": str(person)}
    due = owed.get(person, Owed())
    return Line(
        name,
        *_phases(phases, **where),
        still=Number(still.get(person, 0), address_of(SHAPE, where | {"still": "1"})),
        late=Number(due.late, address_of(tasks.SHAPE, mine | {"when": "overdue"})),
        reports=Number(due.reports, address_of(tasks.SHAPE, mine | {"about": "report"})),
    )


def _phases(found: Mapping[str, int], **where: str) -> tuple[list[Number], Number]:
    """The numbers by phase and in all, with their lists."""
    numbers = [
        Number(found.get(code, 0), address_of(SHAPE, where | {"phase": code})) for code, _label in words.phases()
    ]
    return numbers, Number(sum(found.values()), address_of(SHAPE, where))


def _owed(people: set[UUID], today: date) -> dict[UUID, Owed]:
    """What waits for each of these people, of what the actor may see."""
    waiting = Task.objects.filter(done_at=None, person__in=people).order_by().values("person")
    late = Count("id", filter=Q(groups(today)["overdue"]))
    found = waiting.annotate(late=late, reports=Count("id", filter=tasks.about("report")))
    return {row["person"]: Owed(row["late"], row["reports"]) for row in found if row["person"]}


def largest(found: Sequence[Team]) -> int:
    """The largest load of one line, which is the whole width of the picture."""
    return max((line.total.number for team in found for line in team.lines), default=0)
