"""Questions about standing in: which run, come or were, and who could."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from inzage.access.grants.models import Grant
from inzage.access.identity.models import Person, PersonRole
from inzage.access.standins.models import StandIn

SHOWN_AFTER = timedelta(days=90)


def standins(at: datetime) -> QuerySet[StandIn]:
    """Those that run or come at a moment, and the past three months, the latest end first."""
    found = StandIn.objects.filter(until__gt=at - SHOWN_AFTER)
    return found.select_related("absent", "substitute").order_by("-until", "id")


def standin(standin_id: UUID, at: datetime) -> StandIn | None:
    """One that has not ended at a moment, or None."""
    return StandIn.objects.filter(pk=standin_id, until__gt=at).first()


def absentees(office: UUID, at: datetime) -> QuerySet[Person]:
    """The colleagues of an office who are assigned to a dossier at a moment, by name."""
    running = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at), relation="assigned")
    return _staff(office).filter(Exists(running.filter(person=OuterRef("pk"))))


def substitutes(office: UUID) -> QuerySet[Person]:
    """The colleagues of an office who hold a role, by name."""
    held = PersonRole.objects.filter(person=OuterRef("pk"), ended_at=None)
    return _staff(office).filter(Exists(held))


def _staff(office: UUID) -> QuerySet[Person]:
    return Person.objects.filter(kind=Person.Kind.STAFF, office=office, left_at=None).order_by("name")
