"""That a dossier was closed, why and by whom; and that it was opened for work again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, Person


class Closure(CardModel):
    """One closing of a client's dossier. Whether it is closed now stands on the dossier itself (`closed_at`)."""

    class Reason(models.TextChoices):
        """Why it can be closed."""

        DONE = "done", _("all engagements have ended")
        NOT_STARTED = "not_started", _("no engagement came of it")
        DOUBLE = "double", _("the client has another dossier")
        ASKED = "asked", _("the client asked for it")

    class Again(models.TextChoices):
        """Why it is opened for work again."""

        NEW_WORK = "new_work", _("the client comes back")
        MISTAKE = "mistake", _("it was closed by mistake")
        DUTY = "duty", _("something must still be added")

    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    closed_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    closed_at = models.DateTimeField(_("closed at"))
    reopened_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    reopened_at = models.DateTimeField(_("opened again at"), null=True)
    again = models.CharField(_("reason to open it again"), max_length=12, choices=Again.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier"], condition=models.Q(reopened_at=None), name="work_closure_once"),
            models.CheckConstraint(
                condition=models.Q(reopened_at=None, reopened_by=None, again="")
                | (models.Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~models.Q(again="")),
                name="work_closure_reopened_by_and_at",
            ),
        ]

    class PersonalData:
        """Shown by grant or office role."""

        of = "dossier"
        category = "dossiers"
        purposes = ("3.a",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        changes = ("reopened_by", "reopened_at", "again")
        export = ("reason", "closed_at", "reopened_at", "again")
