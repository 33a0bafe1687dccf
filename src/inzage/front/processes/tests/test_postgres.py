"""The embedded server is closed to all but our roles, and each role to all but what it is for."""

import socket
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from inzage.front.processes.environment import Role
from inzage.front.processes.postgres import EmbeddedPostgres


def who(server: EmbeddedPostgres, role: Role) -> tuple[object, ...] | None:
    with psycopg.connect(server.urls[role]) as connection:
        return connection.execute("SELECT current_user, current_database()").fetchone()


def allowed(server: EmbeddedPostgres, role: Role, statement: LiteralString) -> bool:
    with psycopg.connect(server.urls[role], autocommit=True) as connection:
        try:
            connection.execute(sql.SQL(statement))
        except psycopg.errors.InsufficientPrivilege:
            return False
        return True


def test_each_role_reaches_its_own_database(server: EmbeddedPostgres) -> None:
    for role in Role:
        database = "inzage_keys" if role is Role.KEYS else "inzage"
        assert who(server, role) == (f"inzage_{role}", database)


@pytest.mark.article("11.security")
@pytest.mark.parametrize("role", [Role.DESK, Role.PUBLIC, Role.WORKER, Role.LOGIN, Role.OPENER])
def test_a_role_that_serves_pages_cannot_come_near_the_keys(server: EmbeddedPostgres, role: Role) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(server.urls[role].replace("dbname=inzage ", "dbname=inzage_keys "))


@pytest.mark.article("11.security")
@pytest.mark.parametrize("name", ["postgres", "inzage_gate", "root"])
def test_nobody_else_can_log_in(server: EmbeddedPostgres, name: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        psycopg.connect(f"host={server.socket} dbname=inzage user={name} password=x")


@pytest.mark.article("11.security")
def test_a_wrong_password_is_refused(server: EmbeddedPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(f"{server.urls[Role.DESK]}x")


@pytest.mark.article("11.security")
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMP TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION gate.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET ROLE inzage_owner",
        "SET ROLE inzage_gate",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SELECT pg_read_file('/etc/hostname')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_the_role_of_the_pages_can_make_nothing(server: EmbeddedPostgres, statement: LiteralString) -> None:
    assert not allowed(server, Role.DESK, statement)


def test_the_owner_may_do_what_migrations_need(server: EmbeddedPostgres) -> None:
    assert allowed(server, Role.OWNER, "CREATE TABLE made (id int)")
    assert allowed(server, Role.OWNER, "SET ROLE inzage_gate")
    assert allowed(server, Role.OWNER, "CREATE FUNCTION gate.made() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    assert not allowed(server, Role.OWNER, "CREATE DATABASE mine")  # only the tests' own server lets it


def test_the_backup_reads_past_row_security_and_writes_nothing(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.urls[Role.OWNER]) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 'canary' AS what")
        owner.execute("ALTER TABLE kept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    with psycopg.connect(server.urls[Role.BACKUP]) as backup:
        assert backup.execute("SELECT what FROM kept").fetchall() == [("canary",)]
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            backup.execute("DELETE FROM kept")
        backup.rollback()
        backup.execute("SET default_transaction_read_only = off")
        backup.commit()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            backup.execute("DELETE FROM kept")
    with psycopg.connect(server.urls[Role.OWNER]) as owner:
        assert owner.execute("SELECT what FROM kept").fetchall() == []


def test_dutch_letters_have_a_lower_case_and_the_extensions_are_there(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.urls[Role.OWNER]) as connection:
        assert connection.execute("SELECT lower('ÉÉN'), unaccent('één')").fetchone() == ("één", "een")
        found = connection.execute("SELECT extname FROM pg_extension").fetchall()
    assert {("pg_trgm",), ("unaccent",), ("btree_gin",)} <= set(found)


def test_an_opening_is_written_with_care(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.urls[Role.OPENER]) as connection:
        row = connection.execute("SELECT current_setting('synchronous_commit'), current_setting('lock_timeout')")
        assert row.fetchone() == ("on", "2s")


@pytest.mark.article("11.security")
def test_it_listens_on_no_network_and_its_socket_is_closed_to_others(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.urls[Role.OWNER]) as connection:
        assert connection.execute("SELECT current_setting('listen_addresses')").fetchone() == ("",)
    assert server.socket.stat().st_mode & 0o077 == 0
    with socket.socket() as trial, pytest.raises(ConnectionRefusedError):
        trial.connect(("127.0.0.1", server.pid or 1))


@pytest.mark.article("11.security")
def test_the_log_of_the_server_holds_no_values(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.urls[Role.OWNER]) as connection:
        connection.execute("CREATE TABLE named (name text PRIMARY KEY)")
        connection.execute("INSERT INTO named VALUES ('Vermeulen')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO named VALUES ('Vermeulen')")
    log = (server.data / "postgres.log").read_text(encoding="utf-8")
    assert "duplicate key value" in log
    assert "Vermeulen" not in log
