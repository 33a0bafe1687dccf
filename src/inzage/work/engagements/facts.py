"""Questions about engagements: which run, who works on them, and whose turn it is."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from inzage.access.actor import Actor
from inzage.access.models import Person, PersonRole, Task
from inzage.access.versions import policy
from inzage.work.engagements.models import Assignment, Engagement
from inzage.work.engagements.turns import Turn

WORKERS = ("coach", "psychologist", "labour_expert")
"""The roles that do the work of an engagement; the others look on, or handle a complaint."""


def engagements_of(dossier: UUID) -> QuerySet[Engagement]:
    """The engagements of a client's dossier with their sponsors and agreements, running ones first, then the latest.

    Only those whose sponsor and agreement one may see too: the database joins no row that it hides.
    """
    return cards_of(dossier).select_related("agreement", "sponsor")


def cards_of(dossier: UUID) -> QuerySet[Engagement]:
    """All engagements of a client's dossier, running ones first; also for who may not see the sponsor."""
    return Engagement.objects.filter(dossier=dossier).select_related("dossier").order_by("-ended_on", "-started_on")


def engagement(dossier: UUID, engagement_id: UUID) -> Engagement | None:
    """One engagement of a client's dossier; None when it is not there, or not to be seen."""
    return cards_of(dossier).filter(id=engagement_id).first()


def found_or_404(dossier: UUID, engagement_id: UUID) -> Engagement:
    """One engagement of a client's dossier. Raises Http404 when it is not there, or not to be seen."""
    found = engagement(dossier, engagement_id)
    if found is None:
        raise Http404
    return found


def assignments_of(engagement: Engagement) -> QuerySet[Assignment]:
    """Who works or worked on an engagement, running assignments first."""
    found = Assignment.objects.filter(dossier=engagement.dossier_id, engagement=engagement).select_related("person")
    return found.order_by("-ended_at", "from_on")


def assigned(engagement: Engagement) -> list[Assignment]:
    """The running assignments of an engagement, the first given first."""
    found = Assignment.objects.filter(dossier=engagement.dossier_id, engagement=engagement, ended_at__isnull=True)
    return list(found.select_related("person").order_by("from_on", "id"))


def assignable_roles() -> tuple[str, ...]:
    """The roles that do the work and to which the policy gives parts of a client's dossier for it (6.need)."""
    return tuple(role for role in WORKERS if policy().parts(role, "assigned", "client"))


def may_need(actor: Actor, part: str) -> bool:
    """Whether the policy gives one of the actor's roles a part of a client's dossier, by office or when assigned."""
    return any(
        part in policy().parts(role, relation, "client") for role in actor.roles for relation in ("office", "assigned")
    )


def bears_bsn(engagement: Engagement) -> bool:
    """Whether the regulation lets the BSN be kept for the service of an engagement (article 2.registration)."""
    service = policy().service(engagement.service)
    return service is not None and service.allows_bsn


def candidates(office: UUID) -> QuerySet[PersonRole]:
    """The people of an office who hold a role that can be assigned, in order of name."""
    found = PersonRole.objects.filter(office=office, role__in=assignable_roles(), ended_at__isnull=True)
    return (
        found.filter(person__kind=Person.Kind.STAFF, person__left_at__isnull=True)
        .select_related("person")
        .order_by("person__name")
    )


def open_tasks(dossier: UUID) -> QuerySet[Task]:
    """What is still to be done in a dossier, the most urgent first."""
    return Task.objects.filter(dossier=dossier, done_at__isnull=True).order_by("due", "opened_at")


def still_to_do(dossier: UUID) -> list[Turn]:
    """The same in words: for each open task who has it, what it asks and its last day."""
    return [_turn(task) for task in open_tasks(dossier)]


def _turn(task: Task) -> Turn:
    return Turn("office" if task.queue else "coach", task.kind, task.due)


def whose_turn(engagement: Engagement) -> Turn:
    """Tell whose turn it is in an engagement: first whoever assigns, then the owner of the most urgent task."""
    if engagement.ended_on is not None:
        return Turn("nobody", "ended")
    if not assigned(engagement):
        return Turn("office", "assign")
    task = open_tasks(engagement.dossier_id).first()
    return _turn(task) if task else Turn("coach", "work")
