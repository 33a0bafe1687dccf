"""The database of a test run: one embedded cluster, one template with everything in it, one clone per worker."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

from inzage.front.processes import bootstrap, keyfiles
from inzage.front.processes.environment import Role
from inzage.front.processes.postgres import EmbeddedPostgres

PREFIX = "inzage"
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "inzage.front.settings",
    "INZAGE_PROCESS": "desk",
    "INZAGE_PREFIX": PREFIX,
    "INZAGE_DEMO": "1",
    "INZAGE_HOSTS": "testserver,localhost,127.0.0.1",
}


class Cluster:
    """Started once per run, by the process that starts the workers."""

    def __init__(self, *, durable: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="inzage-tests-"))
        self.server = EmbeddedPostgres(self.folder, prefix=PREFIX, durable=durable, createdb=True)

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables of a desk process on this cluster."""
        return {**ENVIRONMENT, "INZAGE_DATA": str(self.folder)}

    def start(self) -> None:
        """Start it and lay the template database, as the owner does in production."""
        (self.folder / "static").mkdir(exist_ok=True)
        self.server.start()
        self.python(MIGRATE, process="owner")

    def python(self, code: str, *, process: str = "desk") -> str:
        """What a piece of code prints, run with Django in a process of its own on this cluster."""
        return subprocess.run(
            [sys.executable, "-m", "inzage.front.cli", "django", "shell", "--no-imports", "-c", code],
            check=True,
            env={**os.environ, **self.environment, "INZAGE_PROCESS": process},
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def stop(self) -> None:
        """Stop it and throw everything away."""
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


MIGRATE = "from inzage.front.processes.migration import migrate; migrate()"


def owner_connection(name: str) -> psycopg.Connection:
    """A connection of the owner to a database of the running cluster, autocommitting."""
    return connection_of(Role.OWNER, name)


def connection_of(role: Role, name: str, folder: Path | None = None) -> psycopg.Connection:
    """A connection of any database role, as an attacker in that process would have it.

    `folder` is that of another cluster than the one of this run.
    """
    data = folder or Path(os.environ["INZAGE_DATA"])
    return psycopg.connect(
        host=(data / "socket").read_text(encoding="utf-8").strip(),
        dbname=name,
        user=f"{PREFIX}_{role}",
        password=keyfiles.find(data, f"password_{role}"),
        autocommit=True,
    )


def clone(name: str, template: str = PREFIX) -> None:
    """A fresh copy of the template under this name, with its doors closed as bootstrap does."""
    with owner_connection(f"{PREFIX}_keys") as owner:
        target = sql.Identifier(name)
        owner.execute(sql.SQL("drop database if exists {} with (force)").format(target))
        owner.execute(sql.SQL("create database {} template {}").format(target, sql.Identifier(template)))
    with owner_connection(name) as owner:
        for statement in bootstrap.doors(name, PREFIX, keys=False):
            owner.execute(statement)


def drop(name: str) -> None:
    """Throw a clone away, and wait for an autovacuum worker in it: only a superuser may end that one."""
    statement = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    until = time.monotonic() + 10
    with owner_connection(f"{PREFIX}_keys") as owner:
        while True:
            try:
                owner.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return


_counts: dict[str, psycopg.Connection] = {}


def forget_counts(name: str) -> None:
    """Forget the attempts and uses that were counted against limits, in the clone of this name.

    On a plain connection that is kept, because a browser's tests run in a loop in which Django's may not be used.
    """
    if name not in _counts or _counts[name].closed:
        _counts[name] = connection_of(Role.LOGIN, name)
    _counts[name].execute("delete from access_cache")
    _counts[name].execute("delete from access_allowance")


def close_pools() -> None:
    """Give back every connection of this process, so that a database can be copied or dropped."""
    for connection in _counts.values():
        connection.close()
    for django_connection in connections.all():
        django_connection.close()
        if isinstance(django_connection, DatabaseWrapper):
            django_connection.close_pool()
