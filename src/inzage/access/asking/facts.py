"""Questions about questions for access: one's own, those that wait for an answer, and who answers them."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.access.actor import Actor
from inzage.access.asking.models import AccessRequest
from inzage.access.dossiers.models import Dossier
from inzage.access.identity.models import PersonRole
from inzage.access.versions.current import policy

RELATION = "exception"


def own(actor: Actor) -> QuerySet[AccessRequest]:
    """What the actor asked, the newest first."""
    return AccessRequest.objects.filter(person=actor.person).order_by("-asked_at")


def waiting(actor: Actor) -> QuerySet[AccessRequest]:
    """What others asked and waits for an answer that the actor may give, the oldest first."""
    found = AccessRequest.objects.filter(outcome=AccessRequest.Outcome.OPEN).exclude(person=actor.person)
    return found.select_related("person").order_by("asked_at")


def question(question_id: UUID, actor: Actor) -> AccessRequest | None:
    """A question of somebody else that the actor may answer, or None."""
    found = AccessRequest.objects.filter(pk=question_id).exclude(person=actor.person)
    return found.select_related("person", "office").first()


def dossier_of(question: AccessRequest) -> Dossier | None:
    """The dossier with the number that was asked for, when there is one at that office that the actor may know of."""
    return Dossier.objects.filter(number__iexact=question.number, office=question.office_id).first()


def roles_to_ask_in(actor: Actor) -> tuple[str, ...]:
    """The actor's roles for which the policy knows an exception."""
    return tuple(
        role
        for role in sorted(actor.roles)
        if any(role in policy().needs_of(kind)[RELATION].parts for kind in ("client", "sponsor"))
    )


def parts_to_give(question: AccessRequest, dossier: Dossier) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts that the exception can hold for the role that asks, and those of them that daily work in it needs."""
    most = policy().parts(question.role, RELATION, dossier.kind)
    daily = policy().parts(question.role, "assigned", dossier.kind) or most
    order = list(policy().served(dossier.kind))
    return tuple(sorted(most, key=order.index)), tuple(sorted(most & daily, key=order.index))


def decider(office: UUID, asker: UUID) -> str:
    """The first role of the policy that decides and that somebody else than who asks holds at the office."""
    roles = policy().grants.deciders
    held = PersonRole.objects.filter(office=office, ended_at=None, person__left_at=None).exclude(person=asker)
    present = set(held.filter(role__in=roles).values_list("role", flat=True))
    return next((role for role in roles if role in present), roles[0])
