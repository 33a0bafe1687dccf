"""A bulk action with its rows: what is to be done, to what, and what became of each."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.identity.models import Person


class Bulk(models.Model):
    """What one person is about to do to many rows. `given` holds codes and ids that the verb asked for, no names."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    verb = models.CharField(max_length=30)
    given = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class PersonalData:
        """One's own."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "draft"
        needs = "self"
        export = ("verb", "made_at", "confirmed_at")

    def __str__(self) -> str:
        return str(self.id)


class BulkRow(models.Model):
    """One row: an engagement, a task or a client. `reason` says why it is or would be refused."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("can be done")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    bulk = models.ForeignKey(Bulk, models.DO_NOTHING, related_name="+")
    place = models.PositiveSmallIntegerField()
    target = models.UUIDField()
    dossier = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["bulk", "target"], name="access_bulk_row_once")]
        indexes: ClassVar = [models.Index(fields=["bulk", "place"], name="access_bulk_row_place")]

    class PersonalData:
        """One's own."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "draft"
        needs = "self"
        export = ("state",)

    def __str__(self) -> str:
        return str(self.id)
