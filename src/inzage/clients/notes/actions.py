"""Writing a note, changing it, marking it confidential and lifting the mark, releasing a passage."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.dossiers.actions_entries import set_confidential
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier, Entry
from inzage.access.versions.current import policy
from inzage.clients.notes.models import NoteMark, NoteVersion, Passage, SessionNote
from inzage.law.decisions.change_note import CHANGE_NOTE, ChangeNote
from inzage.law.decisions.release_passage import RELEASE_PASSAGE, ReleasePassage

LONGEST_NOTE = 20_000
LONGEST_REASON = 300


def write_note(
    *, dossier: Dossier, text: str, held_on: date, confidential: bool, kind: str = "", by: Actor, at: datetime
) -> SessionNote:
    """Write a note on the dossier's time line, for the bureau only (article 6.dossier).

    `held_on` is the date of the talk, `kind` one of the policy's, its first when empty. Raises ValidationError for an
    empty or too long text, a talk that is still to come or another kind, ProgrammingError when the actor may not add
    notes here.
    """
    kind = kind or next(iter(policy().dossier.note_kinds))
    _check_text(text, held_on, kind, at)
    note = uuid4()
    entry = enter(dossier=dossier, part="notes", kind="note", subject=note, by=by, at=at, confidential=confidential)
    written = SessionNote.objects.create(
        id=note,
        dossier=dossier,
        entry=entry,
        at=at,
        held_on=held_on,
        kind=kind,
        author_id=by.person,
        text=text.strip(),
        confidential=confidential,
    )
    record(Kind.NOTE_WRITTEN, by=by, dossier=dossier.pk, subject=note, purpose="3.c", articles=["6.dossier"])
    return written


def _check_text(text: str, held_on: date, kind: str, at: datetime) -> None:
    wrong: dict[str, str] = {}
    if not text.strip():
        wrong["text"] = _("The note is empty. Write what was talked about.")
    elif len(text) > LONGEST_NOTE:
        wrong["text"] = _("The note is longer than %(most)s signs. Make two notes of it.") % {"most": LONGEST_NOTE}
    if held_on > timezone.localdate(at):
        wrong["held_on"] = _("This date is still to come. Give the date on which you talked.")
    if kind not in policy().dossier.note_kinds:
        wrong["kind"] = _("This kind of note is not known. Choose one of the list.")
    if wrong:
        raise ValidationError(wrong)


def change_note(*, note: SessionNote, base: int, text: str, held_on: date, kind: str, by: Actor, at: datetime) -> int:
    """Change the actor's own note; the old text stays as a version. How many released passages were withdrawn by it.

    `base` is the revision that the actor saw. A passage whose words are gone from the note is withdrawn (article
    6.confidential). Nothing is kept when nothing differs. Raises Refused (6.dossier) for another than the author,
    ValidationError for a wrong text or when the note was changed in between, SessionNote.DoesNotExist when closed.
    """
    locked = SessionNote.objects.select_for_update().get(pk=note.pk)
    CHANGE_NOTE.decide(ChangeNote(by_author=locked.author_id == by.person, old_text_kept=True), policy()).enforce()
    _check_text(text, held_on, kind, at)
    if base != locked.revision:
        raise ValidationError(
            _("This note was changed in another window. Look at the note, and save your text once more.")
        )
    if (text.strip(), held_on, kind) == (locked.text, locked.held_on, locked.kind):
        return 0
    _keep_version(locked, at)
    locked.text, locked.held_on, locked.kind = text.strip(), held_on, kind
    locked.revision, locked.changed_at = locked.revision + 1, at
    locked.save(update_fields=["text", "held_on", "kind", "revision", "changed_at"], force_update=True)
    record(
        Kind.NOTE_CHANGED,
        by=by,
        dossier=locked.dossier_id,
        subject=locked.pk,
        purpose="3.c",
        articles=["6.dossier"],
        detail={"revision": locked.revision},
    )
    return _withdraw_what_is_gone(locked, by, at)


def _keep_version(note: SessionNote, at: datetime) -> None:
    NoteVersion.objects.create(
        dossier_id=note.dossier_id,
        note=note,
        number=note.revision,
        kind=note.kind,
        held_on=note.held_on,
        text=note.text,
        at=note.changed_at or note.at,
        replaced_at=at,
    )


def _withdraw_what_is_gone(note: SessionNote, by: Actor, at: datetime) -> int:
    """Withdraw the passages whose words the note does not hold any more; how many."""
    released = Passage.objects.select_for_update().filter(dossier=note.dossier_id, note=note, withdrawn_at=None)
    gone = [passage for passage in released if passage.text not in _plain(note.text)]
    for passage in gone:
        _withdraw(passage, by=by, at=at)
    return len(gone)


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
    set_confidential(entry=Entry.objects.get(pk=note.entry_id), confidential=confidential, by=by, at=at)
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
