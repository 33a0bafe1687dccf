"""The purposes of one dossier beyond those that every relation carries (articles 3.2 and 3.3)."""

from typing import ClassVar

from django.db import models

from inzage.access.declaration import Rule
from inzage.access.dossiers.models import CARD_OF_EITHER_KIND, CardModel


class DossierPurpose(CardModel):
    """A purpose that an agreement switched on for a dossier, or that its person prohibited, from when to when.

    Pushed down by the room that knows (`subject` is its engagement, agreement or objection) and read by the gate at
    each opening and each look. Written by gate functions only.
    """

    class Effect(models.TextChoices):
        """What it does."""

        CARRIED = "carried"
        PROHIBITED = "prohibited"

    purpose = models.CharField(max_length=10)
    effect = models.CharField(max_length=10, choices=Effect.choices)
    subject = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "purpose", "effect"], name="access_purpose_of"),
            models.Index(fields=["subject"], name="access_purpose_subject"),
        ]

    class PersonalData:
        """Seen with the card of its dossier."""

        of = "dossier"
        category = "dossiers"
        purposes = ("3.a",)
        retention = "client_file"
        needs = "rules"
        export = ("purpose", "effect", "since", "until")
        rules = (
            Rule("desk", "select", CARD_OF_EITHER_KIND),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
            Rule("gate", "update", "true"),
        )
