"""Engagements and who is assigned to them. Both are cards: what happens in an engagement is written elsewhere."""

from django.db import models

from inzage.access.models import CardModel, Person
from inzage.sponsors.agreements.models import Agreement
from inzage.sponsors.relations.models import Sponsor
from inzage.work.engagements.courses import outcome_label, stage_label


class Engagement(CardModel):
    """A service for one client under one agreement. `reference` is the sponsor's own; it holds no name.

    `phase` and `outcome` are codes of the policy's `courses`.
    """

    class PersonalData:
        of = "dossier"
        category = "engagements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("service", "phase", "reference", "started_on", "ended_on", "outcome")

    agreement = models.ForeignKey(Agreement, models.DO_NOTHING, related_name="+")
    sponsor = models.ForeignKey(Sponsor, models.DO_NOTHING, related_name="+")
    service = models.CharField(max_length=40)
    phase = models.CharField(max_length=40)
    reference = models.CharField(max_length=60, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("dossier", "agreement", "service"),
                condition=models.Q(ended_on__isnull=True),
                name="engagement_runs_once",
            ),
            models.CheckConstraint(
                name="engagement_ends_with_an_outcome",
                condition=models.Q(ended_on__isnull=True, outcome="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(outcome="")),
            ),
        )
        indexes = (models.Index(fields=("dossier", "started_on"), name="engagement_by_dossier"),)

    @property
    def phase_label(self) -> str:
        """The phase in the language of the page."""
        return stage_label(self.phase)

    @property
    def outcome_label(self) -> str:
        """The outcome in the language of the page; empty as long as it runs."""
        return outcome_label(self.outcome) if self.outcome else ""

    @property
    def sponsor_name(self) -> str:
        """The sponsor's name; empty for who may see the client's dossier but not the sponsor's."""
        try:
            return self.sponsor.name
        except Sponsor.DoesNotExist:
            return ""

    @property
    def agreement_number(self) -> str:
        """The number of the agreement; empty for who may not see it."""
        try:
            return self.agreement.number
        except Agreement.DoesNotExist:
            return ""


class Assignment(CardModel):
    """Who works on an engagement, from when to when, and its grants on the client's and the sponsor's dossier."""

    class PersonalData:
        of = "dossier"
        category = "engagements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("role", "from_on", "until_on")

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    role = models.CharField(max_length=40)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    grant = models.UUIDField()
    sponsor_grant = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("engagement", "person", "role"),
                condition=models.Q(ended_at__isnull=True),
                name="assignment_runs_once",
            ),
        )
        indexes = (models.Index(fields=("dossier", "person"), name="assignment_by_dossier"),)
