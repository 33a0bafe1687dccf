"""A database that answers, for as long as a command needs it: the server of DATABASE_URL or the embedded one."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from inzage.front.processes import bootstrap, datafolder
from inzage.front.processes.environment import Environment, Role
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
    """Raises Unusable when the owner role cannot connect, or the server is older than we support."""
    for place in {outside.database, outside.keys}:
        where = f"{place.host}:{place.port}/{place.name}"
        try:
            with psycopg.connect(
                host=place.host,
                port=place.port,
                dbname=place.name,
                user=outside.role(Role.OWNER),
                password=outside.passwords.get(Role.OWNER, ""),
                connect_timeout=10,
            ) as connection:
                version = connection.info.server_version // 10_000
        except psycopg.OperationalError as error:
            raise Unusable(
                f"{where} does not let {outside.role(Role.OWNER)} in ({str(error).strip().splitlines()[-1].strip()}); "
                "is the server running, and was `inzage bootstrap` done?",
            ) from error
        if version < bootstrap.LOWEST_VERSION:
            raise Unusable(
                f"wrong PostgreSQL version: {where} is {version}; Inzage needs {bootstrap.LOWEST_VERSION} or newer",
            )
