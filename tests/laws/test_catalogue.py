"""The catalogue of policies and privileges is exactly what the declarations say, and a stray one is found."""

from collections.abc import Iterator

import pytest

from inzage.access.rowsecurity import catalogue
from inzage.access.rowsecurity.catalogue import Connection
from tests.kit.cluster import PREFIX, owner_connection


@pytest.fixture
def owner(database: str) -> Iterator[Connection]:
    """The owner's connection to this worker's database, in a transaction that is rolled back."""
    with owner_connection(database) as connection:
        connection.autocommit = False
        yield connection
        connection.rollback()


@pytest.mark.article("6.need")
def test_the_policies_are_those_of_the_declarations(owner: Connection) -> None:
    there, wanted = catalogue.policies_there(owner), catalogue.policies_wanted(owner, PREFIX)
    assert len(wanted) == len(catalogue.declared()) > 50
    assert there - wanted == set()
    assert wanted - there == set()


@pytest.mark.article("6.need")
def test_every_table_of_ours_is_under_row_security_also_for_its_owner(owner: Connection) -> None:
    assert catalogue.unforced(owner) == set()


def test_the_privileges_are_those_of_the_declarations(owner: Connection) -> None:
    there, wanted = catalogue.privileges_there(owner, PREFIX), catalogue.privileges_wanted()
    assert there - wanted == set()
    assert wanted - there == set()


def test_the_functions_of_the_gate_are_run_by_whom_they_are_for(owner: Connection) -> None:
    assert catalogue.gate_functions(owner, PREFIX) == catalogue.gate_functions_wanted()
    assert catalogue.loose_functions(owner, PREFIX) == set()


def test_nothing_else_shows_rows(owner: Connection) -> None:
    assert catalogue.side_doors(owner) == set()
    assert catalogue.unknown_tables(owner) == set()
    assert catalogue.strong_roles(owner, PREFIX) == set()


def test_a_planted_policy_is_found(owner: Connection) -> None:
    owner.execute(f"create policy stray on access_person for select to {PREFIX}_desk using (true)".encode())
    stray = catalogue.policies_there(owner) - catalogue.policies_wanted(owner, PREFIX)
    assert {row[:2] for row in stray} == {("access_person", "stray")}


def test_a_widened_policy_is_found(owner: Connection) -> None:
    owner.execute(b"alter policy desk_select on access_dossier using (true)")
    wanted = catalogue.policies_wanted(owner, PREFIX)
    assert {row[:2] for row in wanted - catalogue.policies_there(owner)} == {("access_dossier", "desk_select")}


def test_planted_privileges_are_found(owner: Connection) -> None:
    owner.execute(f"grant delete on access_dossier to {PREFIX}_desk".encode())
    owner.execute(f"grant select (email) on access_login to {PREFIX}_desk".encode())
    owner.execute(b"grant select on access_task to public")
    stray = catalogue.privileges_there(owner, PREFIX) - catalogue.privileges_wanted()
    assert stray == {
        ("access_dossier", "desk", "delete"), ("access_login", "desk", "select of a column"),
        ("access_task", "", "select"),
    }  # fmt: skip


def test_switched_off_row_security_is_found(owner: Connection) -> None:
    owner.execute(b"alter table access_entry no force row level security")
    assert catalogue.unforced(owner) == {"access_entry"}


def test_a_planted_way_around_is_found(owner: Connection) -> None:
    owner.execute(b"create view everything as select * from access_person")
    owner.execute(b"create table leftover (id int)")
    assert catalogue.side_doors(owner) == {"everything"}
    assert catalogue.unknown_tables(owner) == {"leftover"}


def test_a_planted_right_on_the_gate_is_found(owner: Connection) -> None:
    owner.execute(f"set role {PREFIX}_gate".encode())
    owner.execute(b"grant execute on all functions in schema gate to public")
    owner.execute(b"create function gate.loose() returns int language sql as 'select 1'")
    owner.execute(b"reset role")
    assert ("", "write_event") in catalogue.gate_functions(owner, PREFIX)
    assert catalogue.loose_functions(owner, PREFIX) == {"loose", "carries"}
