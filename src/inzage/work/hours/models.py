"""Hours worked on engagements, and hours of an agreement that were bought or billed. Neither is ever changed.

A correction of hours is a newer version of the same person, engagement, day and kind: the highest version holds.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import CardModel, Person
from inzage.sponsors.agreements.models import Agreement
from inzage.work.engagements.models import Engagement

MINE_OR_MY_TEAMS = (
    "person_id = (select gate.actor())"
    " or office_id = any((select gate.offices('client', 'billing'))::uuid[])"
    " or ((select gate.has_role('team_leader')) and office_id = any((select gate.offices('client', 'card'))::uuid[]))"
)
MOST = Decimal(24)


class HoursEntry(CardModel):
    """What somebody worked for an engagement on a day, of one kind of the policy: travel too. It holds no text."""

    class PersonalData:
        """One's own; a team leader sees the team's, and whoever makes the invoices sees what is invoiced."""

        of = "dossier"
        category = "engagements"
        purposes = ("3.c", "5")
        retention = "invoice"
        needs = "rules"
        export = ("day", "kind", "hours")
        append_only = True
        rules = (
            Rule("desk", "select", MINE_OR_MY_TEAMS),
            Rule(
                "desk",
                "insert",
                "person_id = (select gate.worker()) and (gate.may_add_card(dossier_id, office_id, 'card'))",
            ),
        )

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=40)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    version = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("engagement", "person", "day", "kind", "version"), name="hours_version_once"
            ),
            models.CheckConstraint(
                name="hours_fit_in_a_day", condition=models.Q(hours__gte=0) & models.Q(hours__lte=MOST)
            ),
        )
        indexes = (models.Index(fields=("person", "day"), name="hours_by_person"),)


class AgreementHours(CardModel):
    """Hours of an agreement that the sponsor bought beforehand, or that were billed; of the sponsor's dossier."""

    class Kind(models.TextChoices):
        """What is booked."""

        BOUGHT = "bought", _("Bought beforehand")
        BILLED = "billed", _("Billed")

    class PersonalData:
        of = "dossier"
        category = "agreements"
        purposes = ("3.d", "5")
        retention = "invoice"
        needs = "grant"
        kind = "sponsor"
        part = "billing"
        export = ("kind", "hours", "booked_on", "reference")
        append_only = True

    agreement = models.ForeignKey(Agreement, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    booked_on = models.DateField()
    reference = models.CharField(max_length=40, blank=True)
    booked_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    booked_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="booked_hours_are_some", condition=models.Q(hours__gt=0)),)
        indexes = (models.Index(fields=("dossier", "agreement"), name="hours_by_agreement"),)
