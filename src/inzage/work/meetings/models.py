"""The meeting and who takes part, as cards; where it is, who the guests are and why it moved, as content."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import CardModel, ContentModel, Person
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement


class Meeting(CardModel):
    """One appointment in an engagement. `staff` holds the people of the bureau who come, the coach among them.

    `sequence` goes up by one each time it is moved or called off, as in RFC 5545: an answer to an older one is told.
    """

    class Place(models.TextChoices):
        """Which kind of place."""

        OFFICE = "office", _("at the bureau")
        ADDRESS = "address", _("at another address")
        PHONE = "phone", _("by telephone")
        VIDEO = "video", _("by video")

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        MISSED = "missed", _("Client was absent")
        CANCELLED = "cancelled", _("Called off")

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    coach = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    staff = ArrayField(models.UUIDField())
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=8, choices=Place.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    sequence = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="meeting_ends_after_it_begins", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dossier", "-starts_at"], name="work_meeting_dossier"),
            models.Index(fields=["office", "starts_at"], name="work_meeting_office"),
            GinIndex(fields=["staff"], name="work_meeting_staff"),
        ]

    class PersonalData:
        """Shown by grant or office role: a moment and a kind of place, no address and no guest's name."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        changes = ("starts_at", "ends_at", "place", "state", "sequence")
        export = ("starts_at", "ends_at", "place", "state")

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def is_planned(self) -> bool:
        """Whether it stands: neither over nor called off."""
        return self.state == self.State.PLANNED


class MeetingPlace(ContentModel):
    """Where exactly (room, address, number, link), and what it is about."""

    meeting = models.OneToOneField(Meeting, models.DO_NOTHING, related_name="+")
    whereabouts = models.CharField(_("where exactly"), max_length=300, blank=True)
    about = models.CharField(_("what it is about"), max_length=200, blank=True)

    class PersonalData:
        """Shown by opening: an address may be the client's own."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "contact"
        export = ("whereabouts", "about")


class Seat(CardModel):
    """Somebody of outside who takes part: the client, a contact of a sponsor, or a guest named in `Guest`.

    `client_knows_on` is the day on which the client was told that this person is asked to come; without it nobody but
    the client gets an invitation. `invited_for` is the meeting's sequence that the last invitation was about.
    """

    class Kind(models.TextChoices):
        """What they are to the meeting."""

        CLIENT = "client", _("client")
        CONTACT = "contact", _("contact of the sponsor")
        GUEST = "guest", _("somebody else")

    class Attendance(models.TextChoices):
        """Whether they came."""

        PRESENT = "present", _("came on time")
        LATE = "late", _("came late")
        NOTICED = "noticed", _("absent, told beforehand")
        UNNOTICED = "unnoticed", _("absent, told nothing")

    class Reply(models.TextChoices):
        """What they answered to the invitation (RFC 5545, PARTSTAT)."""

        ACCEPTED = "accepted", _("accepted")
        TENTATIVE = "tentative", _("perhaps")
        DECLINED = "declined", _("declined")

    meeting = models.ForeignKey(Meeting, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    contact = models.ForeignKey(SponsorContact, models.DO_NOTHING, null=True, related_name="+")
    client_knows_on = models.DateField(_("client was told on"), null=True)
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance.choices, blank=True)
    minutes_late = models.PositiveSmallIntegerField(_("minutes late"), null=True)
    invited_at = models.DateTimeField(_("invited at"), null=True)
    invited_for = models.PositiveSmallIntegerField(null=True)
    reply = models.CharField(_("answer"), max_length=10, choices=Reply.choices, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(kind="client"), name="meeting_has_one_client"
            ),
            models.CheckConstraint(
                name="seat_late_by_minutes",
                condition=models.Q(attendance="late", minutes_late__isnull=False, minutes_late__gt=0)
                | (~models.Q(attendance="late") & models.Q(minutes_late=None)),
            ),
            models.CheckConstraint(
                name="seat_of_a_contact",
                condition=models.Q(kind="contact", contact__isnull=False)
                | (~models.Q(kind="contact") & models.Q(contact=None)),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting"], name="work_seat_meeting")]

    class PersonalData:
        """Shown by grant or office role; the worker writes what was answered by mail. It holds no name."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        changes = (
            "client_knows_on",
            "attendance",
            "minutes_late",
            "invited_at",
            "invited_for",
            "reply",
            "replied_at",
        )
        export = ("kind", "attendance", "minutes_late", "reply")
        rules = (Rule("worker", "select", "true"), Rule("worker", "update", "true"))


class Guest(ContentModel):
    """Name, role and mail address of somebody who is neither the client nor a contact of a sponsor."""

    seat = models.OneToOneField(Seat, models.DO_NOTHING, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=80)
    email = models.EmailField(_("e-mail address"), blank=True)

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "contact"
        append_only = True
        export = ("name", "role", "email")


class MeetingChange(ContentModel):
    """That a meeting was moved or called off: the old time, the new one, who asked it and why."""

    class What(models.TextChoices):
        """What was done."""

        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("called off")

    class AskedBy(models.TextChoices):
        """Who asked for it."""

        CLIENT = "client", _("the client")
        BUREAU = "bureau", _("the bureau")
        SPONSOR = "sponsor", _("the sponsor")

    meeting = models.ForeignKey(Meeting, models.DO_NOTHING, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    old_starts_at = models.DateTimeField()
    old_ends_at = models.DateTimeField()
    new_starts_at = models.DateTimeField(null=True)
    new_ends_at = models.DateTimeField(null=True)
    asked_by = models.CharField(_("asked by"), max_length=8, choices=AskedBy.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="meeting_change_has_a_new_time_when_moved",
                condition=models.Q(what="moved", new_starts_at__isnull=False, new_ends_at__isnull=False)
                | models.Q(what="cancelled", new_starts_at=None, new_ends_at=None),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "-at"], name="work_meetingchange_of")]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "meetings"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "contact"
        append_only = True
        export = ("what", "old_starts_at", "new_starts_at", "asked_by", "reason", "at")
