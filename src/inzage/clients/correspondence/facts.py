"""What correspondence and documents a dossier has."""

from uuid import UUID

from django.db.models import Q, QuerySet

from inzage.access.models import Document
from inzage.access.versions.current import policy
from inzage.clients.correspondence.models import Correspondence, Enclosure, FiledDocument


def correspondence_of(dossier: UUID) -> QuerySet[Correspondence]:
    """The letters, mails and calls of an opened dossier, the newest first."""
    found = Correspondence.objects.filter(dossier=dossier).select_related("author", "entry")
    return found.order_by("-held_on", "-at", "-id")


def documents_of(dossier: UUID) -> QuerySet[FiledDocument]:
    """The documents of an opened dossier that stand on their own, the newest first."""
    found = FiledDocument.objects.filter(dossier=dossier).select_related("author").defer("document__sealed")
    return found.order_by("-dated_on", "-at", "-id")


def letter_of(dossier: UUID, letter: UUID) -> Correspondence | None:
    """One piece of correspondence, or None when it is not there or may not be seen."""
    return correspondence_of(dossier).filter(pk=letter).first()


def enclosures_of(letter: Correspondence) -> list[Document]:
    """The documents that came or went with a piece of correspondence, without their bytes."""
    ids = Enclosure.objects.filter(dossier=letter.dossier_id, correspondence=letter).values("document")
    found = Document.objects.filter(dossier=letter.dossier_id, pk__in=ids).defer("sealed")
    return list(found.order_by("at", "name", "id"))


def document_of(dossier: UUID, document: UUID) -> Document | None:
    """A document of the correspondence or one that was filed; None for any other."""
    known = Q(pk__in=Enclosure.objects.filter(dossier=dossier).values("document")) | Q(
        pk__in=FiledDocument.objects.filter(dossier=dossier).values("document")
    )
    return Document.objects.filter(known, dossier=dossier, pk=document).first()


def document_kinds(language: str) -> dict[str, str]:
    """The kinds of documents of the policy with their names in a language ("nl" or "en")."""
    return {code: label.to(language) for code, label in policy().dossier.document_kinds.items()}
