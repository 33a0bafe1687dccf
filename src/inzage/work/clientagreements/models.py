"""Templates of the agreement with clients, and that a client was handed one or signed it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import CardModel, Document, Person
from inzage.work.engagements.models import Engagement

KEEPERS = ("back_office", "manager", "privacy_officer")
"""The roles that keep the templates."""
MAY_KEEP = "(select gate.has_role('back_office', 'manager', 'privacy_officer'))"


class AgreementTemplate(models.Model):
    """One version of the agreement with clients. A published one never changes: a new version follows it.

    In `text` and `secrecy` stand {client}, {bureau}, {service}, {sponsor} and {date} for what is filled in.
    """

    class NoPersonalData:
        """The bureau's own text, the same for every client."""

        reason = "a template holds no client's data"
        rules = (
            Rule("desk", "select", "true"),
            Rule("desk", "insert", f"drafted_by_id = (select gate.actor()) and published_at is null and {MAY_KEEP}"),
            Rule("desk", "update", MAY_KEEP),
        )

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    secrecy = models.TextField(blank=True)
    drafted_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_published_template_keeps_secrecy",
                condition=models.Q(published_at=None, published_by=None)
                | (models.Q(published_at__isnull=False, published_by__isnull=False) & ~models.Q(secrecy="")),
            ),
        )


class ClientAgreement(CardModel):
    """That this client has the agreement for this engagement: which version, how and when, and the scan if any.

    `complaints_handed`: the complaints procedure went with it.
    """

    class How(models.TextChoices):
        """How the client got it."""

        HANDED = "handed", _("Handed over")
        SIGNED = "signed", _("Signed by the client")

    class PersonalData:
        of = "dossier"
        category = "agreements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "agreements"
        export = ("how", "agreed_on", "complaints_handed", "recorded_at")
        append_only = True

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    template = models.ForeignKey(AgreementTemplate, models.DO_NOTHING, related_name="+")
    how = models.CharField(max_length=6, choices=How.choices)
    agreed_on = models.DateField()
    complaints_handed = models.BooleanField()
    document = models.ForeignKey(Document, models.DO_NOTHING, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("dossier", "engagement"), name="client_agreement_by_dossier"),)
