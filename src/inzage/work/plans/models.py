"""Goals with every wording they had, actions, and that the client signed the plan for seen.

What is written is content of the part notes: only who works with the client reads it. That the plan was seen is a card.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, ContentModel, Person
from inzage.work.engagements.models import Engagement


class Goal(ContentModel):
    """Something the client wants to reach. Its words are in GoalText: the newest holds, the earlier ones stay."""

    class State(models.TextChoices):
        """How it stands with it."""

        OPEN = "open", _("Open")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Let go")

    class PersonalData:
        of = "dossier"
        category = "notes"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "notes"
        export = ("state", "state_on")
        changes = ("state", "state_on")

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    state_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("dossier", "engagement"), name="goal_by_dossier"),)


class GoalText(ContentModel):
    """One wording of a goal, in the client's own words, and who wrote it down."""

    class PersonalData:
        of = "dossier"
        category = "notes"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "notes"
        export = ("version", "words", "written_at")
        append_only = True

    goal = models.ForeignKey(Goal, models.DO_NOTHING, related_name="+")
    version = models.PositiveSmallIntegerField()
    words = models.TextField()
    written_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("goal", "version"), name="goal_text_version_once"),)


class PlanAction(ContentModel):
    """What the client, the coach or the sponsor does for the plan, before when, and how far it is.

    `task` is the newest task that reminds of it; it is about the engagement and holds no text.
    """

    class Owner(models.TextChoices):
        """Who does it."""

        CLIENT = "client", _("Client")
        COACH = "coach", _("Coach")
        SPONSOR = "sponsor", _("Sponsor")

    class State(models.TextChoices):
        """How far it is; the first three are the columns of the board."""

        TODO = "todo", _("To do")
        DOING = "doing", _("Busy")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Let go")

    class PersonalData:
        of = "dossier"
        category = "notes"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "notes"
        export = ("words", "owner", "due", "state", "made_at", "moved_at")
        changes = ("words", "owner", "due", "state", "moved_at", "moved_by", "task")

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    goal = models.ForeignKey(Goal, models.DO_NOTHING, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=8, choices=Owner.choices)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.TODO)
    task = models.UUIDField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("dossier", "engagement"), name="plan_action_by_dossier"),)


class PlanSeen(CardModel):
    """That the client signed the plan for seen: on which day, how, and how many goals it had then."""

    class How(models.TextChoices):
        """How the client let it be known."""

        PAPER = "paper", _("Signed on paper")
        EMAIL = "email", _("By e-mail")
        ORAL = "oral", _("In a conversation")

    class PersonalData:
        of = "dossier"
        category = "engagements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("seen_on", "how", "goals", "recorded_at")
        append_only = True

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    seen_on = models.DateField()
    how = models.CharField(max_length=6, choices=How.choices)
    goals = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="a_plan_that_is_seen_has_goals", condition=models.Q(goals__gte=1)),)
        indexes = (models.Index(fields=("dossier", "engagement"), name="plan_seen_by_dossier"),)
