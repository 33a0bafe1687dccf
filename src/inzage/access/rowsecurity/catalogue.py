"""What the database's own catalogue says is allowed, and what the declarations say should be."""

from typing import Any

import psycopg
from psycopg import sql

from inzage.access.declaration import declarations
from inzage.access.rowsecurity.install import FUNCTIONS
from inzage.access.rowsecurity.policies import Policy, policies
from inzage.access.rowsecurity.thirdparty import TABLES

Connection = psycopg.Connection[Any]
Row = tuple[Any, ...]
SERVING = ("desk", "public", "worker", "login", "opener", "gate")


def declared() -> list[Policy]:
    """Every policy that the declarations ask for."""
    return policies(declarations())


def policies_there(connection: Connection) -> set[Row]:
    """(table, name, role, command, using, check) of every policy; only permissive ones for one role are ours."""
    rows = connection.execute(
        "select tablename, policyname, array_to_string(roles, ','), lower(cmd), qual, with_check, permissive"
        " from pg_policies where schemaname = 'public' and tablename not like 'probe_%'"
    ).fetchall()
    return {row[:6] if row[6] == "PERMISSIVE" else row for row in rows}


def policies_wanted(connection: Connection, prefix: str) -> set[Row]:
    """The same for the declarations, in the database's own spelling: each is made on a bare copy of its table.

    Needs a transaction that is rolled back.
    """
    wanted: set[Row] = set()
    for table in {policy.table for policy in declared()}:
        probe = f"probe_{table}"
        connection.execute(
            sql.SQL("create table {} (like {})").format(sql.Identifier(probe), sql.Identifier("public", table))
        )
    for policy in declared():
        probe = f"probe_{policy.table}"
        _make(connection, policy, probe, f"{prefix}_{policy.rule.role}")
    rows = connection.execute(
        "select tablename, policyname, array_to_string(roles, ','), lower(cmd), qual, with_check"
        " from pg_policies where tablename like 'probe_%'"
    ).fetchall()
    for table, *rest in rows:
        name = table.removeprefix("probe_")
        wanted.add((name, *(said.replace(table, name) if isinstance(said, str) else said for said in rest)))
    return wanted


def _make(connection: Connection, policy: Policy, table: str, role: str) -> None:
    using, check = f"using ({policy.rule.using})", f"with check ({policy.rule.using})"
    clause = {"select": using, "delete": using, "insert": check}.get(policy.rule.command, f"{using} {check}")
    statement = f"create policy {policy.name} on {table} for {policy.rule.command} to {role} {clause}"
    connection.execute(statement.encode())


def unforced(connection: Connection) -> set[str]:
    """Our tables without row security, or without it for their owner."""
    rows = connection.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        " and not (relrowsecurity and relforcerowsecurity)"
    ).fetchall()
    return {row[0] for row in rows} & {declaration.table for declaration in declarations()}


def privileges_there(connection: Connection, prefix: str) -> set[Row]:
    """(table, role, privilege) of everybody but the owner, columns included; "" is everybody."""
    rows = connection.execute(
        "select c.relname, coalesce(r.rolname, ''), lower(a.privilege_type) from pg_class c"
        " cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee"
        " where c.relnamespace = 'public'::regnamespace and c.relkind <> 'S' and a.grantee <> c.relowner"
        " union select c.relname, coalesce(r.rolname, ''), lower(a.privilege_type) || ' of a column' from pg_class c"
        " join pg_attribute t on t.attrelid = c.oid cross join lateral aclexplode(t.attacl) a"
        " left join pg_roles r on r.oid = a.grantee where c.relnamespace = 'public'::regnamespace"
    ).fetchall()
    return {(table, role.removeprefix(f"{prefix}_"), privilege) for table, role, privilege in rows}


def privileges_wanted() -> set[Row]:
    """The same for the declarations and the tables of others."""
    ours = {
        (policy.table, policy.rule.role, f"{policy.rule.command}{' of a column' if policy.columns else ''}")
        for policy in declared()
    }
    return ours | {(table.table, role, right) for table in TABLES for role in table.roles for right in table.privileges}


