"""What is known of notes: those of a dossier, the passages released from them, their earlier texts."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.access.models import Dossier
from inzage.access.versions.current import policy
from inzage.clients.notes.models import NoteMark, NoteVersion, Passage, SessionNote


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


def versions_of(note: SessionNote) -> QuerySet[NoteVersion]:
    """What a note said before it was changed, the newest first."""
    return NoteVersion.objects.filter(dossier=note.dossier_id, note=note).order_by("-number")


def kind_labels(language: str) -> dict[str, str]:
    """The kinds of notes of the policy with their names in a language ("nl" or "en")."""
    return {code: label.to(language) for code, label in policy().dossier.note_kinds.items()}
