"""One client of the benchmark of openings, in a process of its own: it needs the driver and no Django."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from uuid import UUID

import psycopg

from inzage.front.processes.environment import Role
from tests.kit.attack import token_for
from tests.kit.cluster import connection_of

SECONDS = 3.0
PURPOSES = ("3.a", "3.b", "3.d", "3.g", "5", "13")  # what back office may open any dossier for
OPEN = "select status from gate.open(%s, %s, 'client', '{card}', %s, '', 900)"
ONE_ROW = """
insert into bench_opening (id, person, dossier, purpose, reason, at, until, xid) values (gen_random_uuid(), %(person)s,
%(dossier)s, %(purpose)s, '', clock_timestamp(), clock_timestamp() + interval '15 minutes', pg_current_xact_id())
"""
BOTH_ROWS = f"""
with opening as ({ONE_ROW})
insert into bench_event (epoch, xid, at, kind, actor, role, rule, dossier, purpose, articles, outcome, detail) values
(1, pg_current_xact_id(), clock_timestamp(), 'dossier.opened', %(person)s, 'back_office', 'office', %(dossier)s,
%(purpose)s, array['6.need'], 'allowed', '{{}}')
"""  # noqa: S608  both texts are ours


@dataclass(frozen=True, slots=True)
class Share:
    """What one client works on: its dossiers, and whose openings they are."""

    database: str
    person: UUID
    dossiers: tuple[UUID, ...]


def begin(barrier: Barrier) -> None:
    """Keep what all clients wait for before they start."""
    globals()["BARRIER"] = barrier


def work(how: str, turn: int, share: Share) -> int:
    """One client: how many it wrote in its seconds, all clients beginning together; "already open" writes nothing."""
    with connection_of(Role.OPENER, share.database) as connection:
        once = _once(how, share.person, connection)
        once(share.dossiers[-1], PURPOSES[-1])
        globals()["BARRIER"].wait()
        done, written, until = 0, 0, time.monotonic() + SECONDS
        while time.monotonic() < until:
            place = turn * 2 * len(share.dossiers) + done  # a fresh one for each: never "already open"
            purpose = PURPOSES[place // len(share.dossiers) % len(PURPOSES)]
            written += once(share.dossiers[place % len(share.dossiers)], purpose)
            done += 1
        return written


def _once(how: str, person: UUID, connection: psycopg.Connection) -> Callable[[UUID, str], bool]:
    """One opening, or one plain insert; whether it wrote."""
    if how == "gate":
        return lambda dossier, purpose: (
            connection.execute(OPEN, [token_for(person, connection), [dossier], purpose]).fetchone() == ("open",)
        )
    statement = (ONE_ROW if how == "one row" else BOTH_ROWS).encode()
    return lambda dossier, purpose: (
        connection.execute(statement, {"person": person, "dossier": dossier, "purpose": purpose}).rowcount == 1
    )
