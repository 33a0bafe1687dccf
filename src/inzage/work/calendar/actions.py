"""The one verb of the pages of the calendar: that names stood on them is itself on the log."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record_shown
from inzage.access.ledger.kinds import Kind


def trace_shown(*, dossiers: Iterable[UUID], by: Actor, at: datetime) -> None:  # noqa: ARG001  the ledger takes its own clock
    """Put on the ledger whose names a calendar showed (article 6.need)."""
    record_shown(Kind.LIST_SHOWN, dossiers=list(dossiers), by=by, articles=["6.need"])