def gate_functions(connection: Connection, prefix: str) -> set[Row]:
    """(role, function) for everybody but its owner who may run a function of the gate; "" is everybody."""
    rows = connection.execute(
        "select coalesce(r.rolname, ''), p.proname from pg_proc p"
        " cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " left join pg_roles r on r.oid = a.grantee"
        " where p.pronamespace = 'gate'::regnamespace and a.grantee <> p.proowner"
    ).fetchall()
    return {(role.removeprefix(f"{prefix}_"), name) for role, name in rows}


def gate_functions_wanted() -> set[Row]:
    """The same as installed; the owner needs three, to make triggers of what stays or is kept."""
    return {(role, name) for role, names in FUNCTIONS.items() for name in names} | {
        ("owner", "refuse_change"),
        ("owner", "refuse_move"),
        ("owner", "refuse_unkept"),
    }


def loose_functions(connection: Connection, prefix: str) -> set[str]:
    """Functions of the gate that are not its own, or that run with a search path somebody else can change.

    One that lends no rights and that nobody else may run has the path of the function of the gate that calls it.
    """
    rows = connection.execute(
        "select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner"
        " where p.pronamespace = 'gate'::regnamespace and (r.rolname <> %s or ("
        "   not coalesce(p.proconfig && array['search_path=pg_catalog, pg_temp'], false)"
        "   and (p.prosecdef or p.proacl is null"
        "     or exists (select from aclexplode(p.proacl) a where a.grantee <> p.proowner))))",
        [f"{prefix}_gate"],
    ).fetchall()
    return {row[0] for row in rows}


def side_doors(connection: Connection) -> set[str]:
    """What shows rows past row security: views, and functions outside the gate that run with another's rights."""
    views = connection.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')"
    ).fetchall()
    definers = connection.execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
    ).fetchall()
    return {row[0] for row in (*views, *definers)}


def unknown_tables(connection: Connection) -> set[str]:
    """Tables that no model declares and that are not named as somebody else's."""
    rows = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    known = {declaration.table for declaration in declarations()} | {table.table for table in TABLES}
    return {row[0] for row in rows if not row[0].startswith("probe_")} - known


def strong_roles(connection: Connection, prefix: str) -> set[str]:
    """Roles that serve pages and can do more than their grants: superusers, bypassers, members of another role."""
    rows = connection.execute(
        "select r.rolname from pg_roles r where r.rolname = any(%s) and (r.rolsuper or r.rolbypassrls"
        " or r.rolcreaterole or r.rolcreatedb or exists (select from pg_auth_members m where m.member = r.oid)"
        " or has_schema_privilege(r.oid, 'public', 'create')"
        " or has_database_privilege(r.oid, current_database(), 'temp'))",
        [[f"{prefix}_{role}" for role in SERVING]],
    ).fetchall()
    return {row[0].removeprefix(f"{prefix}_") for row in rows}


def differences(connection: Connection, prefix: str) -> list[str]:
    """A word for everything in which the database differs from the declarations; none when it is as installed.

    Needs the owner's connection, in a transaction that is rolled back: it makes tables to compare with.
    """
    compared = {
        "policy": (policies_there(connection), policies_wanted(connection, prefix)),
        "privilege": (privileges_there(connection, prefix), privileges_wanted()),
        "function of the gate": (gate_functions(connection, prefix), gate_functions_wanted()),
    }
    found = [
        f"{what} {' '.join(map(str, row[:3]))} {'is too much' if row in there else 'is missing'}"
        for what, (there, wanted) in compared.items()
        for row in sorted(there ^ wanted, key=str)
    ]
    alone = {
        "without row security": unforced(connection),
        "loose function": loose_functions(connection, prefix),
        "way around row security": side_doors(connection),
        "unknown table": unknown_tables(connection),
        "role that may too much": strong_roles(connection, prefix),
    }
    return found + [f"{what}: {name}" for what, names in alone.items() for name in sorted(names)]
