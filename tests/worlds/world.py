"""A small world: some offices, people, dossiers, grants, openings and purposes, drawn at random by hypothesis.

Times are minutes from now, never near to it. Ids are made here, so that a world can be written again.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st

from tests.laws.expected import policy

PAST = (-3000, -90, -30)
FUTURE = (30, 90, 3000)


@dataclass(frozen=True)
class Held:
    """A role at an office (its number), perhaps ended."""

    role: str
    office: int
    ended: bool


@dataclass(eq=False)
class Person:
    """Somebody on the staff."""

    left: bool
    declared: bool
    acknowledged: bool
    roles: list[Held]
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Row:
    """One row of a dossier: its table, what it needs (card, number or opening) and its part."""

    table: str
    needs: str
    part: str
    id: UUID


@dataclass(eq=False)
class Dossier:
    """A dossier with a row in each of the tables that are compared."""

    kind: str
    office: int
    id: UUID = field(default_factory=uuid4)
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        parts = policy()["serves"][self.kind]
        self.rows = [Row("access_dossier", "number", "", self.id), Row("access_entry", "card", "card", uuid4())]
        self.rows += [Row("access_document", "opening", part, uuid4()) for part in parts]
        if self.kind == "sponsor":
            self.rows += [Row("sponsors_sponsor", "card", "card", uuid4())]
            return
        self.rows += [Row("clients_client", "card", "card", uuid4())]
        self.rows += [
            Row(table, "opening", part, uuid4())
            for table, part in (
                ("clients_clientidentity", "identity"),
                ("clients_clientcontact", "contact"),
                ("clients_sessionnote", "notes"),
            )
        ]

    def row(self, table: str) -> Row:
        """Its row in a table that holds one."""
        return next(row for row in self.rows if row.table == table)


@dataclass(frozen=True)
class Grant:
    """Access of one person to one dossier."""

    person: Person
    dossier: Dossier
    role: str
    relation: str
    parts: tuple[str, ...]
    since: int
    until: int | None


@dataclass(frozen=True)
class Opening:
    """An opening: written before, by the reading transaction itself, or by another one that has not committed."""

    person: Person
    dossier: Dossier
    purpose: str
    until: int
    written: str


@dataclass(frozen=True)
class Purpose:
    """A purpose that a dossier carries or that its person prohibited."""

    dossier: Dossier
    purpose: str
    effect: str
    since: int
    until: int | None


@dataclass(frozen=True)
class World:
    """All of it."""

    people: list[Person]
    dossiers: list[Dossier]
    grants: list[Grant]
    openings: list[Opening]
    purposes: list[Purpose]


def _codes() -> list[str]:
    said = policy()["purposes"]
    return [*said["agreed"], *said["duties"]]


def _mostly(value: object, *others: object) -> st.SearchStrategy[Any]:
    """The usual value, three times out of four."""
    return st.sampled_from([*[value] * (3 * len(others)), *others])


def _roles() -> list[str]:
    return sorted({role for kind in policy()["needs"].values() for each in kind.values() for role in each["parts"]})


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Any small world; what makes things visible is likelier than what hides them, so that both happen."""
    usual = st.sampled_from(["coach", "coach", "psychologist", "back_office", "team_leader", "manager"])
    helds = st.builds(Held, st.one_of(usual, st.sampled_from(_roles())), _mostly(0, 1), _rarely)
    person = st.builds(
        Person,
        left=_rarely,
        declared=_rarely.map(lambda value: not value),
        acknowledged=_rarely.map(lambda value: not value),
        roles=st.lists(helds, min_size=1, max_size=2, unique_by=lambda held: (held.role, held.office)),
    )
    people = draw(st.lists(person, min_size=3, max_size=5))
    dossier = st.builds(Dossier, kind=_mostly("client", "sponsor"), office=_mostly(0, 1))
    dossiers = draw(st.lists(dossier, min_size=1, max_size=3))
    grants = draw(st.lists(_grants(people, dossiers), min_size=4, max_size=9))
    openings = draw(st.lists(_openings(people, dossiers, grants), min_size=6, max_size=14))
    return World(people, dossiers, grants, openings, draw(st.lists(_purposes(dossiers), min_size=1, max_size=6)))


_rarely = st.sampled_from([False] * 9 + [True])


@st.composite
def _grants(draw: st.DrawFn, people: list[Person], dossiers: list[Dossier]) -> Grant:
    """Often for a role that the person holds and parts that it needs, sometimes for others."""
    person, dossier = draw(st.sampled_from(people)), draw(st.sampled_from(dossiers))
    role = draw(st.sampled_from([held.role for held in person.roles] * 6 + _roles()))
    needs = policy()["needs"][dossier.kind]
    alike = {"assigned": "assigned", "stand_in": "assigned", "exception": "exception", "sample": "sample"}
    fitting = [relation for relation, table in alike.items() if role in needs[table]["parts"]]
    relation = draw(st.sampled_from(fitting * 5 + list(alike)))
    usual = needs[alike[relation]]["parts"].get(role) or ["card"]
    every = list(policy()["serves"][dossier.kind])
    some = st.lists(st.sampled_from(every), min_size=1, max_size=5, unique=True)
    parts = draw(st.one_of(st.just(usual), st.just(usual), some))
    since = draw(_mostly(-90, *FUTURE))
    until = draw(st.sampled_from([90, 90, None, *PAST]))
    return Grant(person, dossier, role, relation, tuple(parts), since, until)


@st.composite
def _openings(draw: st.DrawFn, people: list[Person], dossiers: list[Dossier], grants: list[Grant]) -> Opening:
    """Often by somebody who has a grant, sometimes by anybody."""
    pairs = [(grant.person, grant.dossier) for grant in grants]
    person, dossier = draw(
        st.one_of(st.sampled_from(pairs), st.tuples(st.sampled_from(people), st.sampled_from(dossiers)))
    )
    purpose = draw(st.one_of(st.sampled_from(["3.a", "3.c", "3.c", "13", "15"]), st.sampled_from(_codes())))
    return Opening(person, dossier, purpose, draw(_mostly(30, *PAST)), draw(_mostly("before", "own", "pending")))


def _purposes(dossiers: list[Dossier]) -> st.SearchStrategy[Purpose]:
    codes = list(policy()["purposes"]["agreed"])
    return st.builds(
        Purpose,
        st.sampled_from(dossiers),
        st.one_of(st.just("3.c"), st.sampled_from([*codes, *policy()["purposes"]["duties"]])),
        _mostly("carried", "prohibited"),
        _mostly(-90, *FUTURE),
        _mostly(None, *PAST, *FUTURE),
    )
