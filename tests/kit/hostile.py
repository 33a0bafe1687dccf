"""Randomised hostile work on the gate, and the judge of what showed; `bench.hostile` runs a million of it.

Opens, reads, rollbacks, savepoints, other actors on one connection, cancelled statements, dropped connections, ended
grants, what is forbidden, PostgreSQL killed. Each read says itself who was proven at that moment, and of which dossiers
it saw rows. The judge is another connection, in the role of the backup, which passes by row security and sees what is
committed and nothing else: for each row there must be an opening by that person of that dossier that had not ended when
the read began. After each kill every trace that was relied on must still be there.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from inzage.front.processes.environment import Role
from tests.kit.attack import token_for
from tests.kit.cluster import connection_of

Connection = psycopg.Connection[Any]
Seen = list[tuple[UUID, UUID]]
DESKS = 6
OPENERS = 2
KILL_EACH = 100_000
NOTES = "select gate.actor(), dossier_id from clients_sessionnote"
OPEN = "select status from gate.open(%s, %s, 'client', '{notes}', '3.c', '', %s)"
GIVE = "select gate.grant(gen_random_uuid(), %s, %s, 'coach', 'assigned', array['card', 'notes'], 'work', null)"
BEGIN = "select person from gate.begin(%s)"
WINDOWS = (1, 1, 2)  # so short that at each moment much of what was open is not any more
HALF, SELDOM = 0.5, 0.3
CLOCKS = timedelta(milliseconds=50)


@dataclass(frozen=True, slots=True)
class World:
    """Who tries what: people (one of them may end and give grants), dossiers with a note each."""

    database: str
    people: tuple[UUID, ...]
    granter: UUID
    dossiers: tuple[UUID, ...]


@dataclass(slots=True)
class Tally:
    """What was done one by one, what was seen, and what should not have been."""

    done: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    rows: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def operations(self) -> int:
        """How much was done."""
        return sum(self.done.values())


class Attack:
    """One run over one world; the same seed does the same."""

    def __init__(self, world: World, *, seed: int, kill: Callable[[], None] | None = None) -> None:
        self.world = world
        self.chance = random.Random(seed)  # noqa: S311  a run must be repeatable
        self.kill = kill
        self.tally = Tally()
        self.known: dict[tuple[UUID, UUID], datetime] = {}
        self._connect()

    def run(self, operations: int) -> Tally:
        """Do so many operations. With `kill`, PostgreSQL is killed halfway and after each hundred thousand."""
        works, weights = list(WORKS), list(WORKS.values())
        kills = sorted({operations // 2, *range(KILL_EACH, operations, KILL_EACH)}) if self.kill else []
        while self.tally.operations < operations:
            [work] = self.chance.choices(works, weights=weights)
            try:
                work(self)
            except psycopg.Error:  # a refusal, a cancelled statement, a connection that is gone: all of them in order
                self.tally.refused += 1
            self._mend()
            if self.kill and kills and self.tally.operations >= kills[0]:
                kills.pop(0)
                self._killed(self.kill)
        self._close()
        return self.tally

    def read(self) -> None:
        """Read as somebody, in a transaction of its own."""
        desk = self._desk()
        with self._within(desk, back=HALF):
            self._become(desk)
            self._look(desk)

    def read_as_many(self) -> None:
        """One transaction, several actors after each other, savepoints that take the last one back."""
        desk = self._desk()
        with self._within(desk):
            self._become(desk)
            for _ in range(self.chance.randint(1, 3)):
                with self._within(desk, back=HALF):
                    self._become(desk)
                    self._look(desk)
                self._look(desk)

    def read_as_nobody(self) -> None:
        """After somebody else's transaction on the same connection, or with a token of another connection."""
        desk, other = self._desk(), self._desk()
        stale = token_for(self._person(), other)
        with self._within(desk):
            if self.chance.random() < HALF:
                self._count("stale token")
                desk.execute("select set_config('app.token', %s, false)", [stale])
            self._look(desk)

    def open(self) -> None:
        """Open for somebody, for a short or a long window; committed."""
        self._open(self._opener())

    def open_and_take_back(self) -> None:
        """Open in a transaction that is rolled back, with a look from elsewhere while it stands and after."""
        opener, desk = self._opener(), self._desk()
        with self._within(opener, back=1), self._within(opener, back=SELDOM):
            self._open(opener)
            with self._within(desk):
                self._become(desk)
                self._look(desk)
        with self._within(desk):
            self._become(desk)
            self._look(desk)

    def do_what_is_forbidden(self) -> None:
        """Try what only the gate may: write an opening, borrow a role, switch row security off; then look."""
        desk = self._desk()
        with self._within(desk):
            self._become(desk)
            self._count("forbidden")
            with suppress(psycopg.Error), self._within(desk):
                desk.execute(self.chance.choice(FORBIDDEN).encode())
            self._look(desk)

    def read_and_cancel(self) -> None:
        """A read that is cancelled while it runs; what came through counts."""
        desk = self._desk()
        cancel = threading.Timer(self.chance.random() * 0.004, desk.cancel)
        with self._within(desk):
            self._become(desk)
            self._count("cancel")
            cancel.start()
            try:
                desk.execute("select pg_sleep(0.002)")
                self._look(desk)
            finally:
                cancel.join()

    def hang_up(self) -> None:
        """Drop the connection in the middle of a transaction, or of an opening."""
        desk, opener = self._desk(), self._opener()
        self._count("hang up")
        desk.execute("begin")
        self._become(desk)
        self._look(desk)
        desk.close()
        if self.chance.random() < SELDOM:
            opener.execute("begin")
            self._open(opener)
            opener.close()

    def end_and_give(self) -> None:
        """End a grant or give one, so that openings lose and gain their ground."""
        desk, person, dossier = self._desk(), self._person(), self.chance.choice(self.world.dossiers)
        with self._within(desk):
            desk.execute(BEGIN, [token_for(self.world.granter, desk)])
            self._count("grant")
            running = desk.execute(
                "select id from access_grant where person_id = %s and dossier_id = %s and valid_until is null",
                [person, dossier],
            ).fetchall()
            for (grant,) in running:
                desk.execute("select gate.end_grant(%s)", [grant])
            if not running:
                desk.execute(GIVE, [person, dossier])

    @contextmanager
    def _within(self, connection: Connection, *, back: float = 0) -> Iterator[None]:
        """A transaction, or a savepoint in one; rolled back with this chance."""
        idle = connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        self._count("transaction" if idle else "savepoint")
        backwards = self.chance.random() < back
        if backwards:
            self._count("rollback")
        with connection.transaction(force_rollback=backwards):
            yield

    def _open(self, opener: Connection) -> None:
        self._count("open")
        opener.execute(OPEN, [token_for(self._person(), opener), self._dossiers(), self.chance.choice(WINDOWS)])

    def _become(self, desk: Connection) -> None:
        self._count("other actor")
        desk.execute(BEGIN, [token_for(self._person(), desk)])

    def _look(self, desk: Connection) -> None:
        """Read every note that shows, and have each row judged."""
        self._count("read")
        before = datetime.now(UTC)
        seen: Seen = desk.execute(NOTES).fetchall()
        self.tally.rows += len(seen)
        for pair in set(seen):
            if self.known.get(pair, before) <= before and not self._traced(pair, before):
                self.tally.faults.append(f"operation {self.tally.operations}: a row of {pair[1]} without a trace")

    def _count(self, what: str) -> None:
        self.tally.done[what] += 1

    def _traced(self, pair: tuple[UUID, UUID], before: datetime) -> bool:
        """Whether a committed opening and its line on the log are there."""
        [until, lines] = self.judge.execute(
            "select max(until), (select count(*) from access_ledgerevent e where e.actor = %(person)s"
            " and e.dossier = %(dossier)s and e.kind = 'dossier.opened')"
            " from access_opening where person = %(person)s and dossier = %(dossier)s",
            {"person": pair[0], "dossier": pair[1]},
        ).fetchone() or (None, 0)
        if until is None or not lines or until <= before - CLOCKS:
            return False
        self.known[pair] = until
        return True

    def _killed(self, kill: Callable[[], None]) -> None:
        """Kill PostgreSQL with an opening just committed, and see that nothing that was relied on is gone."""
        self._count("kill")
        kill()
        self._close()
        self._connect()
        for (person, dossier), until in self.known.items():
            kept = self.judge.execute(
                "select count(*) from access_opening where person = %s and dossier = %s and until = %s",
                [person, dossier, until],
            ).fetchone()
            if kept != (1,):
                self.tally.faults.append(f"the trace of {dossier} did not survive a kill")

    def _person(self) -> UUID:
        return self.chance.choice(self.world.people)

    def _dossiers(self) -> list[UUID]:
        return self.chance.sample(self.world.dossiers, self.chance.randint(1, 3))

    def _desk(self) -> Connection:
        return self.chance.choice(self.desks)

    def _opener(self) -> Connection:
        return self.chance.choice(self.openers)

    def _connect(self) -> None:
        database = self.world.database
        self.desks = [connection_of(Role.DESK, database) for _ in range(DESKS)]
        self.openers = [connection_of(Role.OPENER, database) for _ in range(OPENERS)]
        self.judge: Connection = connection_of(Role.BACKUP, database)

    def _mend(self) -> None:
        """Give back the connections as a pool does: rolled back, and new ones for those that are gone."""
        for role, pool in ((Role.DESK, self.desks), (Role.OPENER, self.openers)):
            for place, one in enumerate(pool):
                if one.closed or one.broken:
                    pool[place] = connection_of(role, self.world.database)
                elif one.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    one.rollback()

    def _close(self) -> None:
        for one in (*self.desks, *self.openers, self.judge):
            one.close()


WORKS: dict[Callable[[Attack], None], int] = {
    Attack.read: 40,
    Attack.open: 6,
    Attack.read_as_many: 12,
    Attack.open_and_take_back: 8,
    Attack.read_as_nobody: 6,
    Attack.do_what_is_forbidden: 6,
    Attack.end_and_give: 6,
    Attack.hang_up: 2,
    Attack.read_and_cancel: 2,
}
FORBIDDEN = (
    "insert into access_opening select gen_random_uuid(), null, id, '3.c', '', now(), now(), '1' from access_dossier",
    "update access_opening set until = now() + interval '1 day'",
    "set local row_security = off",
    "set local role inzage_gate",
    "set local role inzage_backup",
    "alter table clients_sessionnote disable row level security",
    "select gate.write_event(gate.actor(), 'dossier.opened', null, null, '', '{}', 'allowed', '{}')",
    "update access_person set left_at = null",
)
