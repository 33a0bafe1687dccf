"""The representative of a client: a parent or guardian, somebody whom a court appointed, or somebody with a power."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import ContentModel, Document, Person


class Representative(ContentModel):
    """One person who may decide on some matters for a client, for a while (UAVG 5). Kept as it was; it only ends."""

    class Capacity(models.TextChoices):
        """On what it rests."""

        PARENT = "parent", _("Parent with authority")
        GUARDIAN = "guardian", _("Guardian of a minor")
        CURATOR = "curator", _("Curator (curatele)")
        ADMINISTRATOR = "administrator", _("Administrator of property (bewind)")
        MENTOR = "mentor", _("Mentor (mentorschap)")
        ATTORNEY = "attorney", _("By power of attorney")

    class Matter(models.TextChoices):
        """About what the representative decides."""

        DATA = "data", _("Personal data: consents, and the rights to see, correct and erase")
        AGREEMENTS = "agreements", _("Agreements and money")
        CARE = "care", _("Care, guidance and treatment")

    capacity = models.CharField(_("capacity"), max_length=14, choices=Capacity.choices)
    matters = ArrayField(models.CharField(max_length=12, choices=Matter.choices))
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True)
    document = models.ForeignKey(Document, models.DO_NOTHING, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="clients_representative_ended_by_and_at",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="clients_representative_ends_after",
            ),
            # a minor becomes of age on a day that is known
            models.CheckConstraint(
                condition=~models.Q(capacity__in=["parent", "guardian"]) | models.Q(until__isnull=False),
                name="clients_representative_of_a_minor_ends",
            ),
            models.CheckConstraint(condition=~models.Q(matters=[]), name="clients_representative_for_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["dossier", "-since"], name="clients_representative_of")]

    class PersonalData:
        """Shown by opening, to who may see how the client is reached."""

        of = "dossier"
        category = "representatives"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "opening"
        part = "contact"
        changes = ("ended_at", "ended_by")
        export = ("capacity", "matters", "name", "since", "until", "ended_at")

    @property
    def matter_labels(self) -> list[str]:
        """The matters in words."""
        return [str(self.Matter(matter).label) for matter in self.matters]
