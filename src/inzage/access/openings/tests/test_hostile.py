"""What somebody who can run any SQL in the web process sees of a dossier without a committed opening: nothing.

Each test uses the database role of the web process (`desk`) on a connection of its own, as an injection in a page
would.
The canary is first proved to be readable the lawful way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from psycopg import errors

from inzage.access.grants.actions import end
from inzage.access.identity import KEY_NUMBER
from inzage.access.models import Dossier, LedgerEvent
from inzage.access.openings.actions import open_dossier
from inzage.clients.notes.actions import write_note
from inzage.front.processes.environment import Role
from tests.kit.attack import Attacker, forged_token, token_for
from tests.kit.fixtures import Acting, Cast, MakeDossier, Member, Now, Opened

pytestmark = [pytest.mark.article("6.need"), pytest.mark.article("11.security")]
CANARY = "kanarie-3f9b"


@pytest.fixture
def noted(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now) -> Dossier:
    """A dossier of the coach, with one note that holds the canary."""
    dossier = make_dossier(coach=cast.coach)
    with acting(cast.coach) as actor:
        write_note(dossier=dossier, text=CANARY, held_on=now().date(), confidential=False, by=actor, at=now())
    return dossier


@pytest.fixture
def attacker(database: str) -> Iterator[Attacker]:
    """A connection of the desk's role."""
    with Attacker.connect(Role.DESK, database) as one:
        yield one


@contextmanager
def transaction(attacker: Attacker, member: Member) -> Iterator[None]:
    """A transaction in which `member` is proven, as a page has it."""
    with attacker.connection.transaction():
        attacker.run("select person from gate.begin(%s)", token_for(member.person, attacker.connection))
        yield


def notes(attacker: Attacker, dossier: Dossier) -> list[tuple[object, ...]]:
    """The texts of the dossier's notes that the connection sees."""
    return attacker.run("select text from clients_sessionnote where dossier_id = %s", dossier.pk)


def test_the_lawful_way_shows_the_note(attacker: Attacker, cast: Cast, noted: Dossier, opened: Opened) -> None:
    opened(cast.coach, noted.pk)
    with transaction(attacker, cast.coach):
        assert notes(attacker, noted) == [(CANARY,)]


def test_no_opening_shows_nothing(attacker: Attacker, cast: Cast, noted: Dossier) -> None:
    with transaction(attacker, cast.coach):
        assert notes(attacker, noted) == []


def test_no_actor_raises(attacker: Attacker, noted: Dossier, cast: Cast, opened: Opened) -> None:
    opened(cast.coach, noted.pk)
    with pytest.raises(errors.InsufficientPrivilege, match="no proven actor"):
        notes(attacker, noted)


@pytest.mark.parametrize("savepoint", [False, True])
def test_opening_of_the_same_transaction_shows_nothing(
    database: str, cast: Cast, noted: Dossier, savepoint: bool
) -> None:
    """Even somebody who could write openings would see nothing in the transaction that writes one.

    The gate's own role stands in for that somebody: the desk's may not write openings at all.
    """
    with Attacker.as_gate(database) as gate, gate.connection.transaction():
        gate.run("select person from gate.begin(%s)", token_for(cast.coach.person, gate.connection))
        if savepoint:
            gate.run("savepoint s")
        gate.write_opening(cast.coach.person, noted.pk)
        if savepoint:
            gate.run("release savepoint s")
        assert gate.run("select %s = any(gate.opened('notes'))", noted.pk) == [(False,)]


def test_rolled_back_opening_shows_nothing(database: str, cast: Cast, noted: Dossier, attacker: Attacker) -> None:
    with Attacker.as_gate(database) as gate, gate.connection.transaction(force_rollback=True):
        gate.write_opening(cast.coach.person, noted.pk)
    with transaction(attacker, cast.coach):
        assert notes(attacker, noted) == []


def test_uncommitted_opening_elsewhere_shows_nothing(
    database: str, cast: Cast, noted: Dossier, attacker: Attacker
) -> None:
    with Attacker.as_gate(database) as gate, gate.connection.transaction():
        gate.write_opening(cast.coach.person, noted.pk)
        with transaction(attacker, cast.coach):
            assert notes(attacker, noted) == []


def test_opening_of_a_colleague_shows_nothing(attacker: Attacker, cast: Cast, noted: Dossier, opened: Opened) -> None:
    opened(cast.coach, noted.pk)
    with transaction(attacker, cast.other_coach):
        assert notes(attacker, noted) == []


