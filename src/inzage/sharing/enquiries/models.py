"""The question to a doctor. What it asks stands in the letter, which is sealed in the vault."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import ContentModel, Document, Entry, Person
from inzage.sharing.consents.models import Consent


class Enquiry(ContentModel):
    """A letter that asks a doctor for data about a client's health, on a consent to ask them (article 6.health).

    `decision` is law's Decision as JSON. It is written once.
    """

    class PersonalData:
        """Shown by opening, to who has a right on health data: the name of a doctor may tell an illness."""

        of = "dossier"
        category = "health"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "health"
        append_only = True
        export = ("category", "sha256", "made_at")

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="+")
    consent = models.ForeignKey(Consent, models.DO_NOTHING, related_name="+")
    category = models.CharField(_("information"), max_length=40)
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="+")
    sha256 = models.CharField(max_length=64)
    decision = models.JSONField()
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["dossier", "-made_at"], name="sharing_enquiry_dossier")]
