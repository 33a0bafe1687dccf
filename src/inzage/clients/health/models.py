"""The grounds on which health data are kept of a client, and the versions of what the client can and cannot do."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, ContentModel, Document, Entry, Person


class HealthGround(CardModel):
    """Why health data may be kept, from when to when; told by the room that knows (`subject`: engagement or consent).

    Of an engagement the code of its service, of a consent the kind of data (a health category of the policy).
    """

    subject = models.UUIDField()
    service = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject"], name="clients_healthground_once"),
            models.CheckConstraint(
                condition=models.Q(service="") ^ models.Q(category=""), name="clients_healthground_either"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["dossier", "since"], name="clients_healthground_of")]

    class PersonalData:
        """Seen with the card, as the engagement is: it says nothing of somebody's health."""

        of = "dossier"
        category = "health"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("service", "category", "since", "until")
        changes = ("until",)


class WorkCapacity(ContentModel):
    """A version of what a client can and cannot do. It is written once; a newer version replaces it.

    `sealed` is a JSON object, text by aspect of the policy, under the dossier's own key (article 6.health).
    """

    class Source(models.TextChoices):
        """From whom it comes."""

        SPONSOR = "sponsor", _("Limitations list of the sponsor")
        PHYSICIAN = "physician", _("Occupational physician")
        CLIENT = "client", _("The client")
        OWN = "own", _("Own observation at work")

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="+")
    version = models.PositiveSmallIntegerField(_("version"))
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    stated_on = models.DateField(_("stated on"))
    sealed = models.BinaryField()
    key_version = models.PositiveIntegerField()
    document = models.ForeignKey(Document, models.DO_NOTHING, null=True, related_name="+")
    at = models.DateTimeField(_("written at"))
    author = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "version"], name="clients_workcapacity_once"),
        ]

    class PersonalData:
        """Shown by opening, to who has a right on health data alone."""

        of = "dossier"
        category = "health"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "health"
        export = ("version", "source", "stated_on", "at")
        append_only = True
