"""Put row security into the database: gate functions, policies, privileges, append-only triggers.

Run by the owner after Django's migrations, in one transaction, and as often as one likes: it takes away everything that
stood and puts what the declarations say.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from inzage.access.declaration import declarations
from inzage.access.identity import KEY_NUMBER, pads
from inzage.access.rowsecurity.policies import Policy, policies
from inzage.access.rowsecurity.statements import PROCESS_ROLES, role, statement
from inzage.access.rowsecurity.thirdparty import TABLES
from inzage.access.rowsecurity.triggers import lay_triggers
from inzage.access.searching.expressions import as_sql, day_sql
from inzage.access.services import SERVICES
from inzage.law.policy import DUTIES, PURPOSES
from inzage.law.policy import Policy as Regulation
from inzage.law.policy.blocks import DossierKind, Role

Row = tuple[str | bool | list[str], ...]
GATE = Path(__file__).with_name("gate.sql")
KEYS = Path(__file__).with_name("keys.sql")
FUNCTIONS = {
    "desk": (
        "actor",
        "myself",
        "worker",
        "begin",
        "begin_look",
        "end_look",
        "owner_of_feed",
        "has_role",
        "offices",
        "granted",
        "may_add",
        "may_add_card",
        "opened",
        "opened_keys",
        "purposes_of",
        "powers",
        "writes",
        "queues",
        "log",
        "log_shown",
        "perhaps_known",
        "works_on",
        "close_dossier",
        "reopen_dossier",
        "next_numbers",
        "create_dossiers",
        "grant",
        "end_grant",
        "stand_in",
        "end_stand_in",
        "set_purposes",
        "end_purposes",
        "found_bureau",
        "add_staff",
        "give_role",
        "end_role",
        "leave",
    ),
    "worker": ("actor", "begin", "log", "handed_over", "running_epoch", "objected", "open_rights_reviews"),
    "opener": ("open", "note", "note_look", "break_glass", "search"),
}


def install() -> None:
    """Install everything in the main database and the table of keys in the other one. Needs the owner's process."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        _gate(cursor)
        _rights(cursor, settings.POLICY)
        _reset(cursor)
        for policy in policies(declarations()):
            _create(cursor, policy)
        _third_party(cursor)
        _functions(cursor)
        lay_triggers(cursor)
        _services(cursor)


def install_keys(cursor: CursorWrapper) -> None:
    """Make the table of keys, as the owner of that database."""
    cursor.execute(KEYS.read_text(encoding="utf-8"))
    cursor.execute(statement("grant usage on schema public to {keys}"))
    cursor.execute(statement("grant select, insert, delete on dossier_key to {keys}"))


def _gate(cursor: CursorWrapper) -> None:
    cursor.execute(statement("set role {gate}"))
    # a function of an earlier version, with other arguments, would stay beside the new one and know less
    cursor.execute("select oid::regprocedure::text from pg_proc where pronamespace = 'gate'::regnamespace")
    for (signature,) in cursor.fetchall():
        cursor.execute(statement("drop function if exists {f} cascade", f=sql.SQL(signature)))
    cursor.execute(GATE.read_text(encoding="utf-8"))
    padded = pads(settings.TOKEN_KEY)
    cursor.execute(
        "insert into gate.hmac_key values (%s, %s, %s)"
        " on conflict (kid) do update set ipad = excluded.ipad, opad = excluded.opad",
        [KEY_NUMBER, padded.inner, padded.outer],
    )
    cursor.execute("reset role")


def _rights(cursor: CursorWrapper, regulation: Regulation) -> None:
    """What the policy says of who may look, as rows that the gate reads."""
    grants, glass = regulation.grants, regulation.break_glass
    powers = {
        "give": grants.givers,
        "decide": grants.deciders,
        "break": glass.roles,
        "support": regulation.support.roles,
    }
    spans = {
        "exception": grants.longest_exception,
        "stand_in": grants.longest_stand_in,
        "sample": regulation.auditor.longest_visit,
        "break_glass": glass.lasts,
    }
    before = regulation.purposes.before_agreement
    tables: dict[str, list[Row]] = {
        "role_right": list(_role_rights(regulation)),
        "purpose": [(code, code in DUTIES, code in before) for code in (*PURPOSES, *DUTIES)],
        "power": [(power, name) for power, names in powers.items() for name in names],
        "longest": [
            *((relation, f"{span.amount} {span.unit}") for relation, span in spans.items()),
            ("support", f"{regulation.support.longest_minutes} minutes"),
        ],
        "searched": list(_searched()),
    }
    cursor.execute(statement("set role {gate}"))
    for table, rows in tables.items():
        values = sql.SQL(", ").join([sql.Placeholder()] * len(rows[0]))
        insert = statement("insert into {table} values ({values})", table=sql.Identifier("gate", table), values=values)
        cursor.executemany(insert, rows)
    cursor.execute("reset role")


def _searched() -> Iterator[Row]:
    """Each searched table: its kind of dossier and part, its words, and the column with its day."""
    for each in declarations():
        if each.search:
            yield (
                each.table,
                each.kind,
                each.part,
                as_sql(each.model, each.search),
                day_sql(each.model, each.search_date),
            )


