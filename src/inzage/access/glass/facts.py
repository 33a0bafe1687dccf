"""Questions about emergencies: those of a dossier, and the tasks to look at them."""

from uuid import UUID

from django.db.models import F, QuerySet

from inzage.access.grants.models import Grant
from inzage.access.tasks.models import Task

KIND = "glass_broken"


def emergencies_of(dossier: UUID) -> QuerySet[Grant]:
    """The times that somebody broke the glass of a dossier, the latest first."""
    found = Grant.objects.filter(dossier=dossier, relation="exception", given_by=F("person_id"))
    return found.select_related("person").order_by("-valid_from")


def emergency_tasks(dossier: UUID) -> QuerySet[Task]:
    """The open tasks to look at emergencies of a dossier that the actor can see."""
    return Task.objects.filter(dossier=dossier, kind=KIND, done_at=None)
