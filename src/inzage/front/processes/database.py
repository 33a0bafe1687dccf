"""A database that answers, for as long as a command needs it: the server of DATABASE_URL or the embedded one."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from inzage.front.processes import bootstrap, datafolder, releases
from inzage.front.processes.environment import ROLES_OF, Environment, Place, Process, Role
from inzage.front.processes.postgres import EmbeddedPostgres
from inzage.front.processes.unusable import Unusable


@contextmanager
def serving(outside: Environment) -> Iterator[None]:
    """The database of the environment `outside` can be used inside the block.

    The embedded server is started and stopped, unless `inzage run` has it running already: then that one is used.
    Raises Unusable when there is no server that fits.
    """
    if not outside.embedded:
        check_server(outside)
        yield
        return
    with ExitStack() as held:
        try:
            held.enter_context(datafolder.locked(outside.data))
        except datafolder.InUse:
            pass
        else:
            held.enter_context(embedded(outside))
        yield


def embedded(outside: Environment) -> EmbeddedPostgres:
    """The embedded server of this installation, not started yet."""
    own = os.environ.get("INZAGE_POSTGRES_BIN")
    return EmbeddedPostgres(outside.data, prefix=outside.prefix, own=Path(own) if own else None)


def check_server(outside: Environment) -> None:
    """Raises Unusable when a role of this process cannot connect, or a server is older than we support.

    Each process knows the passwords of its own roles only, so each looks with those.
    """
    for role in _looking(outside.process):
        place = outside.keys if role is Role.KEYS else outside.database
        _check_version(outside, place, role)
    if outside.process is Process.OWNER:
        _check_version(outside, outside.keys, Role.OWNER)


def _looking(process: Process) -> tuple[Role, ...]:
    """The role with which a process looks at the main database, and at that of the keys."""
    return ROLES_OF[process][:1] + tuple(role for role in ROLES_OF[process][1:] if role is Role.KEYS)


def _check_version(outside: Environment, place: Place, role: Role) -> None:
    where = f"{place.host}:{place.port}/{place.name}"
    try:
        with psycopg.connect(
            host=place.host,
            port=place.port,
            dbname=place.name,
            user=outside.role(role),
            password=outside.passwords.get(role, ""),
            connect_timeout=10,
        ) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        raise Unusable(
            f"{where} does not let {outside.role(role)} in ({str(error).strip().splitlines()[-1].strip()}); "
            "is the server running, and was `inzage bootstrap` done?",
        ) from error
    major, minor = releases.parts(version)
    if major < bootstrap.LOWEST_VERSION:
        raise Unusable(
            f"wrong PostgreSQL version: {where} is {major}; Inzage needs {bootstrap.LOWEST_VERSION} or newer",
        )
    if not outside.demo and releases.behind(version, releases.LEAST):
        raise Unusable(
            f"unsafe PostgreSQL version: {where} is {major}.{minor}, in which row security can be passed by; "
            f"install {major}.{releases.LEAST[major]} or newer",
        )
