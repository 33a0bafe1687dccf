"""Session notes, the history of their confidential mark, the passages released from them, their earlier texts."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import ContentModel, Entry, Person
from inzage.access.searching.expressions import CONFIG


class SessionNote(ContentModel):
    """A short note, of a kind of the policy. A change keeps the old text as a version (article 6.dossier)."""

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField(_("written at"))
    held_on = models.DateField(_("date of the talk"))
    author = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    kind = models.CharField(_("kind"), max_length=30, default="talk")
    text = models.TextField(_("note"))
    confidential = models.BooleanField(_("confidential"), default=False)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    changed_at = models.DateTimeField(_("changed at"), null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "-held_on"], name="clients_note_held"),
            GinIndex(SearchVector("text", config=CONFIG), name="clients_note_words"),
        ]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "notes"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "notes"
        export = ("kind", "held_on", "at", "text", "confidential", "changed_at")
        changes = ("confidential", "kind", "held_on", "text", "revision", "changed_at")
        kept_in = "clients_noteversion"
        search = ("text",)
        search_date = "held_on"


class NoteVersion(ContentModel):
    """A note as it was before its author changed it; the first is number 1."""

    note = models.ForeignKey(SessionNote, models.DO_NOTHING, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=30)
    held_on = models.DateField(_("date of the talk"))
    text = models.TextField(_("note"))
    at = models.DateTimeField(_("written at"))
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "number"], name="clients_noteversion_once"),
        ]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "notes"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "notes"
        export = ("number", "kind", "held_on", "text", "at", "replaced_at")
        append_only = True


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