def test_ended_grant_shows_nothing(
    attacker: Attacker, cast: Cast, noted: Dossier, opened: Opened, acting: Acting, now: Now
) -> None:
    opened(cast.coach, noted.pk)
    with transaction(attacker, cast.coach):
        assert notes(attacker, noted) == [(CANARY,)]
        grant = attacker.run("select id from access_grant where dossier_id = %s", noted.pk)[0][0]
    with acting(cast.back_office) as actor:
        end(grant=grant, by=actor, at=now())
    with transaction(attacker, cast.coach):
        assert notes(attacker, noted) == []


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ("", "no proven actor"),
        ("a.b", "malformed"),
        ("....", "malformed|forged"),
        ("no-mac", "forged"),
        ("other-key", "forged"),
        ("other-person", "forged"),
        ("other-backend", "another connection"),
        ("expired", "expired"),
    ],
)
def test_token_that_is_no_proof_raises(
    attacker: Attacker, cast: Cast, noted: Dossier, opened: Opened, token: str, message: str
) -> None:
    opened(cast.coach, noted.pk)
    made = forged_token(token, cast.coach.person, cast.other_coach.person, attacker.connection)
    with pytest.raises(errors.InsufficientPrivilege, match=message), attacker.connection.transaction():
        attacker.run("select set_config('app.token', %s, true)", made)
        notes(attacker, noted)


FORBIDDEN = {
    "insert into access_opening (id, person, dossier, purpose, reason, at, until, xid) values "
    "(gen_random_uuid(), %(coach)s, %(dossier)s, '3.c', '', now(), now() + interval '1 day', '1')": "permission denied",
    "insert into access_grant (id, person_id, dossier_id, office_id, role, relation, parts, reason, valid_from) select "
    "gen_random_uuid(), %(coach)s, id, office_id, 'coach', 'x', array['notes'], '', now()"
    " from access_dossier": "permission denied",
    "insert into access_ledgerevent (epoch, xid, at, kind, actor, articles, outcome, detail) values "
    "(1, '1', now(), 'dossier.opened', %(coach)s, '{}', 'allowed', '{}')": "permission denied",
    "update access_ledgerevent set kind = 'x'": "permission denied",
    "delete from access_ledgerevent": "permission denied",
    "truncate access_ledgerevent": "permission denied",
    "update access_opening set until = now() + interval '9 years'": "permission denied",
    "delete from access_opening": "permission denied",
    "update access_person set left_at = null": "permission denied",
    "update access_personrole set role = 'manager'": "permission denied",
    "delete from clients_sessionnote": "permission denied",
    "select * from access_login": "permission denied",
    "select * from access_session": "permission denied",
    "select * from mfa_authenticator": "permission denied",
    "select * from gate.hmac_key": "permission denied",
    "update gate.role_right set part = 'notes'": "permission denied",
    "select gate.write_event(%(coach)s, 'x', null, null, '', '{}', 'allowed', '{}')": "permission denied",
    "select * from gate.open('', array[%(dossier)s]::uuid[], 'client', '{card}', '3.c', '', 900)": "permission denied",
    "select gate.has_part(%(coach)s, %(dossier)s, 'notes')": "permission denied",
    "alter table clients_sessionnote disable row level security": "must be owner",
    "drop policy desk_select on clients_sessionnote": "must be owner",
    "create policy mine on clients_sessionnote using (true)": "must be owner",
    "set role inzage_owner": "permission denied",
    "set role inzage_gate": "permission denied",
    "set session authorization inzage_owner": "permission denied",
    "create temp table t (x int)": "permission denied",
    "create table public.t (x int)": "permission denied",
    "create function public.f() returns int language sql as 'select 1'": "permission denied",
    "copy clients_sessionnote to program 'cat'": "must be superuser|permission denied",
    "select pg_read_file('/etc/passwd')": "permission denied",
    "lock table access_ledgerevent in access exclusive mode": "permission denied",
}


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_forbidden_statement_is_refused(
    attacker: Attacker, cast: Cast, noted: Dossier, opened: Opened, statement: str
) -> None:
    opened(cast.coach, noted.pk)
    values = {"coach": str(cast.coach.person), "dossier": str(noted.pk)}
    with pytest.raises(psycopg.Error, match=FORBIDDEN[statement]), transaction(attacker, cast.coach):
        attacker.connection.execute(statement.replace("%'", "%%'"), values)


def test_row_security_cannot_be_switched_off(attacker: Attacker, cast: Cast, noted: Dossier, opened: Opened) -> None:
    opened(cast.coach, noted.pk)
    with (
        pytest.raises(errors.InsufficientPrivilege, match="row-level security"),
        transaction(attacker, cast.other_coach),
    ):
        attacker.run("set local row_security = off")
        notes(attacker, noted)


def test_cheap_leaking_function_sees_nothing(attacker: Attacker, cast: Cast, noted: Dossier) -> None:
    """A cast error in the WHERE would show a value in its message if the row were looked at first."""
    with transaction(attacker, cast.other_coach):
        assert attacker.run("select 1 from clients_sessionnote where text::int = 1") == []


