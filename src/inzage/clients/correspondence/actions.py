"""Put a letter, mail or call in the dossier, add what came with it, file a document, hand one out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.vault import actions as vault
from inzage.access.versions.current import policy
from inzage.clients.correspondence.models import Correspondence, Enclosure, FiledDocument
from inzage.kit.uploads import Upload

PART = "correspondence"
LONGEST_TEXT = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What there is to tell of a letter, mail or call; the choices are those of `Correspondence`."""

    direction: str
    form: str
    held_on: date
    party: str
    party_name: str
    subject: str
    text: str


def enter_correspondence(
    *,
    dossier: Dossier,
    letter: Letter,
    uploads: Iterable[Upload] = (),
    confidential: bool = False,
    by: Actor,
    at: datetime,
) -> Correspondence:
    """Put a letter, mail or call on the time line, with what came with it, for the bureau only (article 6.dossier).

    Raises ValidationError without a subject, for too long a text, a day still to come, or another than the client
    without a name; ProgrammingError when the actor may not add correspondence here.
    """
    _check(letter, at)
    key = uuid4()
    entry = enter(
        dossier=dossier, part=PART, kind="correspondence", subject=key, by=by, at=at, confidential=confidential
    )
    written = Correspondence.objects.create(
        id=key,
        dossier=dossier,
        entry=entry,
        direction=letter.direction,
        form=letter.form,
        held_on=letter.held_on,
        party=letter.party,
        party_name=letter.party_name.strip(),
        subject=letter.subject.strip(),
        text=letter.text.strip(),
        at=at,
        author_id=by.person,
    )
    for upload in uploads:
        _enclose(written, upload, by, at)
    _tell(Kind.CORRESPONDENCE_ENTERED, dossier.pk, key, by)
    return written


def _check(letter: Letter, at: datetime) -> None:
    wrong: dict[str, str] = {}
    if not letter.subject.strip():
        wrong["subject"] = _("There is no subject. Say in a few words what it is about.")
    if len(letter.text) > LONGEST_TEXT:
        wrong["text"] = _("The text is longer than %(most)s signs. Attach it as a document.") % {"most": LONGEST_TEXT}
    if letter.held_on > timezone.localdate(at):
        wrong["held_on"] = _("This date is still to come. Give the date on which it came or went.")
    if letter.party != Correspondence.Party.CLIENT and not letter.party_name.strip():
        wrong["party_name"] = _("Give the name of who it came from or went to.")
    if wrong:
        raise ValidationError(wrong)


def enclose(*, correspondence: Correspondence, upload: Upload, by: Actor, at: datetime) -> Enclosure:
    """Add a document that came or went with a piece of correspondence. Refused by the database without the right."""
    added = _enclose(correspondence, upload, by, at)
    _tell(Kind.DOCUMENT_FILED, correspondence.dossier_id, added.document_id, by)
    return added


def _enclose(correspondence: Correspondence, upload: Upload, by: Actor, at: datetime) -> Enclosure:
    document = _put(correspondence.dossier, upload, by, at)
    return Enclosure.objects.create(
        id=uuid4(), dossier_id=correspondence.dossier_id, correspondence=correspondence, document=document, at=at
    )


def file_document(
    *, dossier: Dossier, kind: str, title: str, dated_on: date, upload: Upload, by: Actor, at: datetime
) -> FiledDocument:
    """Put a document of a kind of the policy on the time line (article 6.dossier).

    Raises ValidationError for an unknown kind, no title or a day still to come.
    """
    wrong: dict[str, str] = {}
    if kind not in policy().dossier.document_kinds:
        wrong["kind"] = _("This kind of document is not known. Choose one of the list.")
    if not title.strip():
        wrong["title"] = _("There is no title. Say in a few words what the document is.")
    if dated_on > timezone.localdate(at):
        wrong["dated_on"] = _("This date is still to come. Give the date of the document.")
    if wrong:
        raise ValidationError(wrong)
    key = uuid4()
    entry = enter(dossier=dossier, part=PART, kind="document", subject=key, by=by, at=at)
    filed = FiledDocument.objects.create(
        id=key,
        dossier=dossier,
        entry=entry,
        document=_put(dossier, upload, by, at),
        kind=kind,
        title=title.strip(),
        dated_on=dated_on,
        at=at,
        author_id=by.person,
    )
    _tell(Kind.DOCUMENT_FILED, dossier.pk, filed.document_id, by)
    return filed


def hand_out(*, document: Document, by: Actor, at: datetime) -> bytes:  # noqa: ARG001  a verb's form
    """The bytes of a document for who may read it; the reading is on the log (article 6.need)."""
    _tell(Kind.DOCUMENT_READ, document.dossier_id, document.pk, by)
    return vault.read(document)


def _put(dossier: Dossier, upload: Upload, by: Actor, at: datetime) -> Document:
    return vault.put(
        dossier=dossier,
        part=PART,
        name=upload.name,
        media_type=upload.media_type,
        content=upload.content,
        by=by,
        at=at,
    )


def _tell(kind: Kind, dossier: UUID, subject: UUID, by: Actor) -> None:
    record(kind, by=by, dossier=dossier, subject=subject, purpose="3.c", articles=["6.dossier"])
