"""Questions about looks: those of somebody, and as whom one may look."""

from uuid import UUID

from django.db.models import Q, QuerySet

from inzage.access.actor import Actor
from inzage.access.identity.looks import Look
from inzage.access.identity.models import Person, PersonRole

TASK = "look_begun"
INDEPENDENT = ("privacy_officer", "complaint_officer")


def looks_of(person: UUID) -> QuerySet[Look]:
    """The looks of somebody, the latest first."""
    return Look.objects.filter(person=person).select_related("colleague").order_by("-begun_at")


def look(look_id: UUID) -> Look | None:
    """One look that the actor may see."""
    return Look.objects.filter(pk=look_id).select_related("person", "colleague").first()


def colleagues_of(actor: Actor) -> QuerySet[Person]:
    """As whom the actor may look: staff of the office, but nobody who watches over the rules, by name."""
    watches = PersonRole.objects.filter(role__in=INDEPENDENT, ended_at=None).values("person")
    staff = Person.objects.filter(kind=Person.Kind.STAFF, office=actor.office, left_at=None)
    return staff.exclude(Q(pk=actor.person) | Q(pk__in=watches)).order_by("name")
