"""The reporting agreement of an engagement and its recipients.

An agreement is never changed: a new version replaces it, and is told to the client again. The highest version holds.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, Person
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement


class ReportingAgreement(CardModel):
    """Which data are reported, in which form, why, how often; and when, how and by whom the client was told.

    `every_weeks` is None when there is one report only, on `first_on`.
    """

    class Form(models.TextChoices):
        """How is reported."""

        WRITTEN = "written", _("In writing")
        ORAL = "oral", _("Orally")
        BOTH = "both", _("In writing and orally")

    class ToldHow(models.TextChoices):
        """How the client was told."""

        ORAL = "oral", _("In a conversation")
        EMAIL = "email", _("By e-mail")
        LETTER = "letter", _("By letter")
        MEETING = "meeting", _("In a meeting with the sponsor")

    class Response(models.TextChoices):
        """What the client said of it."""

        NONE = "none", _("No answer")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        REFUSED = "refused", _("Refused")

    class PersonalData:
        of = "dossier"
        category = "reporting"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "agreements"
        changes = ("told_at", "told_how", "told_by", "response", "response_at")
        export = (
            "version",
            "categories",
            "form",
            "kinds",
            "purpose",
            "every_weeks",
            "first_on",
            "agreed_on",
            "told_at",
            "told_how",
            "response",
            "response_at",
        )

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    version = models.PositiveSmallIntegerField()
    categories = ArrayField(models.CharField(max_length=40))
    form = models.CharField(max_length=8, choices=Form.choices)
    kinds = ArrayField(models.CharField(max_length=12))
    purpose = models.CharField(max_length=300)
    every_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    first_on = models.DateField()
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_how = models.CharField(max_length=8, choices=ToldHow.choices, blank=True)
    told_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, blank=True, related_name="+")
    response = models.CharField(max_length=12, choices=Response.choices, default=Response.NONE)
    response_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("engagement", "version"), name="reporting_version_once"),
            models.CheckConstraint(
                name="reporting_told_by_somebody_somehow",
                condition=models.Q(told_at__isnull=True, told_by__isnull=True, told_how="")
                | (models.Q(told_at__isnull=False, told_by__isnull=False) & ~models.Q(told_how="")),
            ),
            models.CheckConstraint(
                name="reporting_response_has_a_moment",
                condition=models.Q(response="none", response_at__isnull=True)
                | (~models.Q(response="none") & models.Q(response_at__isnull=False)),
            ),
        )
        indexes = (models.Index(fields=("dossier", "engagement"), name="reporting_by_dossier"),)


class ReportingRecipient(CardModel):
    """A contact of the sponsor who may receive the reports of this version."""

    class PersonalData:
        of = "dossier"
        category = "reporting"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "agreements"
        export = ("contact",)
        append_only = True

    agreement = models.ForeignKey(ReportingAgreement, models.DO_NOTHING, related_name="+")
    contact = models.ForeignKey(SponsorContact, models.DO_NOTHING, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agreement", "contact"), name="recipient_once_per_agreement"),)
