"""The log of 100,000 lines: sealing a minute of it, verifying all of it, proving one line and checking that proof."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.utils import timezone
from psycopg import sql

from inzage.access.identity import acting
from inzage.access.ledger.checkpoint import parse
from inzage.access.ledger.models import LedgerEvent, LedgerSeal
from inzage.access.ledger.proof import check, read_proof, write
from inzage.access.ledger.proving import lead_back, prove
from inzage.access.ledger.sealing import newest, own_key, seal
from inzage.access.ledger.verifying import verify
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from tests.kit.cluster import PREFIX, connection_of
from tests.kit.fixtures import process

LINES = 100_000
SEALS = 100
ROUNDS = 5
AN_HOUR = 3600
KINDS = ("dossier.opened", "note.written", "search.made", "log.read")
WRITE = sql.SQL(
    "select gate.write_event(gen_random_uuid(), ({kinds}::text[])[1 + n %% 4], gen_random_uuid(), gen_random_uuid(),"
    " '3.c', array['6.need'], 'allowed', jsonb_build_object('sha256', md5(n::text), 'lines', n))"
    " from generate_series(1, %s) n"
)


def run(database: str) -> None:
    """Write the log, seal it a hundred times, and time the rest."""
    for alias in ("default", "opener"):
        connections[alias].settings_dict["NAME"] = database
    began = time.perf_counter()
    for _ in range(SEALS):
        _write(database, LINES // SEALS)
        _seal()
    print(f"\nlog of {LINES} lines under {SEALS} seals: made in {time.perf_counter() - began:.0f} s")
    with connection_of(Role.OWNER, database) as owner:
        owner.execute("analyze")
    _write(database, LINES // SEALS)
    figures = {f"seal {LINES // SEALS} more": _clock(_seal)}
    with process(Role.WORKER), acting(SEALER.person, lifetime=AN_HOUR):
        figures |= _read()
    for name, milliseconds in figures.items():
        print(f"{name:<34}{milliseconds:>11.2f} ms")
    print(f"medians of {ROUNDS} rounds; verifying recomputes every hash and checks every signature")


def _read() -> dict[str, float]:
    key, last = own_key(), newest()
    event = LedgerEvent.objects.order_by("id")[LINES // 2]
    first = LedgerSeal.objects.order_by("number")[SEALS // 2].size
    found = verify(key)
    if last is None or not found.intact or found.events < LINES:
        raise RuntimeError(f"the log is not as it was made: {found}")
    proof = read_proof(write(prove(event, first)))
    older = parse(LedgerSeal.objects.get(size=first).checkpoint)
    return {
        f"verify {found.events} lines": _median(lambda: verify(key)),
        "prove one line, back to an older": _median(lambda: prove(event, first)),
        "lead an older checkpoint back": _median(lambda: lead_back(first, last)),
        "check that proof, without database": _median(lambda: check(proof, key, older)),
    }


def _write(database: str, lines: int) -> None:
    with connection_of(Role.OWNER, database) as owner:
        owner.execute(sql.SQL("set role {}").format(sql.Identifier(f"{PREFIX}_gate")))
        owner.execute(WRITE.format(kinds=sql.Literal(list(KINDS))), [lines])


def _seal() -> None:
    with process(Role.WORKER), acting(SEALER.person, lifetime=AN_HOUR) as actor:
        seal(by=actor, at=timezone.now())


def _median(work: Callable[[], Any]) -> float:
    return statistics.median(_clock(work) for _ in range(ROUNDS))


def _clock(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
