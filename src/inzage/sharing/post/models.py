"""The outbox: a message says where it stands; its envelope holds addresses and text, and goes as soon as it is sent."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import Document

# a message of the system itself (a password reset) belongs to no dossier and is queued before anybody is signed in
MAY_QUEUE = "(case when dossier is null then true else gate.may_add_card(dossier, office, 'disclosures') end)"
OF_THE_SYSTEM = "dossier is null"
SEES = (
    "dossier = any((select gate.granted('disclosures'))::uuid[])"
    " or office = any((select gate.offices('client', 'disclosures'))::uuid[])"
)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 720))


class Message(models.Model):
    """One mail: where it stands, and which document goes with it. Ids and moments only.

    `claimed_at` is set when the worker takes it, `data_at` just before the text goes over the line: a message that was
    claimed and never settled is in doubt when `data_at` is set, and simply waits again when it is not. `addressed_to`
    is a keyed hash of the addresses: it tells whether somebody still has the address that the envelope holds.
    """

    class State(models.TextChoices):
        """Where a message stands."""

        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be delivered")
        IN_DOUBT = "in_doubt", _("Not sure that it arrived")
        GIVEN_UP = "given_up", _("Given up")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dossier = models.UUIDField(null=True)
    office = models.UUIDField(null=True)
    document = models.ForeignKey(Document, models.DO_NOTHING, null=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField(_("queued at"))
    queued_by = models.UUIDField(null=True)
    addressed_to = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    data_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_document_has_its_hash",
                condition=models.Q(document=None, sha256="", file_name="")
                | (models.Q(document__isnull=False) & ~models.Q(sha256="") & ~models.Q(file_name="")),
            ),
            models.CheckConstraint(
                name="message_with_a_document_is_of_a_dossier",
                condition=models.Q(document=None) | models.Q(dossier__isnull=False),
            ),
            models.CheckConstraint(
                name="message_of_a_dossier_has_an_office",
                condition=models.Q(dossier=None, office=None) | models.Q(dossier__isnull=False, office__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "claimed_at"], name="sharing_message_state"),
            models.Index(fields=["dossier"], name="sharing_message_dossier"),
        ]

    class PersonalData:
        """Seen with the disclosures of its dossier; the worker sees and changes all."""

        of = "dossier"
        category = "post"
        purposes = ("3.c", "3.g")
        retention = "outbox"
        needs = "rules"
        part = "disclosures"
        export = ("state", "queued_at", "settled_at")
        changes = ("state", "attempts", "claimed_at", "data_at", "settled_at", "settled_by", "fault")
        rules = (
            Rule("desk", "insert", MAY_QUEUE),
            Rule("desk", "select", SEES),
            Rule("desk", "update", SEES),
            Rule("public", "insert", OF_THE_SYSTEM),
            Rule("worker", "insert", OF_THE_SYSTEM),
            Rule("worker", "select", "true"),
            Rule("worker", "update", "true"),
        )


class Envelope(models.Model):
    """Addresses and text of a message that was not settled yet. Only the worker reads it, and removes it when done."""

    message = models.OneToOneField(Message, models.DO_NOTHING, primary_key=True, related_name="+")
    sender = models.CharField(max_length=320)
    recipients = ArrayField(models.EmailField(max_length=254))
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)

    class PersonalData:
        """Written by every process that posts, read and removed by the worker alone."""

        of = "message"
        category = "post"
        purposes = ("3.c", "3.g")
        retention = "outbox"
        needs = "outbox"
        export = ()
