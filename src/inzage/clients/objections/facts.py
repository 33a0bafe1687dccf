"""Questions about objections: those of a dossier, and the purposes that a person can object to."""

from uuid import UUID

from django.db.models import F, QuerySet

from inzage.access.versions.current import policy
from inzage.clients.objections.models import Objection

CAN_BE_REFUSED = frozenset({"legitimate_interest", "consent"})
"""The grounds that a person can object to (AVG 21) or take back (AVG 7(3)); a contract or a duty is not among them."""


def objections_of(dossier: UUID) -> QuerySet[Objection]:
    """The objections of a dossier, those that hold first."""
    found = Objection.objects.filter(dossier=dossier).select_related("recorded_by", "dossier")
    return found.order_by(F("withdrawn_at").desc(nulls_first=True), "-recorded_at")


def open_to_objection() -> tuple[str, ...]:
    """The purposes of the policy that rest, also, on a ground that a person can object to or take back."""
    agreed = policy().purposes.agreed.items()
    return tuple(code for code, purpose in agreed if CAN_BE_REFUSED & frozenset(purpose.grounds))
