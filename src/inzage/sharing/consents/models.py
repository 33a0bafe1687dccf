"""The consent: one recipient, one kind of information, one direction, in writing, until a day; and its withdrawal."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inzage.access.models import ContentModel, Document, Person
from inzage.access.versions import policy
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement


class Consent(ContentModel):
    """A client's yes (AVG 7, articles 3.i and 6).

    It is never assumed and never changed, and ends by withdrawal or by its last day.
    """

    class Subject(models.TextChoices):
        """What it is about."""

        HEALTH = "health", _("Health data")
        PROFILE = "profile", _("Profile or CV")

    class Direction(models.TextChoices):
        """Which way the information goes."""

        OUT = "out", _("We give it")
        IN = "in", _("We ask for it")
        KEEP = "keep", _("We keep it ourselves")

    class RecipientKind(models.TextChoices):
        """What the other side is."""

        SPONSOR = "sponsor", _("Sponsor")
        DOCTOR = "doctor", _("Doctor or other care provider")
        ADVISER = "medical_adviser", _("Medical adviser")
        RELATION = "relation", _("Employer with a vacancy")
        BUREAU = "bureau", _("The bureau itself")

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    subject_kind = models.CharField(_("about"), max_length=8, choices=Subject.choices)
    information = models.CharField(_("information"), max_length=40)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction.choices)
    recipient = models.ForeignKey(SponsorContact, models.DO_NOTHING, null=True, related_name="+")
    recipient_kind = models.CharField(_("kind of recipient"), max_length=16, choices=RecipientKind.choices)
    recipient_label = models.CharField(_("recipient"), max_length=200)
    written = models.BooleanField(_("in writing"))
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="+")
    given_at = models.DateTimeField(_("given at"))
    expires_on = models.DateField(_("valid until"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawal_recorded_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="consent_is_in_writing", condition=models.Q(written=True)),
            models.CheckConstraint(
                name="consent_withdrawn_by_and_at",
                condition=models.Q(withdrawn_at=None, withdrawal_recorded_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawal_recorded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_names_a_contact_of_the_sponsor",
                condition=~models.Q(recipient_kind="sponsor") | models.Q(recipient__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-given_at"], name="sharing_consent_dossier")]

    class PersonalData:
        of = "dossier"
        category = "consents"
        purposes = ("3.c", "3.i")
        retention = "consent"
        needs = "opening"
        part = "disclosures"
        changes = ("withdrawn_at", "withdrawal_recorded_by")
        export = (
            "subject_kind",
            "information",
            "direction",
            "recipient_label",
            "written",
            "given_at",
            "expires_on",
            "withdrawn_at",
        )

    @property
    def information_label(self) -> str:
        """The information in the page's language: the policy's own words for a kind of health data."""
        category = policy().reporting.categories.get(self.information)
        if category is None:
            return self.get_subject_kind_display()
        return category.label.to(get_language() or "nl")
