"""The verb of the case load: hand an engagement over to a colleague, with what waits for who had it."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.models import Task
from inzage.access.tasks.actions import pass_on
from inzage.work.engagements.actions import assign, withdraw
from inzage.work.engagements.models import Assignment, Engagement


def hand_over(*, engagement: Engagement, person: UUID, role: str, by: Actor, at: datetime) -> Assignment:
    """Assign an engagement to `person` in `role` in place of who has that role on it (articles 6.need, 5.need).

    The dossiers open to the one and close to the others, whose open tasks about this client wait for the one from now
    on. Raises ValidationError when the engagement has ended or the person has it already, and ProgrammingError or
    DataError when the gate refuses the grant.
    """
    former = list(Assignment.objects.filter(engagement=engagement, role=role, ended_at=None))
    if any(each.person_id == person for each in former):
        raise ValidationError(_("This colleague already has this role on the engagement."))
    assignment = assign(engagement=engagement, person=person, role=role, by=by, at=at)
    for each in former:
        withdraw(assignment=each, by=by, at=at)
        _pass_tasks(engagement, each.person_id, person, by=by, at=at)
    return assignment


def _pass_tasks(engagement: Engagement, former: UUID, person: UUID, *, by: Actor, at: datetime) -> None:
    """What waited for the former one waits for the new one; not when the former stays for something else."""
    stays = Assignment.objects.filter(dossier=engagement.dossier_id, person=former, ended_at=None).exists()
    if stays:
        return
    for task in Task.objects.filter(dossier=engagement.dossier_id, person=former, done_at=None):
        pass_on(task=task.pk, person=person, by=by, at=at)
