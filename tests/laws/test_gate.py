"""What somebody who can run any SQL in the web process cannot do with rows that they may see, nor with the gate.

Each test uses the database role of the web process (`desk`) on a connection of its own, as somebody who has the right
to much: what they try goes beyond it.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from inzage.access.openings.actions import open_dossier
from inzage.access.rowsecurity.install import install
from inzage.access.services import MAILER
from inzage.front.processes.environment import Role
from tests.kit.attack import Attacker, token_for
from tests.kit.cases import Case
from tests.kit.fixtures import AsProcess, Cast, MakeDossier, Member

pytestmark = [pytest.mark.article("6.need"), pytest.mark.article("11.security")]
MakeCase = Callable[..., Case]
As = Callable[[Member], AbstractContextManager[Callable[..., list[tuple[Any, ...]]]]]


@pytest.fixture
def as_(database: str) -> As:
    """Run any SQL in a transaction in which a member is proven, and of which nothing stays."""

    @contextmanager
    def begin(member: Member) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
        with Attacker.connect(Role.DESK, database) as one, one.connection.transaction(force_rollback=True):
            one.run("select person from gate.begin(%s)", token_for(member.person, one.connection))
            yield one.run

    return begin


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A case of the coach, opened for the coach and the back office."""
    made = make_case()
    for member in (made.cast.coach, made.cast.back_office):
        open_dossier(person=member.person, dossier=made.dossier.pk, parts=("card",), purpose="3.c")
    return made


# -- rows stay where they belong ----------------------------------------------------------------------------------


def test_a_row_of_ones_own_does_not_move_to_another_dossier(
    as_: As, case: Case, cast: Cast, make_dossier: MakeDossier
) -> None:
    """Not even to one that the same person may see: it would put one client's words under another's name."""
    other = make_dossier(coach=cast.coach)
    passage = case.passage()
    report = case.report()
    open_dossier(person=cast.coach.person, dossier=other.pk, parts=("card",), purpose="3.c")
    moves = {
        "clients_passage": passage.pk, "work_report": report.pk, "clients_client": case.client.pk,
    }  # fmt: skip
    for table, row in moves.items():
        with as_(cast.coach) as run, pytest.raises(errors.InsufficientPrivilege):
            run(f"update {table} set dossier_id = %s where id = %s", other.pk, row)  # names of this test


def test_a_card_does_not_move_to_another_office(as_: As, case: Case, cast: Cast) -> None:
    with as_(cast.coach) as run, pytest.raises(errors.InsufficientPrivilege, match="stays where it belongs"):
        run("update work_engagement set office_id = %s where id = %s", uuid4(), case.engagement.pk)


def test_a_card_says_the_office_of_its_own_dossier(as_: As, case: Case, cast: Cast) -> None:
    with as_(cast.coach) as run, pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        run(
            "insert into access_entry (id, dossier_id, office_id, part, kind, at, author_id, subject, visibility,"
            " confidential) values (gen_random_uuid(), %s, %s, 'notes', 'note', now(), %s, %s, 'bureau', false)",
            case.dossier.pk,
            uuid4(),
            cast.coach.person,
            uuid4(),
        )


def test_nobody_enters_a_line_in_the_name_of_another(as_: As, case: Case, cast: Cast) -> None:
    with as_(cast.coach) as run, pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        run(
            "insert into access_entry (id, dossier_id, office_id, part, kind, at, author_id, subject, visibility,"
            " confidential) values (gen_random_uuid(), %s, %s, 'notes', 'note', now(), %s, %s, 'bureau', false)",
            case.dossier.pk,
            case.dossier.office_id,
            cast.other_coach.person,
            uuid4(),
        )


def test_nobody_opens_a_task_on_a_dossier_of_another(as_: As, case: Case, cast: Cast) -> None:
    with as_(cast.other_coach) as run, pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        run(
            "insert into access_task (id, kind, article, dossier_id, office_id, due, role, queue, person, opened_at,"
            " opened_by) values (gen_random_uuid(), 'report_due', '4', %s, %s, now(), '', '', %s, now(), %s)",
            case.dossier.pk,
            case.dossier.office_id,
            cast.coach.person,
            cast.other_coach.person,
        )


WRITTEN_ONCE = {
    "update clients_sessionnote set text = 'x'": "with the old one kept",
    "update clients_sessionnote set text = 'x', revision = revision + 1": "with the old one kept",
    "update clients_noteversion set text = 'x'": "permission denied",
    "update clients_correspondence set text = 'x'": "permission denied",
    "update access_visibilitychange set reason = 'x'": "permission denied",
    "update clients_passage set text = 'x', withdrawn_at = null": "permission denied",
    "update clients_passage set health = false": "permission denied",
    "update work_reportversion set sections = '[]'": "permission denied",
    "update work_clientreview set presented_at = now()": "permission denied",
    "update work_reportingrecipient set contact_id = contact_id": "permission denied",
    "update work_reportingagreement set categories = '{}'": "permission denied",
    "update sharing_consent set expires_on = '2999-01-01'": "permission denied",
    "update sharing_disclosure set recipient_label = 'x'": "permission denied",
    "update sharing_message set document_id = null": "permission denied",
    "update sponsors_agreement set signed_on = '2020-01-01'": "permission denied",
    "update access_document set sealed = ''": "permission denied",
    "update access_task set person = null, queue = 'x'": "permission denied",
    "delete from procrastinate_jobs": "permission denied",
    "update procrastinate_jobs set status = 'succeeded'": "permission denied",
}


