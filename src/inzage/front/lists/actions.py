"""The one verb of lists: that names stood on one is itself on the log."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record_shown
from inzage.access.ledger.kinds import Kind


def trace_shown(*, dossiers: Iterable[UUID], by: Actor, at: datetime, hits: int | None = None) -> None:  # noqa: ARG001  the ledger takes its own clock
    """Put on the ledger whose names a list showed (article 6.need); for a search (`hits`) also how many it found."""
    kind = Kind.LIST_SHOWN if hits is None else Kind.SEARCH_MADE
    shown = list(dict.fromkeys(dossiers))
    record_shown(kind, dossiers=shown, by=by, articles=["6.need"], detail={} if hits is None else {"hits": hits})
