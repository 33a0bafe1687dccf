"""The database roles and the two databases, before any table: who exists, who may connect, for how long.

The statements are idempotent (CREATE DATABASE apart) and each stands on one line, because `postgres --single` reads
them that way when the embedded server is made; `inzage bootstrap` runs the same ones on a server, as its administrator.
Tables, policies and grants are not made here: they belong to `inzage migrate`.

With the prefix `inzage` the roles are:
    inzage_owner    owns the tables of both databases; runs migrations; serves no page
    inzage_gate     owns the functions that row security stands on; cannot log in; inzage_owner may become it
    inzage_desk     the pages of staff and portals        inzage_public  the public web sites
    inzage_worker   background jobs                       inzage_login   logins, sessions and second factors only
    inzage_opener   writes openings and refusals only     inzage_keys    the key of each dossier, in its own database
    inzage_backup   reads everything for a backup, and writes nothing
None but inzage_backup passes by row security, none is a superuser, and no role that serves pages is a member of another
one.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import LiteralString

from psycopg import sql

from inzage.front.processes.environment import Role

LOWEST_VERSION = 15
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
SERVING = (Role.DESK, Role.PUBLIC, Role.WORKER, Role.LOGIN, Role.OPENER)

# A page waits seconds, a job minutes; a transaction left open holds up the sealing of the log.
LIMITS: Mapping[Role, Mapping[str, str]] = MappingProxyType(
    {
        Role.DESK: {"statement_timeout": "15s", "idle_in_transaction_session_timeout": "30s"},
        Role.PUBLIC: {"statement_timeout": "10s", "idle_in_transaction_session_timeout": "30s"},
        Role.WORKER: {"statement_timeout": "10min", "idle_in_transaction_session_timeout": "5min"},
        Role.LOGIN: {"statement_timeout": "10s", "idle_in_transaction_session_timeout": "30s"},
        Role.OPENER: {
            "statement_timeout": "5s",
            "idle_in_transaction_session_timeout": "10s",
            "lock_timeout": "2s",
            "synchronous_commit": "on",  # an opening that was read is an opening that survives a crash
        },
        Role.KEYS: {"statement_timeout": "10s", "idle_in_transaction_session_timeout": "30s"},
        Role.BACKUP: {"default_transaction_read_only": "on"},
    },
)


def roles(prefix: str, verifiers: Mapping[Role, str], *, createdb: bool = False) -> Iterator[str]:
    """Statements that make or mend every role of the installation `prefix`.

    `verifiers` holds the SCRAM verifier of each role that logs in; roles that are left out are not touched.
    `createdb` lets the owner make databases, which only tests need.
    """
    yield _role("{role}", prefix, "gate", "NOLOGIN NOINHERIT NOBYPASSRLS")
    for role, verifier in verifiers.items():
        ability = "BYPASSRLS INHERIT" if role is Role.BACKUP else "NOBYPASSRLS NOINHERIT"
        database = "CREATEDB" if role is Role.OWNER and createdb else "NOCREATEDB"
        yield _role("{role}", prefix, role, f"LOGIN {ability} {database}")
        yield _sql("ALTER ROLE {role} PASSWORD {verifier}", role=_name(prefix, role), verifier=sql.Literal(verifier))
        for setting, value in LIMITS.get(role, {}).items():
            yield _sql(
                "ALTER ROLE {role} SET {setting} = {value}",
                role=_name(prefix, role),
                setting=sql.Identifier(setting),
                value=sql.Literal(value),
            )
    yield _sql("GRANT {gate} TO {owner}", gate=_name(prefix, "gate"), owner=_name(prefix, Role.OWNER))
    if Role.BACKUP in verifiers:
        yield _sql("GRANT pg_read_all_data TO {backup}", backup=_name(prefix, Role.BACKUP))


def database(name: str, prefix: str) -> str:
    """The statement that makes the database `name`; it fails when there is one."""
    return _sql(
        "CREATE DATABASE {database} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0",
        database=sql.Identifier(name),
        owner=_name(prefix, Role.OWNER),
    )


def doors(name: str, prefix: str, *, keys: bool) -> Iterator[str]:
    """Statements that say who may connect to the database `name`; nobody may make temporary tables in it.

    A clone of a database does not inherit these, so whoever makes one repeats them (its owner may).
    """
    this = sql.Identifier(name)
    yield _sql("REVOKE ALL ON DATABASE {database} FROM PUBLIC", database=this)
    for role in (Role.KEYS, Role.BACKUP) if keys else (*SERVING, Role.BACKUP):
        yield _sql("GRANT CONNECT ON DATABASE {database} TO {role}", database=this, role=_name(prefix, role))
    yield _sql("ALTER DATABASE {database} SET jit = off", database=this)
    yield _sql("ALTER DATABASE {database} SET timezone = 'UTC'", database=this)


def inside(prefix: str, *, keys: bool) -> Iterator[str]:
    """Statements to run in the database itself, by an administrator or by its owner: schemas and extensions.

    The database of the keys (`keys`) has neither the schema of the gate nor extensions.
    """
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    if keys:
        return
    for extension in EXTENSIONS:
        yield _sql("CREATE EXTENSION IF NOT EXISTS {extension}", extension=sql.Identifier(extension))
    gate, owner = _name(prefix, "gate"), _name(prefix, Role.OWNER)
    yield _sql("CREATE SCHEMA IF NOT EXISTS gate AUTHORIZATION {gate}", gate=gate)
    yield _sql("GRANT USAGE, CREATE ON SCHEMA public TO {owner}", owner=owner)
    yield _sql("SET ROLE {gate}", gate=gate)
    yield _sql("GRANT USAGE, CREATE ON SCHEMA gate TO {owner}", owner=owner)
    for role in SERVING:
        yield _sql("GRANT USAGE ON SCHEMA gate TO {role}", role=_name(prefix, role))
    yield "RESET ROLE"


def _role(template: LiteralString, prefix: str, role: str, abilities: str) -> str:
    """Make the role when it is not there; give it exactly these abilities in either case."""
    name = f"{prefix}_{role}"
    made = sql.SQL(template).format(role=sql.Identifier(name)).as_string(None)
    known = sql.Literal(name).as_string(None)
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {known}) "
        f"THEN CREATE ROLE {made}; END IF; ALTER ROLE {made} {abilities}; END $$"
    )


def _name(prefix: str, role: str) -> sql.Identifier:
    return sql.Identifier(f"{prefix}_{role}")


def _sql(template: LiteralString, **names: sql.Composable) -> str:
    return sql.SQL(template).format(**names).as_string(None)
