"""What is known of notes: those of a dossier, the passages released from them, the draft somebody is writing."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.access.actor import Actor
from inzage.access.models import Dossier
from inzage.clients.notes.models import NoteDraft, NoteMark, Passage, SessionNote


def passages(dossier: Dossier | UUID) -> QuerySet[Passage]:
    """The passages that may be drawn into a report: released, not withdrawn, newest talk first.

    Those of a note that is confidential now are never among them (article 6.confidential).
    """
    usable = Passage.objects.filter(dossier=dossier, withdrawn_at=None, entry__confidential=False)
    return usable.order_by("-held_on", "-released_at", "id")


def note_of(dossier: UUID, note: UUID) -> SessionNote:
    """One note of an opened dossier. Raises SessionNote.DoesNotExist when it is not there or may not be seen."""
    return SessionNote.objects.select_related("author").get(dossier=dossier, pk=note)


def passages_of(note: SessionNote) -> QuerySet[Passage]:
    """All passages ever released from a note, the withdrawn ones too, oldest first."""
    return Passage.objects.filter(dossier=note.dossier_id, note=note).order_by("released_at", "id")


def marks_of(note: SessionNote) -> QuerySet[NoteMark]:
    """The history of a note's confidential mark, newest first."""
    return NoteMark.objects.filter(dossier=note.dossier_id, note=note).select_related("by").order_by("-at", "-id")


def draft_of(dossier: UUID, actor: Actor) -> NoteDraft | None:
    """What the actor is writing in this dossier and has not saved, or None."""
    return NoteDraft.objects.filter(dossier=dossier, person=actor.person).first()
