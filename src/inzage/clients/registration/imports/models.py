"""The staging of an import: a batch and its rows, seen by the person who brought the file, and erased when done."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inzage.access.models import Person


class ImportBatch(models.Model):
    """One uploaded file while it is looked at: how far the dry run is and what it found."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    headings = ArrayField(models.CharField(max_length=60))
    columns = ArrayField(models.CharField(max_length=30))
    service = models.CharField(max_length=30, blank=True)
    total = models.PositiveIntegerField()
    checked = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class PersonalData:
        """Seen by the person who uploaded it."""

        of = "person"
        category = "registration"
        purposes = ("3.a",)
        retention = "draft"
        needs = "self"
        export = ("at", "total")

    @property
    def is_checked(self) -> bool:
        """True when the dry run has seen every row."""
        return self.checked >= self.total

    @property
    def fresh(self) -> int:
        """How many of the rows seen so far are new clients."""
        return self.checked - self.bad - self.known


class ImportRow(models.Model):
    """One row of the file as it stands there, and what the dry run says of it.

    `keys` are those by which a double is found, `twin` the earlier row that is the same person, `known_as` the number
    of the dossier of a client who is known already. What is wrong with a cell is read from the cell again, in the
    language of whoever looks.
    """

    class Outcome(models.TextChoices):
        """What will happen with the row."""

        UNCHECKED = ""
        FRESH = "fresh"
        KNOWN = "known"
        BAD = "bad"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    batch = models.ForeignKey(ImportBatch, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    number = models.PositiveIntegerField()
    cells = ArrayField(models.TextField())
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.UNCHECKED)
    keys = ArrayField(models.CharField(max_length=260), default=list)
    twin = models.PositiveIntegerField(null=True)
    known_as = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="clients_importrow_number"),
        ]

    class PersonalData:
        """Seen by the person who uploaded it; erased when the import is done or thrown away."""

        of = "person"
        category = "registration"
        purposes = ("3.a",)
        retention = "draft"
        needs = "self"
        export = ("number",)
