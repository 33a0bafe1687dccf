"""Questions about agreements: which run, and which purposes they switch on (article 3.2)."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from inzage.access.versions import policy
from inzage.sponsors.agreements.models import Agreement


def agreements_of(dossier: UUID) -> QuerySet[Agreement]:
    """The agreements of a sponsor's dossier, the latest first."""
    return Agreement.objects.filter(dossier=dossier).order_by("-starts_on", "-recorded_at")


def running(on: date) -> QuerySet[Agreement]:
    """The agreements that run on a day, with their sponsors in order of name."""
    return (
        Agreement.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
        .select_related("sponsor")
        .order_by("sponsor__sort_key", "number")
    )


def purposes_of(dossier: UUID, on: date) -> frozenset[str]:
    """The purposes that the relation with a sponsor carries on a day.

    Those of its running agreements; before there is one, only those that the regulation gives a relation (article 3.2).
    """
    found = running(on).filter(dossier=dossier).values_list("purposes", flat=True)
    return frozenset(policy().purposes.before_agreement) | frozenset(code for codes in found for code in codes)
