"""Checks of the databases: server, keys apart, clock, tables, row security, logins of the demo."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from inzage.access.identity import acting
from inzage.access.ledger.models import LedgerEvent
from inzage.access.people.facts import with_password
from inzage.access.rowsecurity import catalogue
from inzage.access.services import SEALER
from inzage.front.demo.cast import LOGINS
from inzage.front.processes import releases
from inzage.front.processes.doctor.finding import Finding, ok, warn, wrong
from inzage.front.processes.environment import Environment, Role

CLOCKS_APART = timedelta(seconds=2)


@contextmanager
def owner(outside: Environment, *, keys: bool = False) -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection to the main database or that of the keys, in a transaction that is rolled back."""
    place = outside.keys if keys else outside.database
    with psycopg.connect(
        host=place.host,
        port=place.port,
        dbname=place.name,
        user=outside.role(Role.OWNER),
        password=outside.passwords[Role.OWNER],
        connect_timeout=10,
    ) as found:
        yield found
        found.rollback()


def server(outside: Environment) -> Finding:
    """A server of one's own, patched."""
    if outside.embedded:
        return wrong("the embedded PostgreSQL, which nobody patches", "set DATABASE_URL to a server")
    versions = set()
    for keys in (False, True):
        with owner(outside, keys=keys) as found:
            versions.add(found.info.server_version)
    said = "PostgreSQL " + " and ".join(".".join(map(str, releases.parts(each))) for each in sorted(versions))
    if any(releases.behind(each, releases.LEAST) for each in versions):
        return wrong(f"{said}: row security can be passed by", f"install the release of {releases.LEAST_FROM} or newer")
    if any(releases.behind(each, releases.NEWEST) for each in versions):
        return warn(said, f"install the release of {releases.NEWEST_FROM} or newer")
    return ok(said)


def keys_apart(outside: Environment) -> Finding:
    """The keys of the dossiers are in another cluster than what they open."""
    found = []
    for keys in (False, True):
        with owner(outside, keys=keys) as connected:
            found.append(connected.execute("select system_identifier from pg_control_system()").fetchone())
    if found[0] == found[1]:
        return wrong(
            "they are in the cluster of the main database: one base backup holds both",
            "set KEYS_URL to another server",
        )
    return ok("they are in another cluster than the main database")


def clock(outside: Environment) -> Finding:
    """Our clock is that of the database, and neither stands before the newest line of the log."""
    with owner(outside) as found:
        before = datetime.now(UTC)
        [theirs] = found.execute("select clock_timestamp()").fetchone() or [before]
        ours = before + (datetime.now(UTC) - before) / 2
    apart = abs(theirs - ours)
    if apart > CLOCKS_APART:
        return wrong(f"{apart.total_seconds():.0f} s off from the database's", "let chrony keep both")
    with acting(SEALER.person):
        newest = LedgerEvent.objects.order_by("-at").values_list("at", flat=True).first()
    if newest and newest > theirs + CLOCKS_APART:
        return wrong("it stands before the newest line of the log: it was set back", "set it right; let chrony keep it")
    return ok(f"as the database's to {apart.total_seconds() * 1000:.0f} ms")


def migrations(outside: Environment) -> Finding:  # noqa: ARG001  the form of every check
    """The tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return wrong(f"{len(waiting)} wait, the first is {waiting[0][0]}", "run `inzage migrate`")
    return ok("none wait")


def row_security(outside: Environment) -> Finding:
    """What the database allows is what the declarations say, no more and no less."""
    with owner(outside) as found:
        differences = catalogue.differences(found, outside.prefix)
    if differences:
        return wrong(f"{len(differences)} differences from the declarations: {differences[0]}", "run `inzage migrate`")
    return ok("what the database allows is what the declarations say")


def demo_logins(outside: Environment) -> Finding:
    """Nobody signs in with a password that everybody knows."""
    known = with_password({login.email: login.password for login in LOGINS})
    if known and not outside.demo:
        return wrong(f"{known} logins of the demo work", "this was a demo; begin anew for real people")
    return ok("none of the demo's outside a demo")