def test_note_cannot_be_added_to_a_dossier_of_another(attacker: Attacker, cast: Cast, noted: Dossier) -> None:
    with (
        pytest.raises(errors.InsufficientPrivilege, match="row-level security"),
        transaction(attacker, cast.other_coach),
    ):
        attacker.run(
            "insert into access_entry (id, dossier_id, office_id, part, kind, at, author_id, subject, visibility,"
            " confidential) values (gen_random_uuid(), %s, %s, 'notes', 'note', now(), %s, %s, 'bureau', false)",
            noted.pk,
            noted.office_id,
            cast.other_coach.person,
            uuid4(),
        )


@pytest.mark.article("6.confidential")
def test_who_sees_only_that_a_line_is_there_does_not_say_for_whom_it_is(
    attacker: Attacker, cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now
) -> None:
    dossier = make_dossier(coach=cast.coach)
    with acting(cast.coach) as actor:
        write_note(dossier=dossier, text=CANARY, held_on=now().date(), confidential=True, by=actor, at=now())
    lift = "update access_entry set confidential = false where dossier_id = %s and part = 'notes' returning 1"
    with transaction(attacker, cast.back_office):
        assert attacker.run("select confidential from access_entry where dossier_id = %s", dossier.pk) == [(True,)]
        assert attacker.run(lift, dossier.pk) == []
    with transaction(attacker, cast.coach):
        assert attacker.run(lift, dossier.pk) == [(1,)]


def test_owner_sees_no_rows_either(database: str, cast: Cast, noted: Dossier) -> None:
    with Attacker.connect(Role.OWNER, database) as owner:
        assert notes(owner, noted) == []


@pytest.mark.parametrize("table", ["access_ledgerevent", "access_ledgerseal", "access_opening"])
def test_owner_cannot_change_what_is_append_only(database: str, cast: Cast, noted: Dossier, table: str) -> None:
    with (
        Attacker.connect(Role.OWNER, database) as owner,
        pytest.raises(errors.InsufficientPrivilege, match="append-only"),
    ):
        owner.run(f"truncate {table}")  # names of this test


def test_opener_can_do_nothing_but_open(database: str, cast: Cast, noted: Dossier) -> None:
    with Attacker.connect(Role.OPENER, database) as opener:
        for table in ("access_opening", "clients_sessionnote", "access_dossier", "access_ledgerevent"):
            with pytest.raises(errors.InsufficientPrivilege):
                opener.run(f"select * from {table}")  # names of this test


def test_public_role_sees_the_regulation_only(database: str, cast: Cast, noted: Dossier) -> None:
    with Attacker.connect(Role.PUBLIC, database) as public:
        assert public.run("select count(*) from access_regulationversion")[0][0] >= 1
        for table in ("access_dossier", "access_person", "clients_client", "clients_sessionnote", "access_document"):
            with pytest.raises(errors.InsufficientPrivilege):
                public.run(f"select * from {table}")  # names of this test


def test_each_opening_is_on_the_ledger_before_the_content_shows(
    cast: Cast, noted: Dossier, opened: Opened, acting: Acting
) -> None:

    opened(cast.coach, noted.pk)
    with acting(cast.privacy_officer):
        events = LedgerEvent.objects.filter(dossier=noted.pk, kind="dossier.opened", actor=cast.coach.person)
        assert events.count() == 1
    opened(cast.coach, noted.pk)
    with acting(cast.privacy_officer):
        assert events.all().count() == 1, "an opening that still runs is not written again"


def test_denied_opening_is_on_the_ledger(cast: Cast, noted: Dossier, acting: Acting) -> None:
    for dossier in (noted.pk, uuid4()):
        answer = open_dossier(person=cast.other_coach.person, dossier=dossier, parts=("card",), purpose="3.c")
        assert (answer.status, answer.until) == ("no_need", None)
        with acting(cast.privacy_officer):
            denied = LedgerEvent.objects.get(dossier=dossier, kind="dossier.denied", actor=cast.other_coach.person)
            assert (denied.outcome, denied.articles) == ("refused", ["6.need"])


def test_pool_gives_back_no_actor(cast: Cast, acting: Acting) -> None:
    """The proof is local to its transaction: the next one on the same connection has none."""
    with acting(cast.coach):
        pass
    with connections["default"].cursor() as cursor:
        cursor.execute("select current_setting('app.token', true)")
        assert not cursor.fetchone()[0]


def test_the_gate_keeps_one_key(database: str) -> None:
    with Attacker.as_gate(database) as gate:
        assert gate.run("select kid from gate.hmac_key") == [(KEY_NUMBER,)]
