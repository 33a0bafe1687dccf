"""Writing a note, keeping a draft of it, marking it confidential and lifting the mark, releasing a passage."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier, Entry
from inzage.access.versions.current import policy
from inzage.clients.notes.models import NoteDraft, NoteMark, Passage, SessionNote
from inzage.law.decisions.release_passage import RELEASE_PASSAGE, ReleasePassage

LONGEST_NOTE = 20_000
LONGEST_REASON = 300


def write_note(
    *, dossier: Dossier, text: str, held_on: date, confidential: bool, by: Actor, at: datetime
) -> SessionNote:
    """Write a note of a talk on the dossier's time line, for the bureau only (article 6.dossier).

    `held_on` is the date of the talk. The writer's draft in this dossier is gone afterwards. Raises ValidationError for
    an empty or too long text or a talk that is still to come, ProgrammingError when the actor may not add notes here.
    """
    _check_text(text, held_on, at)
    note = uuid4()
    entry = enter(dossier=dossier, part="notes", kind="note", subject=note, by=by, at=at, confidential=confidential)
    written = SessionNote.objects.create(
        id=note,
        dossier=dossier,
        entry=entry,
        at=at,
        held_on=held_on,
        author_id=by.person,
        text=text.strip(),
        confidential=confidential,
    )
    NoteDraft.objects.filter(dossier=dossier, person=by.person).delete()
    record(Kind.NOTE_WRITTEN, by=by, dossier=dossier.pk, subject=note, purpose="3.c", articles=["6.dossier"])
    return written


def _check_text(text: str, held_on: date, at: datetime) -> None:
    wrong: dict[str, str] = {}
    if not text.strip():
        wrong["text"] = _("The note is empty. Write what was talked about.")
    elif len(text) > LONGEST_NOTE:
        wrong["text"] = _("The note is longer than %(most)s signs. Make two notes of it.") % {"most": LONGEST_NOTE}
    if held_on > timezone.localdate(at):
        wrong["held_on"] = _("This date is still to come. Give the date on which you talked.")
    if wrong:
        raise ValidationError(wrong)


def save_draft(*, dossier: UUID, text: str, held_on: date | None, confidential: bool, by: Actor, at: datetime) -> None:
    """Keep what the actor is writing in this dossier; one draft for each writer. Text past the longest is left out."""
    NoteDraft.objects.update_or_create(
        dossier_id=dossier,
        person_id=by.person,
        defaults={
            "text": text[:LONGEST_NOTE],
            "held_on": held_on,
            "confidential": confidential,
            "saved_at": at,
        },
    )


def throw_away_draft(*, dossier: UUID, by: Actor, at: datetime) -> None:  # noqa: ARG001  the same shape for each verb
    """Throw away what the actor was writing in this dossier."""
    NoteDraft.objects.filter(dossier=dossier, person=by.person).delete()


def release_passage(*, note: SessionNote, text: str, health: bool, by: Actor, at: datetime) -> Passage:
    """Release words of a note for use in reports; `health` when they say something of the client's health.

    Raises Refused (6.confidential) when the note is confidential or the actor is not its author, ValidationError when
    the text is not literally in the note, SessionNote.DoesNotExist when the dossier is not opened.
    """
    locked = SessionNote.objects.select_for_update().get(pk=note.pk)
    facts = ReleasePassage(confidential=locked.confidential, by_author=locked.author_id == by.person)
    RELEASE_PASSAGE.decide(facts, policy()).enforce()
    passage = _plain(text)
    if not passage or passage not in _plain(locked.text):
        raise ValidationError(
            {"text": _("These words are not in the note. Choose or paste words as they stand there.")}
        )
    released = Passage.objects.create(
        dossier_id=locked.dossier_id,
        note=locked,
        entry_id=locked.entry_id,
        held_on=locked.held_on,
        text=passage,
        health=health,
        released_by_id=by.person,
        released_at=at,
    )
    record(
        Kind.PASSAGE_RELEASED,
        by=by,
        dossier=locked.dossier_id,
        subject=released.pk,
        purpose="3.c",
        articles=["6.confidential"],
        detail={"note": str(locked.pk)},
    )
    return released


def _plain(text: str) -> str:
    """Text as it is compared: browsers send other line ends than they were given, and spaces at the ends."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def mark_confidential(*, note: SessionNote, by: Actor, at: datetime) -> int:
    """Mark a note confidential; how many released passages were withdrawn by it (article 6.confidential).

    Everybody who may read the note may mark it. Raises SessionNote.DoesNotExist when the dossier is not opened.
    """
    locked = SessionNote.objects.select_for_update().get(pk=note.pk)
    if locked.confidential:
        return 0
    _set_mark(locked, confidential=True, reason="", by=by, at=at)
    withdrawn = list(Passage.objects.select_for_update().filter(note=locked, withdrawn_at=None))
    for passage in withdrawn:
        _withdraw(passage, by=by, at=at)
    return len(withdrawn)


def withdraw_passage(*, passage: Passage, by: Actor, at: datetime) -> None:
    """Take a released passage back, so that it enters no report any more; a second time changes nothing.

    Everybody who may read the note may: it only makes less leave the bureau (article 6.confidential). Raises
    Passage.DoesNotExist when the dossier is not opened.
    """
    locked = Passage.objects.select_for_update().get(pk=passage.pk)
    if locked.withdrawn_at is None:
        _withdraw(locked, by=by, at=at)


def _withdraw(passage: Passage, *, by: Actor, at: datetime) -> None:
    passage.withdrawn_at = at
    passage.save(update_fields=["withdrawn_at"], force_update=True)
    record(
        Kind.PASSAGE_WITHDRAWN,
        by=by,
        dossier=passage.dossier_id,
        subject=passage.pk,
        purpose="3.c",
        articles=["6.confidential"],
    )


def lift_mark(*, note: SessionNote, reason: str, by: Actor, at: datetime) -> None:
    """Lift the confidential mark of a note, for a reason that is kept (article 6.confidential).

    Withdrawn passages stay withdrawn. Raises ValidationError without a reason, SessionNote.DoesNotExist when the
    dossier is not opened.
    """
    why = reason.strip()
    if not why or len(why) > LONGEST_REASON:
        raise ValidationError(
            {
                "reason": _("Say in at most %(most)s signs why this is no longer confidential.")
                % {"most": LONGEST_REASON}
            }
        )
    locked = SessionNote.objects.select_for_update().get(pk=note.pk)
    if locked.confidential:
        _set_mark(locked, confidential=False, reason=why, by=by, at=at)


def _set_mark(note: SessionNote, *, confidential: bool, reason: str, by: Actor, at: datetime) -> None:
    """Change the mark on the note and on its line of the time line, and keep who did it, when and why."""
    note.confidential = confidential
    note.save(update_fields=["confidential"], force_update=True)
    entry = Entry.objects.select_for_update().get(pk=note.entry_id)
    entry.confidential = confidential
    entry.save(update_fields=["confidential"], force_update=True)
    NoteMark.objects.create(
        dossier_id=note.dossier_id, note=note, confidential=confidential, reason=reason, by_id=by.person, at=at
    )
    record(
        Kind.NOTE_MARKED if confidential else Kind.NOTE_UNMARKED,
        by=by,
        dossier=note.dossier_id,
        subject=note.pk,
        purpose="3.c",
        articles=["6.confidential"],
    )
