"""The one verb of the log: to read it, which is itself written on it (NEN 7513: reading of the log)."""

from datetime import datetime
from uuid import UUID

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind


def trace_reading(*, lines: int, dossier: UUID | None, by: Actor, at: datetime) -> None:  # noqa: ARG001 - the gate has its own clock
    """Write that the log was read, how many lines were shown, and of which dossier when it was of one (11.security)."""
    record(Kind.LOG_READ, by=by, dossier=dossier, articles=("11.security",), detail={"lines": lines})
