"""Give and end access to a dossier. The gate checks who may, the role's parts, the reason and the longest term."""

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connections
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.dossiers.models import Dossier


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
    parts: Collection[str] | None = None,
    cause: UUID | None = None,
) -> UUID:
    """Give `person`, who holds `role`, the parts that the policy gives that role on a relation, or fewer of them.

    `relation` is one of the policy: assigned, exception or sample. `until` is the last day, or None for an assignment
    that has a `reason` to be without an end. `cause` is what it is given for: an engagement, a question. Returns the
    grant's id. Raises ProgrammingError when the actor may not give it (an exception: not to oneself), DataError when
    the person does not hold the role, the reason lacks, or it would last too long (article 6, need to know).
    """
    grant = uuid4()
    given = sorted(settings.POLICY.parts(role, relation, dossier.kind) if parts is None else parts)
    ends = timezone.make_aware(datetime.combine(until, time.max)) if until else None
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.grant(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [grant, person, dossier.pk, role, relation, given, reason, ends, cause],
        )
    return grant


def end(
    *,
    grant: UUID,
    by: Actor,
    at: datetime,
    until: datetime | None = None,
) -> None:
    """End a grant now, or at a later moment when `until` names one; it never gets longer by it.

    Whoever stands in for this person on the dossier loses it too. Raises ProgrammingError when the actor may not.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.end_grant(%s, %s)", [grant, until])
