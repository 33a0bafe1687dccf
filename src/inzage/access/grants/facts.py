"""The dossiers that somebody has a running grant on, in a form that the planner can use as an index condition."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Func, Q, QuerySet
from django.db.models.functions import Now

from inzage.access.actor import Actor
from inzage.access.grants.models import Grant


def grants_on(dossier: UUID, *, at: datetime) -> QuerySet[Grant]:
    """The grants on a dossier that run at a moment or are still to come, of those the actor may see, by name."""
    running = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at), dossier=dossier)
    return running.select_related("person").order_by("person__name", "valid_from")


class AnyOf(Func):
    """`field = any(array(select ...))`: computed once, then an index condition.

    `field in (select ...)` would be a join for which the planner, with row security on both sides, may read every card.
    """

    template = "%(expressions)s)"
    arg_joiner = " = any("
    output_field: Any = BooleanField()

    def __init__(self, field: str, subquery: QuerySet[Any, Any]) -> None:
        super().__init__(field, ArraySubquery(subquery))


def granted(actor: Actor) -> QuerySet[Grant, Any]:
    """The ids of the dossiers on which the actor has a running grant of their own."""
    running = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=Now()), valid_from__lte=Now())
    return running.filter(person=actor.person).values("dossier_id")


def is_granted(actor: Actor, field: str = "dossier_id") -> Q:
    """The condition that `field` names a dossier granted to the actor."""
    return Q(AnyOf(field, granted(actor)))
