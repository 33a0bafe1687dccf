"""Which drafts somebody has in a dossier."""

from uuid import UUID

from inzage.access.actor import Actor
from inzage.clients.drafts.models import Draft


def drafts_of(dossier: UUID, actor: Actor, *, kind: str, subject: UUID | None = None) -> list[Draft]:
    """What the actor typed in forms of a kind and did not save, the newest first."""
    found = Draft.objects.filter(dossier=dossier, person=actor.person, kind=kind, subject=subject)
    return list(found.order_by("-saved_at", "id"))


def draft_of(dossier: UUID, actor: Actor, draft: UUID) -> Draft | None:
    """One draft of the actor's in a dossier, or None."""
    return Draft.objects.filter(dossier=dossier, person=actor.person, pk=draft).first()
