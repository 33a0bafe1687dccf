"""Days on which a client's sickness did not count: back at work, or on leave that the law sets apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import ContentModel, Person


class SickInterruption(ContentModel):
    """One interruption; `last_on` None as long as it lasts. A wrong one is taken back and stays in the history.

    It says that and when, never why: the reason is not the bureau's to know (articles 2.registration and 6.health).
    """

    class Kind(models.TextChoices):
        """How the law counts it (BW 7:629(10))."""

        WORK = "work", _("Back at work")
        APART = "apart", _("Leave that the law counts apart")

    class PersonalData:
        of = "dossier"
        category = "registration"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "identity"
        export = ("kind", "first_on", "last_on", "recorded_at", "withdrawn_at")
        changes = ("last_on", "withdrawn_at", "withdrawn_by")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="interruption_runs_forward",
                condition=models.Q(last_on=None) | models.Q(last_on__gte=models.F("first_on")),
            ),
            models.CheckConstraint(
                name="interruption_withdrawn_by_and_at",
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("dossier", "first_on"), name="interruption_by_dossier"),)
