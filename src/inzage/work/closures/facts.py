"""Questions about closing: what stands in the way, and when a dossier was closed before."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.access.models import Task
from inzage.law.decisions.close_dossier import CloseDossier
from inzage.work.closures.models import Closure
from inzage.work.engagements.models import Engagement


def closures_of(dossier: UUID) -> QuerySet[Closure]:
    """The times that a dossier was closed, the last one first."""
    found = Closure.objects.filter(dossier=dossier).select_related("closed_by", "reopened_by")
    return found.order_by("-closed_at")


def running(dossier: UUID) -> QuerySet[Engagement]:
    """The engagements that still run."""
    return Engagement.objects.filter(dossier=dossier, ended_on=None)


def open_duties(dossier: UUID) -> QuerySet[Task]:
    """What is still to be done in the dossier, whoever must do it."""
    return Task.objects.filter(dossier=dossier, done_at=None).order_by("due")


def closing(dossier: UUID, *, reason_given: bool) -> CloseDossier:
    """The facts on which the law decides whether a dossier may be closed."""
    return CloseDossier(
        running=running(dossier).count(), open_duties=open_duties(dossier).count(), reason_given=reason_given
    )
