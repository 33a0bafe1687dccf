"""How an engagement was closed, and what is still owed to the client after its end."""

from datetime import date

from django.db.models import QuerySet

from inzage.access.models import Task
from inzage.access.versions import policy
from inzage.work.closing.models import Closing, SurveyInvitation
from inzage.work.engagements.courses import course_of
from inzage.work.engagements.models import Engagement

AFTERCARE, SURVEY = "aftercare_due", "satisfaction_due"


def closing_of(engagement: Engagement) -> Closing | None:
    """How an engagement was closed; None as long as it was not."""
    found = Closing.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    return found.select_related("closed_by").first()


def invitation_of(engagement: Engagement) -> SurveyInvitation | None:
    """That the client was asked how satisfied they are; None when not yet."""
    found = SurveyInvitation.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    return found.select_related("recorded_by").first()


def owed(engagement: Engagement, kind: str) -> QuerySet[Task]:
    """The open tasks of this kind that the closing left."""
    return Task.objects.filter(dossier=engagement.dossier_id, subject=engagement.id, kind=kind, done_at=None)


def aftercare_until(engagement: Engagement, ended_on: date) -> date | None:
    """Until when the policy lets the client of this service be followed after the end; None when not."""
    course = course_of(engagement.service)
    return course.aftercare.last_day(ended_on) if course and course.aftercare else None


def survey_due(ended_on: date) -> date:
    """The day on or before which the client is asked how satisfied they are."""
    return policy().courses.satisfaction_within.last_day(ended_on)