@pytest.mark.parametrize("statement", WRITTEN_ONCE)
def test_what_was_written_once_is_not_written_anew(as_: As, case: Case, cast: Cast, statement: str) -> None:
    with as_(cast.coach) as run, pytest.raises(psycopg.Error, match=WRITTEN_ONCE[statement]):
        run(statement)


# -- what the worker may send -------------------------------------------------------------------------------------


@pytest.mark.article("6.sending")
def test_a_document_of_another_is_not_handed_over_under_ones_own_dossier(
    database: str, case: Case, cast: Cast, make_dossier: MakeDossier
) -> None:
    """The worker sends what was handed over; a hand-over under another dossier than the document's opens nothing."""
    stolen = case.consent().document_id
    own = make_dossier(coach=cast.other_coach)
    with Attacker.connect(Role.DESK, database) as desk, desk.connection.transaction():
        desk.run("select person from gate.begin(%s)", token_for(cast.other_coach.person, desk.connection))
        desk.run(
            "insert into access_handover (document, dossier, at, until)"
            " values (%s, %s, now(), now() + interval '1 day')",
            stolen,
            own.pk,
        )
    with Attacker.connect(Role.WORKER, database) as worker:
        assert f"{stolen}:{own.pk}" in worker.run("select gate.handed_over()")[0][0]
        assert worker.run("select 1 from access_document where id = %s", stolen) == []


@pytest.mark.article("6.sending")
def test_a_message_of_no_dossier_carries_no_document(as_: As, case: Case, cast: Cast) -> None:
    sent = case.send(case.lock(case.report()))
    with as_(cast.coach) as run, pytest.raises(errors.CheckViolation, match="message_with_a_document"):
        run(
            "insert into sharing_message (id, dossier, office, document_id, file_name, sha256, message_id, state,"
            " queued_at, attempts, fault, addressed_to) values (gen_random_uuid(), null, null, %s, 'x.pdf', %s, %s,"
            " 'queued', now(), 0, '', '')",
            sent.document_id,
            sent.sha256,
            f"<{uuid4()}@x>",
        )


# -- the functions of the gate, with hostile arguments ------------------------------------------------------------


@pytest.mark.parametrize("parts", [[], None, [None]])
def test_no_parts_open_nothing(database: str, case: Case, cast: Cast, parts: list[str | None] | None) -> None:
    """An opening without a part would put a dossier of another on the log as opened by who has no right on it."""
    with Attacker.connect(Role.OPENER, database) as opener:
        try:
            answer = opener.run(
                "select status from gate.open(%s, %s, 'client', %s, '3.c', '', 900)",
                token_for(cast.other_coach.person, opener.connection), [case.dossier.pk], parts,
            )  # fmt: skip
        except errors.InvalidParameterValue:
            return
    assert answer == [("no_need",)]


@pytest.mark.parametrize("seconds", [None, 0, -5, 90_000])
def test_an_opening_has_a_window(database: str, case: Case, cast: Cast, seconds: int | None) -> None:
    with Attacker.connect(Role.OPENER, database) as opener, pytest.raises(errors.InvalidParameterValue):
        opener.run(
            "select status from gate.open(%s, %s, 'client', '{card}', '3.c', '', %s)",
            token_for(cast.coach.person, opener.connection), [case.dossier.pk], seconds,
        )  # fmt: skip


def test_numbers_run_upwards_and_at_ones_own_office(as_: As, cast: Cast) -> None:
    for office, many in ((cast.office, -1), (cast.office, 0), (cast.office, None), (cast.office, 100_000)):
        with as_(cast.back_office) as run, pytest.raises(errors.InvalidParameterValue):
            run("select gate.next_numbers('client', %s, 2026, %s)", office, many)
    for member, where in ((cast.back_office, uuid4()), (cast.back_office, None), (cast.coach, cast.office)):
        with as_(member) as run, pytest.raises(errors.InsufficientPrivilege):
            run("select gate.next_numbers('client', %s, 2026, 1)", where)
    with as_(cast.back_office) as run:
        assert run("select gate.next_numbers('client', %s, 2026, 1)", cast.office)[0][0] > 0


RESERVED = ("dossier.opened", "dossier.denied", "dossier.created", "grant.given", "grant.ended", "role.given",
            "role.ended", "person.added", "person.left")  # fmt: skip


