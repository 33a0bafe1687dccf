"""A database of its own in which small worlds are written and looked at, and in which the gate can be made wrong.

The owner writes past row security by policies that exist only here; whoever looks is the desk's role, with a token.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from inzage.access.rowsecurity.install import GATE
from inzage.front.processes.environment import Role
from tests.kit.attack import token_for
from tests.kit.cluster import PREFIX, Cluster, connection_of
from tests.worlds.evaluator import Question
from tests.worlds.world import Dossier, Opening, Person, Row, World

Values = dict[str, Any]
FILL = {"text": "", "varchar": "", "bool": False, "int4": 0, "int8": 0, "jsonb": "{}", "bytea": b"", "xid8": "3"}
TABLES = (
    "access_office",
    "access_person",
    "access_personrole",
    "access_regulationversion",
    "access_declaration",
    "access_acknowledgement",
    "access_dossier",
    "access_dossierpurpose",
    "access_grant",
    "access_entry",
    "access_document",
    "clients_client",
    "clients_clientidentity",
    "clients_clientcontact",
    "clients_sessionnote",
    "sponsors_sponsor",
)


class Laboratory:
    """Writes worlds and says what the database shows of them."""

    def __init__(self, stack: ExitStack) -> None:
        # a cluster apart: transactions that stay open here would hold up the sealing of logs elsewhere
        cluster = Cluster()
        stack.callback(cluster.stop)
        cluster.start()
        self.folder = cluster.folder
        self.owner, self.pending, self.desk, self.opener = (
            stack.enter_context(connection_of(role, PREFIX, self.folder))
            for role in (Role.OWNER, Role.OWNER, Role.DESK, Role.OPENER)
        )
        for connection in (self.owner, self.pending):
            connection.execute(f"set role {PREFIX}_owner".encode())
        self.columns = {table: self._needed(table) for table in (*TABLES, "access_opening")}
        for table in (*TABLES, "access_opening"):
            self.owner.execute(f"create policy laboratory on {table} to {PREFIX}_owner using (true)".encode())
        self.owner.execute(b"alter table access_opening disable trigger user")
        self.offices = [uuid4(), uuid4()]
        self.version = uuid4()
        self._insert("access_office", [{"id": each, "name": str(each)} for each in self.offices])
        self._insert("access_regulationversion", [self._published()])

    def differences(self, world: World, expected: dict[UUID, set[tuple[str, UUID]]]) -> list[str]:
        """What the database shows of a written world and may not, or hides and may not, person by person."""
        with self._uncommitted(world):
            shown = {person.id: self._shown(world, person) for person in world.people}
        return [
            f"{table} to {person}: {'shown' if (table, row) in seen else 'hidden'}, must be the other"
            for person, seen in shown.items()
            for table, row in sorted(seen ^ expected[person])
        ]

    def ask(self, question: Question) -> str:
        """How an attempt to open ends; it is rolled back, so that it changes nothing."""
        first, *others = question.purposes
        with self.opener.transaction(force_rollback=True):
            row = self.opener.execute(
                "select status from gate.open(%s, %s, %s, %s, %s, '', 900, %s)",
                [
                    token_for(question.person.id, self.opener, folder=self.folder),
                    [question.dossier.id],
                    question.kind,
                    list(question.parts),
                    first,
                    others,
                ],
            ).fetchone()
        assert row is not None
        return "open" if row[0] == "already" else str(row[0])

    @contextmanager
    def wrong(self, function: str, old: str, new: str) -> Iterator[None]:
        """Inside, one function of the gate has a planted fault."""
        text = GATE.read_text(encoding="utf-8")
        right = next(each for each in _functions(text) if f"function gate.{function}(" in each)
        assert old in right, f"gate.{function} has no {old!r} any more: mend the control"
        try:
            self._as_gate(right.replace(old, new))
            yield
        finally:
            self._as_gate(right)

    def _as_gate(self, statement: str) -> None:
        self.owner.execute(f"set role {PREFIX}_gate".encode())
        self.owner.execute(statement.encode())
        self.owner.execute(f"set role {PREFIX}_owner".encode())

    def _shown(self, world: World, person: Person) -> set[tuple[str, UUID]]:
        """What the desk's role sees as this person, in a transaction that has also written openings of its own."""
        rows: dict[str, list[UUID]] = {}
        for dossier in world.dossiers:
            for row in dossier.rows:
                rows.setdefault(row.table, []).append(row.id)
        found: set[tuple[str, UUID]] = set()
        with self.desk.transaction():
            self.desk.execute(
                "select set_config('app.token', %s, true)", [token_for(person.id, self.desk, folder=self.folder)]
            )
            xid = self.desk.execute("select pg_current_xact_id()::text").fetchone()
            assert xid is not None
            own = [each for each in world.openings if each.written == "own" and each.person is person]
            self._insert("access_opening", [_opening(each, xid[0]) for each in own])
            for table, ids in rows.items():
                query = sql.SQL("select id from {} where id = any(%s)").format(sql.Identifier(table))
                found |= {(table, shown[0]) for shown in self.desk.execute(query, [ids]).fetchall()}
        if own:
            self.owner.execute("delete from access_opening where xid = %s::xid8", [xid[0]])
        return found

    def write(self, world: World) -> None:
        """Write a world, once; the moments in it are counted from now."""
        with self.owner.transaction():
            self._people(world)
            self._dossiers(world)
            self._rights(world)
        before = [_opening(each, "3") for each in world.openings if each.written == "before"]
        self._insert("access_opening", before)

    @contextmanager
    def _uncommitted(self, world: World) -> Iterator[None]:
        """Openings of another transaction that has not committed while the people look."""
        pending = [_opening(each, "3") for each in world.openings if each.written == "pending"]
        with self.pending.transaction(force_rollback=True):
            self._insert("access_opening", pending, self.pending)
            yield

    def _people(self, world: World) -> None:
        people = world.people
        ago = _moment(-3000)
        self._insert(
            "access_person",
            [
                {"id": each.id, "kind": "staff", "office_id": self.offices[0], "left_at": ago if each.left else None}
                for each in people
            ],
        )
        self._insert(
            "access_personrole",
            [
                {
                    "person_id": each.id,
                    "office_id": self.offices[held.office],
                    "role": held.role,
                    "ended_at": ago if held.ended else None,
                }
                for each in people
                for held in each.roles
            ],
        )
        self._insert("access_declaration", [{"person_id": each.id} for each in people if each.declared])
        self._insert(
            "access_acknowledgement",
            [{"person_id": each.id, "version_id": self.version} for each in people if each.acknowledged],
        )

    def _dossiers(self, world: World) -> None:
        """Every dossier with a row in each of its tables, table by table."""
        writers = {dossier.id: uuid4() for dossier in world.dossiers}
        self._insert("access_person", [{"id": writer, "kind": "client"} for writer in writers.values()])
        rows: dict[str, list[Values]] = {}
        for dossier in world.dossiers:
            for row in dossier.rows:
                values = self._values(dossier, row, writers[dossier.id])
                rows.setdefault(row.table, []).append(values)
        for table, values_of_all in rows.items():
            self._insert(table, values_of_all)

    def _values(self, dossier: Dossier, row: Row, writer: UUID) -> Values:
        """What a row must say; the rest is filled in."""
        office = {"office_id": self.offices[dossier.office]}
        if row.table == "access_dossier":
            return {"id": dossier.id, "kind": dossier.kind, "number": str(dossier.id)[:20], **office}
        said: dict[str, Values] = {
            "access_entry": {**office, "part": "card", "author_id": writer},
            "access_document": {"part": row.part, "access_key": f"{dossier.id}:{row.part}"},
            "clients_client": {**office, "person_id": writer, "source": "self"},
            "sponsors_sponsor": {**office, "kind": "other"},
            "clients_sessionnote": {"entry_id": dossier.row("access_entry").id, "author_id": writer},
        }
        return {"id": row.id, "dossier_id": dossier.id, **said.get(row.table, {})}

    def _rights(self, world: World) -> None:
        offices = {id(each): self.offices[each.office] for each in world.dossiers}
        self._insert(
            "access_grant",
            [
                {
                    "person_id": each.person.id,
                    "dossier_id": each.dossier.id,
                    "office_id": offices[id(each.dossier)],
                    "role": each.role,
                    "relation": each.relation,
                    "parts": list(each.parts),
                    "reason": "a test",
                    "valid_from": _moment(each.since),
                    "valid_until": None if each.until is None else _moment(each.until),
                }
                for each in world.grants
            ],
        )
        self._insert(
            "access_dossierpurpose",
            [
                {
                    "dossier_id": each.dossier.id,
                    "office_id": offices[id(each.dossier)],
                    "purpose": each.purpose,
                    "effect": each.effect,
                    "since": _moment(each.since),
                    "until": None if each.until is None else _moment(each.until),
                }
                for each in world.purposes
            ],
        )

    def _published(self) -> Values:
        return {
            "id": self.version,
            "label": "1",
            "checked_by": uuid4(),
            "checked_at": _moment(-9000),
            "published_by": uuid4(),
            "published_at": _moment(-9000),
        }

    def _needed(self, table: str) -> dict[str, str]:
        """The columns that must have a value, with their types."""
        rows = self.owner.execute(
            "select column_name, udt_name from information_schema.columns"
            " where table_schema = 'public' and table_name = %s and is_nullable = 'NO' and is_identity = 'NO'",
            [table],
        ).fetchall()
        return dict(rows)

    def _insert(self, table: str, rows: Sequence[Values], connection: psycopg.Connection[Any] | None = None) -> None:
        """Insert rows; what is not said gets something of its type."""
        if not rows:
            return
        filled = [{name: _filler(kind) for name, kind in self.columns[table].items()} | row for row in rows]
        names = list(filled[0])
        statement = sql.SQL("insert into {} ({}) values ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, names)),
            sql.SQL(", ").join(sql.Placeholder(name) for name in names),
        )
        with (connection or self.owner).cursor() as cursor:
            cursor.executemany(statement, filled)


def _filler(kind: str) -> Any:
    if kind == "uuid":
        return uuid4()
    if kind.startswith("_"):
        return []
    if kind in {"timestamptz", "date"}:
        return _moment(-3000)
    return FILL[kind]


def _moment(minutes: int) -> datetime:
    """A moment so many minutes from now."""
    return datetime.now(UTC) + timedelta(minutes=minutes)


def _opening(opening: Opening, xid: str) -> Values:
    return {
        "person": opening.person.id,
        "dossier": opening.dossier.id,
        "purpose": opening.purpose,
        "at": _moment(-4000),
        "until": _moment(opening.until),
        "xid": xid,
    }


def _functions(text: str) -> list[str]:
    """The definitions of the gate's functions, one by one."""
    return re.findall(r"^create or replace function gate\..*?\$\$.*?\$\$;", text, flags=re.MULTILINE | re.DOTALL)
