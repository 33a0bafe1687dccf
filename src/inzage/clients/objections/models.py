"""An objection of a client to one purpose (article 3.3, AVG 21)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, Person


class Objection(CardModel):
    """One purpose that the client objected to; only the client can take it back."""

    class How(models.TextChoices):
        """How it came in; every way works at once."""

        EMAIL = "email", _("by e-mail")
        LETTER = "letter", _("by letter")
        PHONE = "phone", _("by telephone")
        ORAL = "oral", _("in a conversation")

    purpose = models.CharField(_("purpose"), max_length=10)
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    received_on = models.DateField(_("received on"))
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "purpose"], condition=models.Q(withdrawn_at=None), name="clients_objection_once"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="clients_objection_withdrawn_by_and_at",
            ),
        ]

    class PersonalData:
        """Shown by grant or office role: whoever works with the client must know."""

        of = "dossier"
        category = "objections"
        purposes = ("3.a",)
        retention = "objection"
        needs = "grant"
        part = "card"
        changes = ("withdrawn_at", "withdrawn_by")
        export = ("purpose", "how", "received_on", "withdrawn_at")
