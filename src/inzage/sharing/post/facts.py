"""Questions about the outbox."""

from uuid import UUID

from inzage.sharing.post.models import Message


def message(dossier: UUID, message_id: UUID) -> Message | None:
    """One message of a dossier, or None when it is not there or not to be seen."""
    return Message.objects.filter(dossier=dossier, id=message_id).first()
