"""Questions about sponsors and their contacts. Each answer holds only what the person who asks may see."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.kit.text import search_key
from inzage.sponsors.relations.models import Sponsor, SponsorContact


def sponsors(query: str = "", kind: str = "", *, ended: bool = False) -> QuerySet[Sponsor]:
    """Sponsors in order of name with all words of `query` (in name, number, KvK number) and, when given, this kind.

    Those whose dossier is open, or the `ended` ones.
    """
    found = Sponsor.objects.select_related("dossier").filter(dossier__closed_at__isnull=not ended)
    for word in search_key(query).split():
        found = found.filter(search_key__contains=word)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("sort_key", "id")


def sponsor_of(dossier: UUID) -> Sponsor | None:
    """The sponsor of a dossier, or None when it is not there or not to be seen."""
    return Sponsor.objects.select_related("dossier").filter(dossier=dossier).first()


def contacts_of(dossier: UUID, *, active_only: bool = False) -> QuerySet[SponsorContact]:
    """The contacts of a sponsor's dossier in order of name."""
    found = SponsorContact.objects.filter(dossier=dossier)
    return (found.filter(active=True) if active_only else found).order_by("-active", "name", "id")
