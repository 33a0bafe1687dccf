"""A group programme with its meetings, and who takes part. The programme is the bureau's; each participant is a card.

A row of a participant shows with the card of that client and with no other: whoever takes part stays unknown to those
who have no need for the dossier (article 6.need).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import CardModel, Office, Person
from inzage.work.engagements.models import Engagement

MAY_KEEP = "(select gate.has_role('coach', 'psychologist', 'labour_expert', 'back_office', 'team_leader'))"


class GroupProgramme(models.Model):
    """What is offered to a group. `title` tells the subject, no name."""

    class NoPersonalData:
        """The bureau's own offer."""

        reason = "a programme names nobody who takes part"
        rules = (Rule("desk", "select", "true"), Rule("desk", "insert", MAY_KEEP))

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    title = models.CharField(max_length=120)
    made_at = models.DateTimeField()


class GroupMeeting(models.Model):
    """One date of a programme, and where it is."""

    class NoPersonalData:
        """A date and a place."""

        reason = "a meeting names nobody who takes part"
        rules = (Rule("desk", "select", "true"), Rule("desk", "insert", MAY_KEEP))

    id = models.UUIDField(primary_key=True, editable=False)
    programme = models.ForeignKey(GroupProgramme, models.DO_NOTHING, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="group_meeting_runs_forward", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
        )


class Participant(CardModel):
    """A client who takes part in a programme for an engagement, from when to when."""

    class PersonalData:
        of = "dossier"
        category = "engagements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("joined_on", "left_on")
        changes = ("left_on",)

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    programme = models.ForeignKey(GroupProgramme, models.DO_NOTHING, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("engagement", "programme"),
                condition=models.Q(left_on__isnull=True),
                name="takes_part_once",
            ),
        )
        indexes = (models.Index(fields=("programme",), name="participant_by_programme"),)


class GroupAttendance(CardModel):
    """Whether a participant was at a meeting; a correction changes it, and the log tells of each time."""

    class State(models.TextChoices):
        """How it went."""

        PRESENT = "present", _("Present")
        LATE = "late", _("Came late")
        EXCUSED = "excused", _("Sent word")
        ABSENT = "absent", _("Stayed away")

    class PersonalData:
        of = "dossier"
        category = "engagements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("state", "recorded_at")
        changes = ("state", "recorded_by", "recorded_at")

    participant = models.ForeignKey(Participant, models.DO_NOTHING, related_name="+")
    meeting = models.ForeignKey(GroupMeeting, models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices)
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("participant", "meeting"), name="group_attendance_once"),)
