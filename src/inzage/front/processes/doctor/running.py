"""Checks of what must be at work all the time: the worker, and the sealing of the log."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from inzage.access.identity import acting
from inzage.access.ledger.leaves import between
from inzage.access.ledger.models import LedgerEvent
from inzage.access.ledger.sealing import newest
from inzage.access.services import SEALER
from inzage.front.processes.doctor.finding import Finding, ok, wrong
from inzage.front.processes.environment import Environment

HEARTBEAT = timedelta(minutes=2)
SEALED_WITHIN = timedelta(minutes=15)


def worker(outside: Environment) -> Finding:  # noqa: ARG001  the form of every check
    """A worker gave a sign of life."""
    with connection.cursor() as cursor:
        cursor.execute("select max(last_heartbeat) from procrastinate_workers")
        [beat] = cursor.fetchone()
    if beat is None or datetime.now(UTC) - beat > HEARTBEAT:
        return wrong("none gave a sign of life lately: no mail goes out, the log is not sealed", "start the worker")
    return ok("alive")


def seals(outside: Environment) -> Finding:  # noqa: ARG001  the form of every check
    """What is older than a quarter of an hour is sealed."""
    with acting(SEALER.person):
        last = newest()
        waiting = between(last.epoch, last.to_xid) if last else LedgerEvent.objects.all()
        late = waiting.filter(at__lt=datetime.now(UTC) - SEALED_WITHIN).count()
    if late:
        return wrong(
            f"{late} lines wait for longer than they may", "is the worker running? Or run `inzage ledger seal`"
        )
    return ok(f"the newest is number {last.number}" if last else "nothing to seal yet")
