"""The tree over the log: what was sealed cannot be changed, removed, added to, swapped or cut without being found."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connections
from psycopg import sql

from inzage.access.identity import acting
from inzage.access.ledger import sealing
from inzage.access.ledger.actions import record
from inzage.access.ledger.checkpoint import Checkpoint, parse
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.leaves import texts
from inzage.access.ledger.models import LedgerEvent, LedgerSeal, LedgerTile
from inzage.access.ledger.proof import check, read_proof, write
from inzage.access.ledger.proving import NotSealedError, lead_back, prove
from inzage.access.ledger.sealing import code_before, last_code, newest, own_key, rebuild, seal
from inzage.access.ledger.tiles import TreeError
from inzage.access.ledger.verifying import Verification, verify
from inzage.access.models import Dossier
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from tests.kit.attack import Attacker
from tests.kit.cluster import clone, close_pools, connection_of, drop
from tests.kit.fixtures import Cast, MakeDossier, Member, Now, process
from tests.kit.horizon import wait_until_decided

pytestmark = pytest.mark.article("11.security")
WRITE = "select gate.write_event(%s, 'log.read', null, null, '', '{}', 'allowed', '{}')"


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


@contextmanager
def sealer() -> Iterator[None]:
    """The worker's process, as the sealer."""
    with process(Role.WORKER), acting(SEALER.person):
        yield


def _seal(now: Now, *, wait: bool = True) -> LedgerSeal | None:
    if wait:
        wait_until_decided()
    with process(Role.WORKER), acting(SEALER.person) as actor:
        return seal(by=actor, at=now())


def _verify(*kept: Checkpoint) -> Verification:
    with process(Role.WORKER):
        return verify(own_key(), kept)


def _newest() -> Checkpoint:
    with process(Role.WORKER):
        last = newest()
    assert last is not None
    return parse(last.checkpoint)


def _lines(dossier: Dossier, member: Member, how_many: int) -> None:
    with acting(member.person) as actor:
        for _ in range(how_many):
            record(Kind.NOTE_WRITTEN, by=actor, dossier=dossier.pk)


@pytest.fixture
def lines(cast: Cast, make_dossier: MakeDossier, now: Now) -> Dossier:
    """Some events of a fresh dossier."""
    dossier = make_dossier(coach=cast.coach)
    _lines(dossier, cast.coach, 3)
    return dossier


@pytest.fixture
def copy(database: str) -> Iterator[str]:
    """A database that may be tampered with: a copy of this worker's."""
    name = f"{database}_tampered"
    connections.close_all()
    close_pools()
    clone(name, template=database)
    try:
        with elsewhere(name):
            yield name
    finally:
        drop(name)


@contextmanager
def owner_without_rules(name: str) -> Iterator[psycopg.Connection]:
    """Whoever can switch row security and triggers off: the owner of the database."""
    with connection_of(Role.OWNER, name) as owner:
        for model in (LedgerEvent, LedgerSeal, LedgerTile):
            table = sql.Identifier(model._meta.db_table)
            owner.execute(sql.SQL("alter table {} no force row level security").format(table))
            owner.execute(sql.SQL("alter table {} disable trigger user").format(table))
        yield owner


def test_seal_covers_everything_decided(lines: Dossier, now: Now) -> None:
    made = _seal(now)
    found = _verify()
    assert made is not None
    assert found.intact
    assert (found.unsealed, found.events) == (0, made.size)
    assert found.code == parse(made.checkpoint).code
    assert found.code.startswith(f"{made.size}-")


def test_nothing_new_makes_no_seal(lines: Dossier, now: Now) -> None:
    _seal(now)
    assert _seal(now) is None


def test_running_transaction_is_sealed_later(database: str, lines: Dossier, cast: Cast, now: Now) -> None:
    """By id it would be missed: it takes its number first and commits last."""
    with Attacker.as_gate(database) as gate:
        with gate.connection.transaction():
            gate.run(WRITE, cast.coach.person)
            with Attacker.as_gate(database) as other:
                other.run(WRITE, cast.coach.person)
            _seal(now, wait=False)
            assert _verify().unsealed >= 1
        _seal(now)
    found = _verify()
    assert (found.intact, found.unsealed) == (True, 0)


def test_many_seals_grow_one_tree_over_tiles(lines: Dossier, cast: Cast, now: Now) -> None:
    """Sealed bit by bit past the edge of a tile, the tree is the one over all events at once."""
    for how_many in (1, 250, 7, 300, 1):
        _lines(lines, cast.coach, how_many)
        assert _seal(now) is not None
    assert _verify().intact
    with process(Role.WORKER), acting(SEALER.person) as actor:
        assert rebuild(by=actor, at=now()) == _newest().size


