"""The chain: what was sealed cannot be changed, removed, added to or cut without being found."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from psycopg import sql

from inzage.access.identity import acting
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.sealing import Verification, seal, verify
from inzage.access.models import Dossier, LedgerSeal
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from tests.kit.attack import Attacker
from tests.kit.cluster import clone, close_pools, connection_of, drop
from tests.kit.fixtures import Acting, Cast, MakeDossier, Now, process

pytestmark = pytest.mark.article("11.security")


@contextmanager
def elsewhere(name: str) -> Iterator[None]:
    """The aliases on a database of this test's own."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "opener")}
    for alias in before:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        for alias, old in before.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = old


def _seal(now: Now) -> LedgerSeal | None:
    with process(Role.WORKER), acting(SEALER.person) as actor:
        return seal(by=actor, at=now())


def _verify() -> Verification:
    with process(Role.WORKER):
        return verify()


@pytest.fixture
def lines(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now) -> Dossier:
    """Some events of a fresh dossier."""
    dossier = make_dossier(coach=cast.coach)
    for _ in range(3):
        with acting(cast.coach) as actor:
            record(Kind.NOTE_WRITTEN, by=actor, dossier=dossier.pk)
    return dossier


def test_seal_covers_everything_decided(lines: Dossier, now: Now) -> None:
    _seal(now)
    found = _verify()
    assert found.intact
    assert found.unsealed == 0
    assert len(found.code) == len("0000-0000-0000-0000")


def test_nothing_new_makes_no_seal(lines: Dossier, now: Now) -> None:
    _seal(now)
    assert _seal(now) is None


def test_running_transaction_is_sealed_later(database: str, lines: Dossier, cast: Cast, now: Now) -> None:
    """By id it would be missed: it takes its number first and commits last."""
    with Attacker.as_gate(database) as gate:
        with gate.connection.transaction():
            gate.run(
                "select gate.write_event(%s, 'log.read', null, null, '', '{}', 'allowed', '{}')", cast.coach.person
            )
            with Attacker.as_gate(database) as other:
                other.run(
                    "select gate.write_event(%s, 'log.read', null, null, '', '{}', 'allowed', '{}')", cast.coach.person
                )
            _seal(now)
            assert _verify().unsealed >= 1
        _seal(now)
    found = _verify()
    assert (found.intact, found.unsealed) == (True, 0)


CHANGES = {
    "changed": "update access_ledgerevent set kind = 'log.read' where id = (select min(id) from access_ledgerevent)",
    "removed": "delete from access_ledgerevent where id = (select min(id) from access_ledgerevent)",
    "added": (
        "insert into access_ledgerevent (epoch, xid, at, kind, actor, purpose, articles, outcome, detail)"
        " select epoch, xid, at, kind, actor, purpose, articles, outcome, detail from access_ledgerevent limit 1"
    ),
    "swapped": (
        "update access_ledgerevent set actor = gen_random_uuid()"
        " where id = (select max(id) - 1 from access_ledgerevent)"
    ),
    "seal changed": "update access_ledgerseal set hash = sha256('x') where number = 1",
    "seal removed": "delete from access_ledgerseal where number = 1",
    "seal moved": "update access_ledgerseal set to_xid = '99999999' where number = 2",
}


@pytest.mark.parametrize("how", CHANGES)
def test_tampering_is_found(database: str, lines: Dossier, now: Now, acting: Acting, cast: Cast, how: str) -> None:
    """By whoever can switch row security and triggers off: the owner of the database."""
    _seal(now)
    with acting(cast.coach) as actor:
        record(Kind.NOTE_WRITTEN, by=actor, dossier=lines.pk)
    _seal(now)
    name = f"{database}_tampered"
    connections.close_all()
    close_pools()
    clone(name, template=database)
    try:
        with elsewhere(name):
            assert _verify().intact, "the copy must be whole before it is tampered with"
            with connection_of(Role.OWNER, name) as owner:
                for table in ("access_ledgerevent", "access_ledgerseal"):
                    owner.execute(sql.SQL("alter table {} no force row level security").format(sql.Identifier(table)))
                    owner.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table)))
                assert owner.execute(CHANGES[how]).rowcount == 1
            found = _verify()
            assert not found.intact
            assert found.fault is not None
            assert found.fault.what
    finally:
        drop(name)
