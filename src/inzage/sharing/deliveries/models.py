"""That a report was given to the client. The exact bytes are a document in the vault; nothing here changes later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, Document, Person
from inzage.sharing.post.models import Message


class Delivery(CardModel):
    """A report version that went to the client: how, when, by whom, and the hash of its bytes. One way once."""

    class Channel(models.TextChoices):
        """Which way it went."""

        EMAIL = "email", _("PDF by e-mail")
        LETTER = "letter", _("By letter")
        HANDED = "handed", _("Handed over")

    class PersonalData:
        """Seen by whose role has the register at the office, and by grant; added once, never changed."""

        of = "dossier"
        category = "disclosures"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "disclosures"
        append_only = True
        export = ("channel", "sha256", "given_on", "made_at")

    report = models.UUIDField()
    version = models.UUIDField()
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="+")
    sha256 = models.CharField(max_length=64)
    message = models.ForeignKey(Message, models.DO_NOTHING, null=True, related_name="+")
    given_on = models.DateField(_("given on"))
    decision = models.JSONField()
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "channel"], name="given_once_each_way"),
            models.CheckConstraint(
                name="given_by_mail_has_its_message",
                condition=models.Q(channel="email", message__isnull=False)
                | (~models.Q(channel="email") & models.Q(message=None)),
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-made_at"], name="sharing_delivery_dossier")]
