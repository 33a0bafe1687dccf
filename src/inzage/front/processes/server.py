"""The bootstrap on a server of its own (DATABASE_URL, KEYS_URL): the same statements that the embedded one gets.

The passwords come from the data folder or from INZAGE_PASSWORD_<ROLE>; the server is given SCRAM verifiers only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql

from inzage.front.processes import bootstrap, scram
from inzage.front.processes.environment import Environment, Place, Role
from inzage.front.processes.unusable import Unusable


@dataclass(frozen=True, slots=True)
class Part:
    """What one database needs: the roles of its cluster, itself, who may connect, what is inside."""

    place: Place
    roles: Sequence[str]
    create: str
    doors: Sequence[str]
    inside: Sequence[str]


def plan(outside: Environment) -> tuple[Part, Part]:
    """The parts for the main database and for that of the keys, in this order. Raises Unusable without DATABASE_URL."""
    if outside.embedded:
        raise Unusable("there is no server to bootstrap: set DATABASE_URL; the embedded PostgreSQL does it by itself")
    verifiers = {role: scram.verifier(outside.passwords[role]) for role in Role}
    keys_only = {role: verifiers[role] for role in (Role.OWNER, Role.KEYS, Role.BACKUP)}
    same_cluster = (outside.keys.host, outside.keys.port) == (outside.database.host, outside.database.port)
    return (
        _part(outside.database, outside.prefix, verifiers, keys=False),
        _part(outside.keys, outside.prefix, {} if same_cluster else keys_only, keys=True),
    )


def script(parts: Sequence[Part]) -> str:
    """The plan as a script for psql, for an administrator who wants to read before running."""
    lines = []
    for part in parts:
        lines += [f"-- on {part.place.host}:{part.place.port}", *(f"{one};" for one in (*part.roles, part.create))]
        lines += [f"{one};" for one in part.doors]
        lines += [f'\\connect "{part.place.name}"', *(f"{one};" for one in part.inside), ""]
    return "\n".join(lines)


def execute(parts: Sequence[Part], *administrators: str) -> Iterator[str]:
    """Carry the plan out, part by part, each with its administrator's URL; yields a line for each part that is done.

    Raises Unusable with the server's own first line: not reachable, too old, not allowed.
    """
    for part, administrator in zip(parts, administrators, strict=True):
        try:
            _carry_out(part, administrator)
        except psycopg.Error as error:
            said = str(error).strip().splitlines() or [type(error).__name__]
            raise Unusable(f"the bootstrap of {part.place.name} on {part.place.host} failed: {said[0]}") from error
        yield f"{part.place.name} on {part.place.host}:{part.place.port} is ready for inzage migrate"


def _part(place: Place, prefix: str, verifiers: dict[Role, str], *, keys: bool) -> Part:
    return Part(
        place=place,
        roles=list(bootstrap.roles(prefix, verifiers)) if verifiers else [],
        create=bootstrap.database(place.name, prefix),
        doors=list(bootstrap.doors(place.name, prefix, keys=keys)),
        inside=list(bootstrap.inside(prefix, keys=keys)),
    )


def _carry_out(part: Part, administrator: str) -> None:
    with psycopg.connect(administrator, autocommit=True, connect_timeout=10) as connection:
        version = connection.info.server_version // 10_000
        if version < bootstrap.LOWEST_VERSION:
            raise Unusable(
                f"wrong PostgreSQL version: {part.place.host} is {version}; "
                f"Inzage needs {bootstrap.LOWEST_VERSION} or newer",
            )
        _all(connection, part.roles)
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [part.place.name]).fetchone()
        _all(connection, [*([] if known else [part.create]), *part.doors])
    with psycopg.connect(administrator, dbname=part.place.name, autocommit=True, connect_timeout=10) as connection:
        _all(connection, part.inside)
        lower = connection.execute("SELECT lower('ÉÉN')").fetchone()
        if lower != ("één",):
            raise Unusable(
                f"{part.place.name} does not know that é is the lower case of É; make the database with "
                "LOCALE 'C.UTF-8' (or nl_NL.UTF-8) and encoding UTF8, then run this again",
            )


def _all(connection: psycopg.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(sql.SQL(statement))
