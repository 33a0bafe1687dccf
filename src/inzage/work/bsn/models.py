"""The sealed number of an engagement, and each time that somebody asked to see it."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import ContentModel, Person
from inzage.access.vault.sealing import Place
from inzage.law.policy.inward import BSN_SERVICES
from inzage.work.engagements.models import Engagement


def place(row: UUID, version: int) -> Place:
    """Where a number is sealed: it cannot be moved to another row."""
    return Place("work_bsn", row, "sealed", version)


class Bsn(ContentModel):
    """The number of one engagement, sealed with the dossier's key. No column holds a digit of it."""

    engagement = models.OneToOneField(Engagement, models.DO_NOTHING, related_name="+")
    service = models.CharField(max_length=40)
    sealed = models.BinaryField()
    key_version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        constraints: ClassVar = [
            # whatever a policy says, the law knows no other services (UAVG 46)
            models.CheckConstraint(condition=models.Q(service__in=BSN_SERVICES), name="work_bsn_by_statute"),
        ]

    class PersonalData:
        """Shown by opening, to who has the part `bsn`; removed when it is wrong or needed no more."""

        of = "dossier"
        category = "bsn"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "bsn"
        export = ("service", "recorded_at")
        changes = ("sealed", "key_version", "recorded_at", "recorded_by")
        rules = (
            Rule(
                "desk",
                "delete",
                "dossier_id = any((select gate.opened('bsn'))::uuid[]) and (select gate.writes())",
            ),
        )


class BsnReveal(ContentModel):
    """That somebody asked to see the number, why and when; `shown_at` is when it was shown, once."""

    class Reason(models.TextChoices):
        """Why the number must be seen. A closed list: no text that could say too much."""

        FORM = "form", _("to fill in a form on which the law asks for it")
        CHECK = "check", _("to check it with UWV or the one who gave it")
        CORRECT = "correct", _("to correct it")
        REQUEST = "request", _("because the client asked what we hold")

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    shown_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["engagement", "-at"], name="work_bsnreveal_engagement")]

    class PersonalData:
        """Shown by opening, to who has the part `bsn`."""

        of = "dossier"
        category = "bsn"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "bsn"
        export = ("reason", "at")
        changes = ("shown_at",)
