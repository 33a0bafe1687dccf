"""The bureau that is timed: ten thousand clients, five hundred of them of one coach, made by the verbs of users."""

import time
from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.utils import timezone

from inzage.access.grants.actions import give
from inzage.access.identity import acting
from inzage.access.models import Dossier
from inzage.access.purposes.actions import carry
from inzage.clients.notes.actions import write_note
from inzage.clients.registration.actions import Enrolment, enrol
from inzage.front.processes.environment import Role
from tests.kit.cluster import connection_of
from tests.kit.fixtures import Cast, make_cast

CLIENTS = 10_000
SLICE = 500
OWN = 500
NOTES = 50


@dataclass(frozen=True, slots=True)
class Bureau:
    """Where it is, its people, all client dossiers, and those of the coach; the first of these has many notes."""

    database: str
    cast: Cast
    dossiers: tuple[UUID, ...]
    own: tuple[Dossier, ...]


def make(database: str) -> Bureau:
    """Make it in a fresh clone, to which all aliases of the main database then point."""
    for alias in ("default", "login", "opener"):
        connections[alias].settings_dict["NAME"] = database
    cast = make_cast("Kantoor")
    began = time.perf_counter()
    at = timezone.now()
    every: list[UUID] = []
    own: list[Dossier] = []
    for first in range(0, CLIENTS, SLICE):
        with acting(cast.back_office.person) as actor:
            made = enrol([_enrolment(first + index) for index in range(SLICE)], by=actor, at=at)
        every += [client.dossier_id for client in made]
        own += [client.dossier for client in made[: OWN * SLICE // CLIENTS]]
    _assign(cast, own)
    with acting(cast.coach.person) as actor:
        for index in range(NOTES):
            text = f"Gesprek {index}. " + "Besproken wat er is gedaan en wat er komt. " * 10
            write_note(dossier=own[0], text=text, held_on=at.date(), confidential=False, by=actor, at=at)
    connections["default"].close()
    with connection_of(Role.OWNER, database) as owner:
        owner.execute(b"analyze")
    took = time.perf_counter() - began
    print(f"{CLIENTS} clients, {OWN} of the coach, {NOTES} notes in one: made in {took:.0f} s\n")
    return Bureau(database, cast, tuple(every), tuple(own))


def _assign(cast: Cast, own: list[Dossier]) -> None:
    at = timezone.now()
    for first in range(0, len(own), 100):
        with acting(cast.back_office.person) as actor:
            for dossier in own[first : first + 100]:
                give(
                    person=cast.coach.person,
                    dossier=dossier,
                    role="coach",
                    relation="assigned",
                    reason="as long as the work lasts",
                    until=None,
                    by=actor,
                    at=at,
                )
                carry(dossier=dossier.pk, purposes=("3.a", "3.c"), subject=dossier.pk, by=actor, at=at)


def _enrolment(index: int) -> Enrolment:
    fields = {"first_name": "Test", "last_name": f"Persoon {index:05d}"}
    return Enrolment(service="career_advice", fields=fields, source="self")


def settle(database: str, *, dossiers: int) -> tuple[tuple[UUID, ...], UUID, tuple[UUID, ...]]:
    """A small bureau: two coaches, who gives and ends their grants, and dossiers with a note that one of them wrote."""
    for alias in ("default", "login", "opener"):
        connections[alias].settings_dict["NAME"] = database
    cast, at = make_cast("Kantoor"), timezone.now()
    with acting(cast.back_office.person) as actor:
        made = [client.dossier for client in enrol([_enrolment(n) for n in range(dossiers)], by=actor, at=at)]
    _assign(cast, made)
    for dossier in made:
        with acting(cast.coach.person) as actor:
            write_note(dossier=dossier, text="Een notitie.", held_on=at.date(), confidential=False, by=actor, at=at)
    people = (cast.coach.person, cast.other_coach.person)
    return people, cast.back_office.person, tuple(dossier.pk for dossier in made)
