"""Session notes, the history of their confidential mark, the passages released from them, and the unfinished draft."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import ContentModel, Dossier, Entry, Person


class SessionNote(ContentModel):
    """A short note of a talk. It is written once; only its confidential mark can change (article 6.confidential)."""

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField(_("written at"))
    held_on = models.DateField(_("date of the talk"))
    author = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    text = models.TextField(_("note"))
    confidential = models.BooleanField(_("confidential"), default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-held_on"], name="clients_note_held")]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "notes"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "notes"
        export = ("held_on", "at", "text", "confidential")
        changes = ("confidential",)


class NoteMark(ContentModel):
    """One setting or lifting of a note's confidential mark; lifting has a reason."""

    note = models.ForeignKey(SessionNote, models.DO_NOTHING, related_name="+")
    confidential = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confidential=True) | ~models.Q(reason=""),
                name="clients_notemark_lifted_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["note", "-at"], name="clients_notemark_of")]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "notes"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "notes"
        export = ("confidential", "reason", "at")
        append_only = True


class Passage(ContentModel):
    """Words of a note that its author released for a report. It is withdrawn when the note becomes confidential.

    `entry` is the note's line on the time line: it shows the confidential mark to those who may not read the note.
    """

    note = models.ForeignKey(SessionNote, models.DO_NOTHING, related_name="+")
    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="+")
    held_on = models.DateField(_("date of the talk"))
    text = models.TextField(_("passage"))
    health = models.BooleanField(_("about health"), default=False)
    released_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    released_at = models.DateTimeField(_("released at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-released_at"], name="clients_passage_of")]

    class PersonalData:
        """Shown by opening, also to those who make reports and may not read notes."""

        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("held_on", "text", "health", "released_at", "withdrawn_at")
        changes = ("withdrawn_at",)


class NoteDraft(models.Model):
    """What somebody is writing and has not saved yet; one per person and dossier, seen by that person alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    dossier = models.ForeignKey(Dossier, models.DO_NOTHING, related_name="+")
    text = models.TextField(blank=True)
    held_on = models.DateField(null=True)
    confidential = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "dossier"], name="clients_draft_one_each"),
        ]

    class PersonalData:
        """Seen by its writer only, and gone when the note is saved."""

        of = "person"
        category = "notes"
        purposes = ("3.c",)
        retention = "draft"
        needs = "self"
        export = ("text", "held_on", "saved_at")
