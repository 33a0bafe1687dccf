"""A short form of the hostile run: random work on the gate shows nothing without a trace; and a leak is noticed."""

import pytest

from inzage.access.models import Dossier
from inzage.access.people.tests.conftest import Newcomer
from inzage.access.people.tests.conftest import newcomer as newcomer
from inzage.clients.notes.actions import write_note
from tests.kit.cluster import PREFIX, owner_connection
from tests.kit.fixtures import Acting, Cast, MakeDossier, Now
from tests.kit.hostile import Attack, World

pytestmark = [pytest.mark.slow, pytest.mark.article("6.need"), pytest.mark.article("11.security")]


@pytest.fixture
def world(database: str, cast: Cast, newcomer: Newcomer, make_dossier: MakeDossier, acting: Acting, now: Now) -> World:
    """Two new coaches, of whom no other test opened anything, and thirty dossiers of one of them with a note each."""
    coach, other = newcomer("coach", cleared=True), newcomer("coach", cleared=True)
    dossiers: list[Dossier] = [make_dossier(coach=coach) for _ in range(30)]
    for dossier in dossiers:
        with acting(coach) as actor:
            write_note(dossier=dossier, text="x", held_on=now().date(), confidential=False, by=actor, at=now())
    people = (coach.person, other.person)
    return World(database, people, cast.back_office.person, tuple(dossier.pk for dossier in dossiers))


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_shows_without_a_committed_trace(world: World, seed: int) -> None:
    tally = Attack(world, seed=seed).run(3_000)
    assert tally.operations >= 3_000
    assert tally.faults == []
    assert tally.rows > 100
    assert min(tally.done.values()) > 0
    assert {"read", "open", "rollback", "savepoint", "other actor", "cancel", "hang up"} <= set(tally.done)


def test_a_planted_leak_is_noticed(world: World) -> None:
    leak = f"create policy leak on clients_sessionnote for select to {PREFIX}_desk using (gate.actor() is not null)"
    with owner_connection(world.database) as owner:
        owner.execute(leak.encode())
        try:
            assert Attack(world, seed=3).run(300).faults
        finally:
            owner.execute(b"drop policy leak on clients_sessionnote")
