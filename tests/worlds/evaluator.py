"""Who sees which row of a small world: worked out from the text of the policy, apart from the gate and from `law`.

It reads policy.toml itself and knows no SQL. Each function is one sentence of the regulation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.laws.expected import policy
from tests.worlds.world import Dossier, Grant, Person, Row, World

ON_TOP_OF_OFFICE = {"assigned": "assigned", "stand_in": "assigned", "exception": "exception", "sample": "sample"}


@dataclass(frozen=True)
class Question:
    """Somebody wants to open these parts of a dossier for the first purpose that will do."""

    person: Person
    dossier: Dossier
    kind: str
    parts: tuple[str, ...]
    purposes: tuple[str, ...]


def visible(world: World, person: Person) -> Iterator[tuple[str, UUID]]:
    """The table and id of each row of the world that the database may show to somebody."""
    for dossier in world.dossiers:
        for row in dossier.rows:
            if _shows(world, person, dossier, row):
                yield row.table, row.id


def status(world: World, question: Question) -> str:
    """What an attempt to open must end in."""
    person, dossier = question.person, question.dossier
    if not _cleared(person):
        return "not_cleared"
    if question.kind != dossier.kind or not question.parts:
        return "no_need"
    if not all(_has(world, person, dossier, part) for part in question.parts):
        return "no_need"
    against = ""
    for purpose in question.purposes:
        if all(_needs(world, person, dossier, part, purpose) for part in question.parts):
            standing = _standing(world, dossier, purpose)
            if standing == "carried":
                return "open"
            against = against or standing
    return against or "no_purpose"


def _shows(world: World, person: Person, dossier: Dossier, row: Row) -> bool:
    """A card by grant or by a role at its office; content by an opening; the dossier's number to readers of its log."""
    if not _cleared(person):
        return False
    if row.needs == "card":
        return _has(world, person, dossier, "card")
    if row.needs == "number":
        return _has(world, person, dossier, "card") or _by_office(person, dossier, "log")
    return any(
        _standing(world, dossier, purpose) == "carried" and _needs(world, person, dossier, row.part, purpose)
        for purpose in _opened_for(world, person, dossier)
    )


def _cleared(person: Person) -> bool:
    """1.confidentiality: works here, signed the declaration, knows the current regulation."""
    return not person.left and person.declared and person.acknowledged


def _held(person: Person) -> set[str]:
    return {held.role for held in person.roles if not held.ended}


def grants(world: World, person: Person, dossier: Dossier) -> list[Grant]:
    """The grants that run and whose role is still held."""
    return [
        grant
        for grant in world.grants
        if grant.person is person
        and grant.dossier is dossier
        and grant.since <= 0
        and (grant.until is None or grant.until > 0)
        and grant.role in _held(person)
    ]


def _by_office(person: Person, dossier: Dossier, part: str) -> bool:
    """Whether a role at the dossier's own office needs the part of all dossiers of that kind."""
    return any(
        part in _table(dossier.kind, "office")["parts"].get(held.role, ())
        for held in person.roles
        if not held.ended and held.office == dossier.office
    )


def _has(world: World, person: Person, dossier: Dossier, part: str) -> bool:
    """6.need and 5.need, whatever the purpose."""
    return _by_office(person, dossier, part) or any(part in grant.parts for grant in grants(world, person, dossier))


def _needs(world: World, person: Person, dossier: Dossier, part: str, purpose: str) -> bool:
    """3.purposes: the role needs the part for this purpose, on the relation that it has to the dossier."""
    offices = [held.role for held in person.roles if not held.ended and held.office == dossier.office]
    if any(purpose in _purposes(dossier.kind, "office", role, part) for role in offices):
        return True
    return any(
        part in grant.parts and purpose in _on_relation(dossier.kind, grant, part)
        for grant in grants(world, person, dossier)
    )


def _on_relation(kind: str, grant: Grant, part: str) -> set[str]:
    """The purposes of a grant's relation, with those of the office on top; none for a role that it does not name."""
    relation = ON_TOP_OF_OFFICE[grant.relation]
    if grant.role not in _table(kind, relation)["parts"]:
        return set()
    return _purposes(kind, relation, grant.role, part) | _purposes(kind, "office", grant.role, part)


def _purposes(kind: str, relation: str, role: str, part: str) -> set[str]:
    """For which purposes a role opens a part on one relation: those of the role that the part serves."""
    table = _table(kind, relation)
    if part not in table["parts"].get(role, ()):
        return set()
    return set(table["purposes"][role]) & set(policy()["serves"][kind][part])


def _standing(world: World, dossier: Dossier, purpose: str) -> str:
    """3.2 and 3.3: duties always; an objection beats the rest; then what every relation or an agreement carries."""
    said = policy()["purposes"]
    if purpose in said["duties"]:
        return "carried"
    if purpose not in said["agreed"]:
        return ""
    now = {
        each.effect
        for each in world.purposes
        if each.dossier is dossier
        and each.purpose == purpose
        and each.since <= 0
        and (each.until is None or each.until > 0)
    }
    if "prohibited" in now:
        return "prohibited"
    return "carried" if purpose in said["before_agreement"] or "carried" in now else "not_agreed"


def _opened_for(world: World, person: Person, dossier: Dossier) -> set[str]:
    """The purposes of the openings that are committed by an earlier transaction and still run."""
    return {
        each.purpose
        for each in world.openings
        if each.person is person and each.dossier is dossier and each.until > 0 and each.written == "before"
    }


def _table(kind: str, relation: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = policy()["needs"][kind][relation]
    return table