@pytest.mark.parametrize("kind", RESERVED)
def test_what_only_the_gate_writes_is_not_told_to_it(as_: As, case: Case, cast: Cast, kind: str) -> None:
    with as_(cast.coach) as run, pytest.raises(errors.InsufficientPrivilege, match="the gate itself"):
        run("select gate.log(%s, %s, null, '3.c', '{}', 'allowed', '{}', null)", kind, case.dossier.pk)


def test_nobody_writes_on_the_log_of_a_dossier_that_is_not_theirs(as_: As, case: Case, cast: Cast) -> None:
    with as_(cast.other_coach) as run, pytest.raises(errors.InsufficientPrivilege, match="no right on this dossier"):
        run("select gate.log('note.written', %s, null, '3.c', '{}', 'allowed', '{}', null)", case.dossier.pk)


def test_only_people_who_work_here_leave_or_hold_roles(as_: As, case: Case, cast: Cast) -> None:
    """A service that left would be a mailer that sends nothing; a client with a role would be staff."""
    for person in (MAILER.person, case.client.person_id):
        with as_(cast.manager) as run, pytest.raises(errors.InvalidParameterValue):
            run("select gate.leave(%s)", person)
        with as_(cast.manager) as run, pytest.raises(errors.InvalidParameterValue):
            run("select gate.give_role(%s, %s, 'coach')", person, cast.office)


HOSTILE = (
    "select gate.create_dossiers(array[null]::uuid[], 'client', array['C-1'], %(office)s)",
    "select gate.create_dossiers(array[gen_random_uuid()], 'client', array[]::text[], %(office)s)",
    "select gate.create_dossiers(array[gen_random_uuid()], 'staff', array['C-1'], %(office)s)",
    "select gate.create_dossiers(array[gen_random_uuid()], 'client', array['C-x'], null)",
    "select gate.grant(gen_random_uuid(), %(coach)s, %(dossier)s, 'coach', 'x', array['notes', null], '', null)",
    "select gate.grant(gen_random_uuid(), %(coach)s, %(dossier)s, 'coach', 'x', null, '', null)",
    "select gate.grant(gen_random_uuid(), %(coach)s, %(dossier)s, 'coach', 'x', array['health'], '', null)",
    "select gate.grant(gen_random_uuid(), %(coach)s, %(dossier)s, 'psychologist', 'x', array['health'], '', null)",
    "select gate.grant(gen_random_uuid(), null, %(dossier)s, null, 'x', array['notes'], '', null)",
    "select gate.grant(gen_random_uuid(), %(coach)s, null, 'coach', 'x', array['notes'], '', null)",
    "select gate.found_bureau(gen_random_uuid(), 'x', gen_random_uuid(), 'x')",
    "select gate.add_staff(gen_random_uuid(), 'service', 'x', %(office)s)",
    "select gate.give_role(%(coach)s, %(office)s, 'manager')",
)


@pytest.mark.parametrize("statement", HOSTILE)
def test_the_gate_does_nothing_with_nonsense(as_: As, case: Case, cast: Cast, statement: str) -> None:
    said = {"office": cast.office, "coach": cast.coach.person, "dossier": case.dossier.pk}
    for name, value in said.items():
        statement = statement.replace(f"%({name})s", f"'{value}'::uuid")
    with as_(cast.back_office) as run, pytest.raises(psycopg.Error):
        run(statement)


def test_a_look_alike_schema_changes_nothing(as_: As, case: Case, cast: Cast) -> None:
    """Whatever path the caller sets, the functions look where they always do."""
    with as_(cast.other_coach) as run:
        run("set local search_path = pg_temp, public, gate")
        assert run("select count(*) from public.clients_sessionnote")[0][0] == 0
        assert run("select gate.opened('notes')") == [([],)]


def test_unknown_ids_and_ids_of_others_look_the_same(as_: As, case: Case, cast: Cast) -> None:
    """A foreign key or a unique constraint would tell whether a dossier is there: the right is asked first."""

    def told(dossier: UUID) -> str:
        with as_(cast.other_coach) as run, pytest.raises(psycopg.Error) as caught:
            run(
                "insert into clients_client (id, dossier_id, office_id, person_id, initials, first_name, infix,"
                " last_name, sort_key, search_key, source, services, birth_fingerprint, email_fingerprint) values"
                " (gen_random_uuid(), %s, %s, gen_random_uuid(), '', '', '', 'x', 'x', 'x', 'self', '{}', '', '')",
                dossier,
                cast.office,
            )
        return f"{type(caught.value).__name__}: {caught.value.diag.message_primary}"

    assert told(case.dossier.pk) == told(uuid4())


def test_a_function_of_an_earlier_version_does_not_stay(database: str, as_process: AsProcess) -> None:
    """Beside the new one, with other arguments, it would still be run and know nothing of what the new one asks."""
    with Attacker.as_gate(database) as gate:
        gate.run("create function gate.log(what text) returns void language sql as 'select null::void'")
    with as_process(Role.OWNER):
        install()
    with Attacker.as_gate(database) as gate:
        assert gate.run("select count(*) from pg_proc where oid::regprocedure::text = 'gate.log(text)'") == [(0,)]
