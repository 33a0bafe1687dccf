"""The invitation that went to a seat, the reminder that waits for its moment, and who wants no reminders."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import CardModel, Person
from inzage.sharing.post.models import Message
from inzage.work.meetings.models import Meeting, Seat


class Invitation(CardModel):
    """The invitation of one seat by mail. Each has a UID of its own that nobody can guess: an answer must name it.

    `sequence` is the meeting's at the last mail; an answer to an earlier one is old. `addressed_to` is a keyed hash of
    the address, which an answer must come from. `tell` is who hears of a no.
    """

    meeting = models.ForeignKey(Meeting, models.DO_NOTHING, related_name="+")
    seat = models.OneToOneField(Seat, models.DO_NOTHING, related_name="+")
    uid = models.CharField(max_length=80, unique=True)
    addressed_to = models.CharField(max_length=64)
    sequence = models.PositiveSmallIntegerField()
    tell = models.UUIDField()
    message = models.ForeignKey(Message, models.DO_NOTHING, related_name="+")
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["meeting"], name="sharing_invitation_meeting")]

    class PersonalData:
        """Seen with the card of its dossier; the worker matches answers with it."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.c", "3.g")
        retention = "client_file"
        needs = "grant"
        part = "card"
        changes = ("addressed_to", "sequence", "tell", "message", "sent_at", "answered_at")
        export = ("sequence", "sent_at", "answered_at")
        rules = (Rule("worker", "select", "true"), Rule("worker", "update", "true"))


class Reminder(CardModel):
    """A reminder to the client that is written already and waits in the outbox until it is due."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        SENT = "sent", _("handed to the post")
        STOPPED = "stopped", _("stopped")

    meeting = models.ForeignKey(Meeting, models.DO_NOTHING, related_name="+")
    message = models.OneToOneField(Message, models.DO_NOTHING, related_name="+")
    due_at = models.DateTimeField(_("due at"))
    starts_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(state="waiting"), name="reminder_waits_once"
            ),
            models.CheckConstraint(
                name="reminder_settled_at",
                condition=models.Q(state="waiting", settled_at=None)
                | (~models.Q(state="waiting") & models.Q(settled_at__isnull=False)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="sharing_reminder_due"),
            models.Index(fields=["dossier"], name="sharing_reminder_dossier"),
        ]

    class PersonalData:
        """Seen with the card of its dossier; the worker sends it when it is due."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.g",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        changes = ("state", "settled_at")
        export = ("due_at", "state")
        rules = (Rule("worker", "select", "true"), Rule("worker", "update", "true"))


class ReminderRefusal(CardModel):
    """That the client wants no reminders by mail, from when to when."""

    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(withdrawn_at=None), name="reminders_refused_once"
            ),
            models.CheckConstraint(
                name="reminders_wanted_again_by_and_at",
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    class PersonalData:
        """Seen with the card of its dossier."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.g",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        changes = ("withdrawn_by", "withdrawn_at")
        export = ("recorded_at", "withdrawn_at")
        rules = (Rule("worker", "select", "true"),)


class ReplyMailbox(models.Model):
    """How far a folder of the mailbox was read, so that a mail that is no answer is looked at once and left alone.

    `validity` and `last` are IMAP's UIDVALIDITY and the highest UID that was looked at (RFC 3501, 2.3.1.1).
    """

    folder = models.CharField(primary_key=True, max_length=200)
    validity = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()

    class NoPersonalData:
        """Two numbers."""

        reason = "how far a mailbox was read"
        rules = (
            Rule("worker", "select", "true"),
            Rule("worker", "insert", "true"),
            Rule("worker", "update", "true"),
        )
