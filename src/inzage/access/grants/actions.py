"""Give and end access to a dossier. The gate checks who may, and that the parts are those of the role."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import connections
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.dossiers.models import Dossier
from inzage.access.versions.current import policy


def give(
    *,
    person: UUID,
    dossier: Dossier,
    role: str,
    relation: str,
    reason: str,
    until: date | None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Give `person`, who holds `role`, the parts that the policy gives that role on an assigned dossier.

    `until` is the last day, or None while the relation runs. Returns the grant's id. Raises ProgrammingError when the
    actor may not give it, DataError when the person does not hold the role (article 6, need to know).
    """
    grant = uuid4()
    parts = sorted(policy().parts(role, "assigned", dossier.kind))
    ends = timezone.make_aware(datetime.combine(until, time.max)) if until else None
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.grant(%s, %s, %s, %s, %s, %s, %s, %s)",
            [grant, person, dossier.pk, role, relation, parts, reason, ends],
        )
    return grant


def end(
    *,
    grant: UUID,
    by: Actor,
    at: datetime,
) -> None:
    """End a grant now; one that has ended stays as it is. Raises ProgrammingError when the actor may not."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.end_grant(%s)", [grant])