def test_only_the_worker_has_the_key(now: Now) -> None:
    assert settings.LEDGER_KEY == b""
    with pytest.raises(RuntimeError, match="only the worker's process"):
        own_key()


def test_the_code_on_paper_stands_still(lines: Dossier, now: Now) -> None:
    made = _seal(now)
    assert made is not None
    with process(Role.WORKER):
        assert code_before(made.at) != last_code()
        assert code_before(made.at + 2 * sealing.LONGEST_SEALING) == last_code() == parse(made.checkpoint).code
        assert code_before(LedgerSeal.objects.earliest("at").at) == ""


CHANGES = {
    "changed": "update access_ledgerevent set kind = 'log.read' where id = (select min(id) from access_ledgerevent)",
    "other role": "update access_ledgerevent set role = 'x' where id = (select min(id) from access_ledgerevent)",
    "removed": "delete from access_ledgerevent where id = (select min(id) from access_ledgerevent)",
    "last removed": "delete from access_ledgerevent where id = (select max(id) from access_ledgerevent)",
    "added": (
        "insert into access_ledgerevent (epoch, xid, at, kind, actor, role, rule, purpose, articles, outcome, detail)"
        " select epoch, xid, at, kind, actor, role, rule, purpose, articles, outcome, detail"
        " from access_ledgerevent limit 1"
    ),
    "added at the end of the last seal": (
        "insert into access_ledgerevent (epoch, xid, at, kind, actor, role, rule, purpose, articles, outcome, detail)"
        " select epoch, xid, at, kind, actor, role, rule, purpose, articles, outcome, detail"
        " from access_ledgerevent order by id desc limit 1"
    ),
    "added to an epoch that never was": (
        "insert into access_ledgerevent (epoch, xid, at, kind, actor, role, rule, purpose, articles, outcome, detail)"
        " select 0, xid, at, kind, actor, role, rule, purpose, articles, outcome, detail"
        " from access_ledgerevent limit 1"
    ),
    "two swapped": (
        "with b as (select min(id) as low, max(id) as high from access_ledgerevent)"
        " update access_ledgerevent e set actor = o.actor, dossier = o.dossier, kind = o.kind, at = o.at,"
        " role = o.role, rule = o.rule, articles = o.articles, purpose = o.purpose, detail = o.detail"
        " from access_ledgerevent o, b where (e.id, o.id) in ((b.low, b.high), (b.high, b.low))"
    ),
    "seal changed": (
        "update access_ledgerseal set checkpoint = replace(checkpoint, split_part(checkpoint, E'\\n', 3),"
        " encode(sha256('other'), 'base64')) where number = 1"
    ),
    "seal's key changed": "update access_ledgerseal set key = 'other' where number = 1",
    "seal's size changed": "update access_ledgerseal set size = size + 1 where number = (select max(number) from access_ledgerseal)",  # noqa: E501
    "seal removed": "delete from access_ledgerseal where number = 1",
    "seal moved": "update access_ledgerseal set to_xid = '99999999' where number = 1",
    "border moved": (
        "with s as (select max(number) as n from access_ledgerseal), m as (update access_ledgerseal set to_xid ="
        " (select to_xid from access_ledgerseal, s where number = n) - 1 from s where number = n - 1)"
        " update access_ledgerseal set from_xid = to_xid - 1 from s where number = n"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", CHANGES)
def test_tampering_is_found(lines: Dossier, now: Now, cast: Cast, how: str, request: pytest.FixtureRequest) -> None:
    _seal(now)
    for how_many in (2, 3):
        _lines(lines, cast.coach, how_many)
        _lines(lines, cast.coach, 1)
        _seal(now)
    name = request.getfixturevalue("copy")
    assert _verify().intact, "the copy must be whole before it is tampered with"
    with owner_without_rules(name) as owner:
        assert owner.execute(CHANGES[how].encode()).rowcount in {1, 2}
    found = _verify()
    assert not found.intact
    assert found.fault is not None
    assert found.fault.what


@pytest.mark.slow
def test_a_tail_that_was_cut_is_found_with_a_checkpoint_kept_outside(
    lines: Dossier, now: Now, cast: Cast, request: pytest.FixtureRequest
) -> None:
    _seal(now)
    before = _newest()
    _lines(lines, cast.coach, 3)
    _seal(now)
    kept = _newest()
    name = request.getfixturevalue("copy")
    assert _verify(before, kept).intact
    with owner_without_rules(name) as owner:
        owner.execute("delete from access_ledgerevent e using access_ledgerseal s where s.size = %s"
                      " and e.xid >= s.from_xid::text::xid8", [kept.size])  # fmt: skip
        owner.execute("delete from access_ledgerseal where size = %s", [kept.size])
    assert _verify(before).intact, "without a witness nobody sees that the tail is gone"
    found = _verify(kept)
    assert found.fault is not None
    assert "the tail is gone" in found.fault.what


@pytest.mark.slow
def test_a_log_rewritten_and_signed_anew_is_found_with_a_checkpoint_kept_outside(
    lines: Dossier, now: Now, cast: Cast, request: pytest.FixtureRequest
) -> None:
    """By somebody who owns the database and has the key of the log as well."""
    _seal(now)
    kept = _newest()
    name = request.getfixturevalue("copy")
    with owner_without_rules(name) as owner:
        owner.execute("update access_ledgerevent set actor = gen_random_uuid()"
                      " where id = (select max(id) from access_ledgerevent)")  # fmt: skip
        owner.execute("delete from access_ledgerseal")
        owner.execute("delete from access_ledgertile")
    assert _seal(now) is not None
    assert _verify().intact, "it was signed with the true key"
    found = _verify(kept)
    assert found.fault is not None
    assert "does not begin with the kept checkpoint" in found.fault.what


@pytest.mark.slow
def test_a_damaged_tree_stops_the_sealing_and_is_laid_anew(
    lines: Dossier, now: Now, cast: Cast, request: pytest.FixtureRequest
) -> None:
    _lines(lines, cast.coach, 300)
    _seal(now)
    _lines(lines, cast.coach, 1)
    name = request.getfixturevalue("copy")
    with owner_without_rules(name) as owner:
        owner.execute("update access_ledgertile set hashes = sha256('x') where level = 0")
    with pytest.raises(TreeError, match="inzage ledger rebuild"):
        _seal(now)
    with process(Role.WORKER), acting(SEALER.person) as actor:
        rebuild(by=actor, at=now())
    assert _seal(now) is not None
    assert _verify().intact
    with owner_without_rules(name) as owner:
        owner.execute("update access_ledgerevent set kind = 'x' where id = (select min(id) from access_ledgerevent)")
    with process(Role.WORKER), acting(SEALER.person) as actor, pytest.raises(TreeError, match="inzage ledger verify"):
        rebuild(by=actor, at=now())


def test_a_line_is_proven_to_whoever_has_the_key(lines: Dossier, now: Now, cast: Cast) -> None:
    _seal(now)
    older = _newest()
    _lines(lines, cast.coach, 260)
    _seal(now)
    with sealer():
        key = own_key()
        event = LedgerEvent.objects.filter(dossier=lines.pk).latest("id")
        proof = read_proof(write(prove(event, older.size)))
        assert proof == prove(event, older.size)
    assert proof.line is not None
    assert str(cast.coach.person) in proof.line.event
    assert check(proof, key).text == proof.checkpoint
    assert check(proof, key, older).size > older.size
    with process(Role.PUBLIC):
        last = newest()
        assert last is not None
        assert check(lead_back(older.size, last), key, older).text == last.checkpoint
        with pytest.raises(LedgerSeal.DoesNotExist):
            lead_back(older.size + 1, last)
        with pytest.raises(ProgrammingError, match="permission denied"):
            LedgerEvent.objects.first()


def test_every_line_stands_where_its_proof_says(lines: Dossier, now: Now, cast: Cast) -> None:
    _lines(lines, cast.coach, 2)
    _seal(now)
    with sealer():
        events = list(LedgerEvent.objects.filter(dossier=lines.pk))
        places = [proof.line.index for event in events if (proof := prove(event)).line]
        order = [text for _, text in texts(LedgerEvent.objects.order_by("epoch", "xid", "id"))]
        said = [proof.line.event for event in events if (proof := prove(event)).line]
    assert [order[place] for place in places] == said


def test_a_line_that_is_not_sealed_yet_has_no_proof(lines: Dossier, now: Now, cast: Cast) -> None:
    _seal(now)
    _lines(lines, cast.coach, 1)
    with sealer(), pytest.raises(NotSealedError, match="try again in a minute"):
        prove(LedgerEvent.objects.filter(dossier=lines.pk).latest("id"))
