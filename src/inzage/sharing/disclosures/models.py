"""The register of disclosures, why each rested on its ground, and the record that a client was told of one.

A disclosure is a card: it says what happened and to whom, never what was in it. The bytes that went are a document in
the vault. Nothing here can be changed after it was written: there is no rule by which anybody may.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, ContentModel, Document, Person
from inzage.sharing.post.models import Message
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement


class Disclosure(CardModel):
    """Something left the bureau: to whom, in which form, which exact bytes, why, and on which decision.

    `subject` is the report version, or for an oral report the session note of it. `decision` is law's Decision as JSON.
    """

    class Kind(models.TextChoices):
        """What left."""

        REPORT = "report", _("Report")
        ORAL_REPORT = "oral_report", _("Oral report")

    class Channel(models.TextChoices):
        """Which way it went."""

        EMAIL_PDF = "email_pdf", _("PDF by e-mail")
        UPLOAD = "upload", _("PDF uploaded to the recipient's own portal")
        FORM = "form", _("On the recipient's own form, uploaded to their portal")
        ORAL = "oral", _("In a conversation")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    subject = models.UUIDField()
    report = models.UUIDField()
    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    recipient = models.ForeignKey(SponsorContact, models.DO_NOTHING, related_name="+")
    recipient_label = models.CharField(_("recipient"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200)
    form = models.CharField(_("form"), max_length=8)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    categories = ArrayField(models.CharField(max_length=40))
    document = models.ForeignKey(Document, models.DO_NOTHING, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    purpose = models.CharField(max_length=10)
    ground = models.CharField(max_length=24)
    articles = ArrayField(models.CharField(max_length=30))
    decision = models.JSONField()
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    message = models.ForeignKey(Message, models.DO_NOTHING, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "recipient", "channel"], name="disclosed_once_to_each"),
            models.CheckConstraint(
                name="written_disclosure_has_its_bytes",
                condition=models.Q(form="oral", document=None, message=None, sha256="", size=None)
                | (
                    models.Q(form="written", document__isnull=False, size__gt=0)
                    & models.Q(sha256__regex="^[0-9a-f]{64}$")
                ),
            ),
            models.CheckConstraint(
                name="disclosure_by_mail_has_its_message",
                condition=models.Q(channel="email_pdf", message__isnull=False)
                | (~models.Q(channel="email_pdf") & models.Q(message=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-made_at"], name="sharing_disclosure_dossier"),
            models.Index(fields=["office", "-made_at"], name="sharing_disclosure_office"),
            models.Index(fields=["report"], name="sharing_disclosure_report"),
        ]

    class PersonalData:
        """Seen by whose role has the register at the office, and by grant; added once, never changed."""

        of = "dossier"
        category = "disclosures"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "disclosures"
        append_only = True
        export = (
            "kind",
            "recipient_label",
            "organisation",
            "form",
            "channel",
            "categories",
            "purpose",
            "ground",
            "made_at",
        )

    @property
    def decision_shown(self) -> dict[str, object]:
        """The decision as it was made, in the form that a page shows."""
        return {**self.decision, "allowed": self.decision["outcome"] == "allow"}


class Grounds(ContentModel):
    """Why a disclosure rested on its ground, and why health data were needed (6.exceptions, 6.health)."""

    disclosure = models.OneToOneField(Disclosure, models.DO_NOTHING, related_name="+")
    reasons = models.TextField(_("reasons"), blank=True)
    weighing = models.TextField(_("weighing"), blank=True)
    health_necessity = models.TextField(_("need for the health data"), blank=True)

    class PersonalData:
        """Words about the client: shown by opening; added once, never changed."""

        of = "dossier"
        category = "disclosures"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "disclosures"
        append_only = True
        export = ("reasons", "weighing", "health_necessity")


class ClientInformed(CardModel):
    """That the client was told of a disclosure: when, how and by whom (article 6.informing)."""

    class How(models.TextChoices):
        """How the client was told."""

        CONVERSATION = "conversation", _("In a conversation")
        PHONE = "phone", _("By telephone")
        VIDEO = "video", _("In a video call")

    disclosure = models.OneToOneField(Disclosure, models.DO_NOTHING, related_name="+")
    informed_on = models.DateField(_("informed on"))
    how = models.CharField(_("how"), max_length=12, choices=How.choices)
    informed_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class PersonalData:
        """As the disclosure it belongs to."""

        of = "dossier"
        category = "disclosures"
        purposes = ("3.c", "3.g")
        retention = "client_file"
        needs = "grant"
        part = "disclosures"
        append_only = True
        export = ("informed_on", "how", "recorded_at")
