"""How an engagement was closed, and that the client was asked how satisfied they are."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, Person
from inzage.work.engagements.courses import reason_label
from inzage.work.engagements.models import Engagement


class Closing(CardModel):
    """How an engagement was closed: why early, what of the check-list was missing and why, and until when aftercare.

    `reason` is a code of the policy, empty for an outcome that is no early end; `gaps` holds codes of the check-list.
    """

    class PersonalData:
        of = "dossier"
        category = "engagements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("reason", "gaps", "gaps_reason", "followed_until", "closed_at")
        append_only = True

    engagement = models.OneToOneField(Engagement, models.DO_NOTHING, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    gaps = ArrayField(models.CharField(max_length=20))
    gaps_reason = models.CharField(max_length=300, blank=True)
    followed_until = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="closing_accounts_for_its_gaps", condition=models.Q(gaps=[]) | ~models.Q(gaps_reason="")
            ),
        )

    @property
    def reason_label(self) -> str:
        """Why it ended early, in the language of the page; empty when it did not."""
        return reason_label(self.reason) if self.reason else ""


class SurveyInvitation(CardModel):
    """That the client was asked how satisfied they are, also when the engagement broke off."""

    class How(models.TextChoices):
        """How the client was asked."""

        EMAIL = "email", _("By e-mail")
        LETTER = "letter", _("By letter")
        PHONE = "phone", _("By telephone")

    class PersonalData:
        of = "dossier"
        category = "engagements"
        purposes = ("3.e",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("invited_on", "how")
        append_only = True

    engagement = models.OneToOneField(Engagement, models.DO_NOTHING, related_name="+")
    invited_on = models.DateField()
    how = models.CharField(max_length=6, choices=How.choices)
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()