def _role_rights(regulation: Regulation) -> Iterator[Row]:
    """Role, relation, kind of dossier, part and purposes; whoever stands in for somebody assigned needs the same."""
    for name in get_args(Role):
        yield name, "known", "", "", []
    for kind in get_args(DossierKind):
        for relation, need in regulation.needs_of(kind).items():
            for name in need.parts:
                for part, purposes in regulation.rights(name, relation, kind).items():
                    yield name, relation, kind, part, sorted(purposes)
                    if relation == "assigned":
                        yield name, "stand_in", kind, part, sorted(purposes)


def _reset(cursor: CursorWrapper) -> None:
    cursor.execute("select tablename, policyname from pg_policies where schemaname = 'public'")
    for table, name in cursor.fetchall():
        cursor.execute(
            statement("drop policy {name} on {table}", name=sql.Identifier(name), table=sql.Identifier(table)),
        )
    for kind in ("tables", "sequences", "functions"):
        for name in ("gate", *PROCESS_ROLES):
            cursor.execute(
                statement(f"revoke all on all {kind} in schema public from {{target}}", target=role(name)),
            )
    cursor.execute("revoke all on all functions in schema public from public")
    for name in ("gate", *PROCESS_ROLES):
        cursor.execute(statement("grant usage on schema public to {target}", target=role(name)))
    for declaration in declarations():
        table = sql.Identifier(declaration.table)
        cursor.execute(statement("alter table {table} enable row level security", table=table))
        cursor.execute(statement("alter table {table} force row level security", table=table))


def _create(cursor: CursorWrapper, policy: Policy) -> None:
    """The policy, and the privilege it is about."""
    checks = {"select": "using ({0})", "insert": "with check ({0})", "delete": "using ({0})"}
    clause = checks.get(policy.rule.command, "using ({0}) with check ({0})").format(policy.rule.using)
    names = {
        "name": sql.Identifier(policy.name),
        "table": sql.Identifier(policy.table),
        "target": role(policy.rule.role),
    }
    command = policy.rule.command
    cursor.execute(statement(f"create policy {{name}} on {{table}} for {command} to {{target}} {clause}", **names))
    columns = sql.SQL(", ").join(map(sql.Identifier, policy.columns))
    written = sql.SQL("{0} ({1})").format(sql.SQL(command), columns) if policy.columns else sql.SQL(command)
    cursor.execute(
        statement(
            "grant {written} on {table} to {target}", written=written, table=names["table"], target=names["target"]
        )
    )


def _third_party(cursor: CursorWrapper) -> None:
    cursor.execute("select tablename from pg_tables where schemaname = 'public'")
    existing = {row[0] for row in cursor.fetchall()}
    for entry in TABLES:
        for name in entry.roles if entry.table in existing else ():
            _privileges(cursor, entry.table, name, entry.privileges)
    jobs = "procrastinate"
    cursor.execute(
        "select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace"
        " and p.proname like %s",
        [f"{jobs}%"],
    )
    signatures = [row[0] for row in cursor.fetchall()]
    for name in ("desk", "worker"):
        for signature in signatures:
            cursor.execute(
                statement("grant execute on function {f} to {target}", f=sql.SQL(signature), target=role(name))
            )
    _sequences(cursor, {"desk": (jobs,), "worker": (jobs,), "gate": ("access_ledgerevent",)})


def _privileges(cursor: CursorWrapper, table: str, name: str, wanted: Sequence[str]) -> None:
    cursor.execute(
        statement(
            f"grant {', '.join(wanted)} on {{table}} to {{target}}", table=sql.Identifier(table), target=role(name)
        )
    )


def _sequences(cursor: CursorWrapper, wanted: dict[str, Iterable[str]]) -> None:
    cursor.execute("select sequencename from pg_sequences where schemaname = 'public'")
    for (sequence,) in cursor.fetchall():
        for name, prefixes in wanted.items():
            if sequence.startswith(tuple(prefixes)):
                cursor.execute(
                    statement("grant usage on sequence {s} to {target}", s=sql.Identifier(sequence), target=role(name))
                )


def _functions(cursor: CursorWrapper) -> None:
    """Nobody may run a gate function but those named for the role."""
    cursor.execute(statement("set role {gate}"))
    cursor.execute("revoke all on all functions in schema gate from public")
    for name in PROCESS_ROLES:
        cursor.execute(statement("revoke all on all functions in schema gate from {target}", target=role(name)))
    for name, functions in FUNCTIONS.items():
        cursor.execute(
            "select oid::regprocedure::text from pg_proc"
            " where pronamespace = 'gate'::regnamespace and proname = any(%s)",
            [list(functions)],
        )
        for (signature,) in cursor.fetchall():
            cursor.execute(
                statement("grant execute on function {f} to {target}", f=sql.SQL(signature), target=role(name))
            )
    cursor.execute("reset role")


def _services(cursor: CursorWrapper) -> None:
    """The service people, with fixed ids: the worker acts as one of them."""
    cursor.execute(statement("set role {gate}"))
    cursor.executemany(
        "insert into public.access_person (id, kind, name) values (%s, 'service', %s) on conflict (id) do nothing",
        [(service.person, service.name) for service in SERVICES],
    )
    cursor.execute("reset role")
