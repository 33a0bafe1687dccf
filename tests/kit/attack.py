"""Connections and tokens of somebody hostile: any SQL, as the database role of a process."""

import hmac
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import psycopg
from psycopg import sql

from inzage.access.identity import KEY_NUMBER
from inzage.front.processes import keyfiles
from inzage.front.processes.environment import Role
from tests.kit.cluster import PREFIX, connection_of

Connection = psycopg.Connection[Any]


class Attacker:
    """One connection on which anything can be tried."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @classmethod
    @contextmanager
    def connect(cls, role: Role, database: str) -> Iterator[Self]:
        """As a process's database role."""
        with connection_of(role, database) as connection:
            yield cls(connection)

    @classmethod
    @contextmanager
    def as_gate(cls, database: str) -> Iterator[Self]:
        """As the gate itself, which only the owner of the database can become: for what no process role can try."""
        with connection_of(Role.OWNER, database) as connection:
            connection.execute(sql.SQL("set role {}").format(sql.Identifier(f"{PREFIX}_gate")))
            yield cls(connection)

    def run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a statement, or nothing when it gives none."""
        cursor = self.connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []

    def write_opening(self, person: UUID, dossier: UUID) -> None:
        """Write an opening as the gate does."""
        self.run(
            "insert into public.access_opening (id, person, dossier, purpose, reason, at, until, xid) values"
            " (gen_random_uuid(), %s, %s, '3.c', '', now(), now() + interval '15 minutes', pg_current_xact_id())",
            person,
            dossier,
        )


def token_for(
    person: UUID, connection: Connection, *, backend: int | None = None, expires: int = 60, folder: Path | None = None
) -> str:
    """A token as the process makes it, with the key of the data folder (`folder`: that of another cluster)."""
    key = bytes.fromhex(keyfiles.find(folder or Path(os.environ["INZAGE_DATA"]), "token_key") or "")
    return _signed(key, person, backend or connection.info.backend_pid, expires)


def forged_token(how: str, person: UUID, other: UUID, connection: Connection) -> str:
    """A token that proves nothing, made in the way that `how` names; any other text is the token itself."""
    good = token_for(person, connection)
    match how:
        case "no-mac":
            return good.rpartition(".")[0] + "."
        case "other-key":
            return _signed(b"x" * 32, person, connection.info.backend_pid, 60)
        case "other-person":
            return good.replace(str(person), str(other))
        case "other-backend":
            return token_for(person, connection, backend=connection.info.backend_pid + 1)
        case "expired":
            return token_for(person, connection, expires=-1)
    return how


def _signed(key: bytes, person: UUID, backend: int, expires: int) -> str:
    said = f"{KEY_NUMBER}.{person}.{backend}.{int(time.time()) + expires}"
    return f"{said}.{hmac.digest(key, said.encode(), 'sha256').hex()}"
