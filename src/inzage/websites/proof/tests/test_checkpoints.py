"""The checkpoints are there for everybody, at lasting addresses; nothing else of the log is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from inzage.access import identity
from inzage.access.ledger.actions import record
from inzage.access.ledger.checkpoint import Checkpoint, parse, read, read_key
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.proof import check, read_proof
from inzage.access.ledger.sealing import seal
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from tests.kit.fixtures import Cast, process
from tests.kit.horizon import wait_until_decided

pytestmark = pytest.mark.article("11.security")


def grow(cast: Cast, lines: int = 1) -> Checkpoint:
    """The checkpoint after some more lines."""
    with identity.acting(cast.coach.person) as actor:
        for _ in range(lines):
            record(Kind.LOG_READ, by=actor)
    wait_until_decided()
    with process(Role.WORKER), identity.acting(SEALER.person) as sealer:
        made = seal(by=sealer, at=timezone.now())
    assert made is not None
    return parse(made.checkpoint)


@pytest.fixture
def site(cast: Cast, as_process: Callable[[Role], AbstractContextManager[None]]) -> Iterator[Client]:
    """A program that asks the public process."""
    with (
        override_settings(ROOT_URLCONF="inzage.front.public_urls", MIDDLEWARE=settings.PUBLIC_MIDDLEWARE),
        as_process(Role.PUBLIC),
    ):
        yield Client()


def test_each_checkpoint_has_a_lasting_address(cast: Cast, request: pytest.FixtureRequest) -> None:
    older, newer = grow(cast), grow(cast, 3)
    site = request.getfixturevalue("site")
    answer = site.get("/checkpoint")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == newer.text
    assert site.get(f"/checkpoint/{older.size}").content.decode() == older.text
    key = read_key(site.get("/checkpoint/key").content.decode())
    assert read(answer.content.decode(), key) == newer


def test_a_witness_fetches_the_way_from_an_older_to_a_newer_one(cast: Cast, request: pytest.FixtureRequest) -> None:
    older, newer = grow(cast), grow(cast, 300)
    site = request.getfixturevalue("site")
    key = read_key(site.get("/checkpoint/key").content.decode())
    way = read_proof(site.get(f"/checkpoint/{newer.size}/since/{older.size}").content.decode())
    assert check(way, key, older) == newer
    assert site.get(f"/checkpoint/{older.size}/since/{older.size}").status_code == 200


def test_only_what_was_sealed_is_there(cast: Cast, request: pytest.FixtureRequest) -> None:
    older, newer = grow(cast), grow(cast, 3)
    site = request.getfixturevalue("site")
    for address in (
        f"/checkpoint/{newer.size - 1}",
        f"/checkpoint/{newer.size + 1}",
        "/checkpoint/0",
        f"/checkpoint/{2**63}",
        f"/checkpoint/{'9' * 400}",
        f"/checkpoint/{older.size}/since/{newer.size}",
        f"/checkpoint/{newer.size}/since/{newer.size - 1}",
        f"/checkpoint/{newer.size}/since/0",
        "/checkpoint/x",
    ):
        assert site.get(address).status_code == 404, address


def test_they_hold_nothing_of_anybody(cast: Cast, request: pytest.FixtureRequest) -> None:
    newer = grow(cast)
    site = request.getfixturevalue("site")
    for address in ("/checkpoint", "/checkpoint/key", f"/checkpoint/{newer.size}/since/{newer.size}"):
        content = site.get(address).content.decode()
        assert str(cast.coach.person) not in content
        assert "log.read" not in content
