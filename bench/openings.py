"""Openings at eight clients beside plain durable inserts in the same run, and what the gate's decisions cost inside.

The clients are processes on connections of their own, in the role of the opener, as the guard's are. The rounds of the
gate and of the plain inserts take turns, so that a busy machine is busy for both. The plain tables have the columns and
indexes of the real ones and nothing else: no function, no policy, no token.

The disk of a build machine often says "written" from its cache, in a tenth of a millisecond; then the processor decides
alone. So each commit is also measured on a disk that takes `FLUSH_MS`, which PostgreSQL itself plays: it waits so long
before each flush (`commit_delay`), and who commits meanwhile goes along, as on a real disk.
"""

import json
import multiprocessing
import os
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg
from django.utils import timezone

from bench.bureau import Bureau
from bench.opener import OPEN, SECONDS, Share, begin, work
from inzage.access.identity import acting
from inzage.access.people import actions as people
from inzage.access.versions import current_version
from inzage.front.processes.environment import Role
from tests.kit.attack import token_for
from tests.kit.cluster import PREFIX, connection_of

CLIENTS = 8
ROUNDS = 3
FLUSH_MS = 3
SETTLES = 0.5
DECISIONS = 1_000
IN_WINDOW = 300
PLAIN = """
create table bench_opening (like access_opening including all);
create table bench_event (like access_ledgerevent including all);
"""
HOW = ("gate", "one row", "both rows")


def run(bureau: Bureau) -> None:
    """Time the openings of eight people of back office, then the decisions of a coach who has many dossiers open."""
    with connection_of(Role.OWNER, bureau.database) as owner:
        owner.execute(PLAIN.encode())
        owner.execute(f"grant insert on bench_opening, bench_event to {PREFIX}_opener".encode())
    colleagues = _colleagues(bureau)
    shares = [
        Share(bureau.database, person, bureau.dossiers[number::CLIENTS]) for number, person in enumerate(colleagues)
    ]
    halves = [[replace(each, dossiers=each.dossiers[half::2]) for each in shares] for half in range(2)]
    _compare("this disk", halves[0])
    with _slow_disk():
        _compare(f"a disk that takes {FLUSH_MS} ms", halves[1])
    _decisions(bureau.database, bureau.cast.coach.person, [dossier.pk for dossier in bureau.own[:IN_WINDOW]])


def _compare(disk: str, shares: list[Share]) -> None:
    """Openings and plain inserts in turns, and the median of their ratios."""
    rates: dict[str, list[float]] = {how: [] for how in HOW}
    for turn in range(ROUNDS):
        for how in HOW:
            rates[how].append(_rate(how, turn, shares))
    print(f"openings at {CLIENTS} clients, {disk}: {statistics.median(rates['gate']):.0f} a second")
    for how in HOW[1:]:
        ratio = statistics.median(one / other for one, other in zip(rates["gate"], rates[how], strict=True))
        print(f"  plain inserts of {how:<10}{statistics.median(rates[how]):>7.0f} a second, ratio {ratio:.2f}")


@contextmanager
def _slow_disk() -> Iterator[None]:
    """Inside, each flush of the server of this run takes `FLUSH_MS` longer."""
    [settings] = Path(os.environ["INZAGE_DATA"]).rglob("postgresql.auto.conf")
    server = int((settings.parent / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    before = settings.read_text(encoding="utf-8")

    def take(text: str) -> None:
        settings.write_text(text, encoding="utf-8")
        os.kill(server, signal.SIGHUP)
        time.sleep(SETTLES)

    take(f"{before}commit_delay = {FLUSH_MS * 1000}\ncommit_siblings = 0\n")
    try:
        yield
    finally:
        take(before)


def _colleagues(bureau: Bureau) -> list[UUID]:
    """As many people of back office as there are clients of the benchmark, each cleared."""
    at, version = timezone.now(), current_version()
    with acting(bureau.cast.manager.person) as actor:
        added = [
            people.add_colleague(
                name=f"Back office {n}", office=bureau.cast.office, roles=["back_office"], by=actor, at=at
            )
            for n in range(CLIENTS)
        ]
    for person in added:
        with acting(person) as actor:
            people.sign_declaration(by=actor, on=at.date(), at=at)
            if version:
                people.acknowledge(version=version, by=actor, at=at)
    return added


def _rate(how: str, turn: int, shares: list[Share]) -> float:
    """How many a second all clients together do."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(shares))
    with context.Pool(len(shares), initializer=begin, initargs=(barrier,)) as pool:
        done = pool.starmap(work, [(how, turn, share) for share in shares], chunksize=1)
    return sum(done) / SECONDS


def _decisions(database: str, person: UUID, dossiers: list[UUID]) -> None:
    """What each decision takes inside the database, with many openings in their window."""
    with connection_of(Role.OPENER, database) as opener, connection_of(Role.DESK, database) as desk:
        opener.execute(OPEN, [token_for(person, opener), dossiers, "3.c"])
        already = [_inside(opener, OPEN, token_for(person, opener), dossiers[:1], "3.c") for _ in range(DECISIONS)]
        begin, opened = [], []
        for _ in range(DECISIONS):
            with desk.transaction():
                begin.append(_inside(desk, "select person from gate.begin(%s)", token_for(person, desk)))
                opened.append(_inside(desk, "select cardinality(gate.opened(%s))", "contact"))
    print(f"\ndecisions inside the database, milliseconds, {len(dossiers)} openings in their window")
    print(f"{'':<34}{'median':>9}{'p95':>9}")
    for name, took in (("who is it (gate.begin)", begin), ("is it open (gate.opened)", opened),
                       ("it is open already (gate.open)", already)):  # fmt: skip
        print(f"{name:<34}{statistics.median(took):>9.3f}{statistics.quantiles(took, n=20)[-1]:>9.3f}")


def _inside(connection: psycopg.Connection, statement: str, *values: object) -> float:
    """How long the database itself was busy with a statement, in milliseconds."""
    found = connection.execute(f"explain (analyze, timing off, format json) {statement}".encode(), values).fetchone()
    said = found[0] if found else []
    [plan] = json.loads(said) if isinstance(said, str) else said
    return float(plan["Execution Time"])
