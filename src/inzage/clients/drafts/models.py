"""The draft: the fields of a form as they were last seen in one window."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from inzage.access.models import Dossier, Person


class Draft(models.Model):
    """What somebody typed in one window (`tab`) in a form of a `kind`, about a `subject` or nothing yet.

    `fields` are the form's values by name, as they were typed.
    """

    class Kind(models.TextChoices):
        """Which form it is."""

        NOTE = "note"
        NOTE_CHANGE = "note_change"
        CORRESPONDENCE = "correspondence"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    dossier = models.ForeignKey(Dossier, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.UUIDField(null=True)
    tab = models.UUIDField()
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "dossier", "kind", "tab"], name="clients_draft_once_per_window"),
        ]

    class PersonalData:
        """Seen by its writer only, and gone when what it became is saved."""

        of = "person"
        category = "notes"
        purposes = ("3.c",)
        retention = "draft"
        needs = "self"
        export = ("fields", "saved_at")
