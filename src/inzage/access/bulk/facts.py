"""Questions about bulk actions: one's own, its rows, and how far it is."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from inzage.access.actor import Actor
from inzage.access.bulk.models import Bulk, BulkRow


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows there are, and how many wait, are done and are refused."""

    total: int
    waiting: int
    done: int
    refused: int


def own(actor: Actor, bulk: UUID) -> Bulk | None:
    """A bulk action of the actor's, or None."""
    return Bulk.objects.filter(person=actor.person, pk=bulk).first()


def rows(bulk: Bulk) -> QuerySet[BulkRow]:
    """Its rows in their order."""
    return BulkRow.objects.filter(bulk=bulk).order_by("place")


def waiting(bulk: Bulk, most: int) -> QuerySet[BulkRow]:
    """The next rows that wait."""
    return rows(bulk).filter(state=BulkRow.State.WAITING)[:most]


def progress(bulk: Bulk) -> Progress:
    """How far it is."""
    counts = {state.value: Count("id", filter=Q(state=state)) for state in BulkRow.State}
    return Progress(**BulkRow.objects.filter(bulk=bulk).aggregate(total=Count("id"), **counts))
