"""Agreements with sponsors: which services they cover and which purposes they switch on (articles 3.2 and 5)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inzage.access.models import CardModel, Document
from inzage.sponsors.relations.models import Sponsor


class Agreement(CardModel):
    """A signed agreement. `document` is the scan in the vault; `signed_on` the day on which the last of both signed.

    The agreement is signed once and called off by order: each engagement names the agreement it runs under.
    """

    class PersonalData:
        of = "dossier"
        category = "agreements"
        purposes = ("3.d",)
        retention = "sponsor_file"
        needs = "grant"
        kind = "sponsor"
        part = "agreements"
        append_only = True
        export = ("number", "title", "services", "purposes", "starts_on", "ends_on", "signed_on", "has_confidentiality")

    sponsor = models.ForeignKey(Sponsor, models.DO_NOTHING, related_name="+")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    services = ArrayField(models.CharField(max_length=40))
    purposes = ArrayField(models.CharField(max_length=8))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField()
    has_confidentiality = models.BooleanField()
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="agreement_number_once_per_sponsor"),
            models.CheckConstraint(name="agreement_keeps_secrecy", condition=models.Q(has_confidentiality=True)),
            models.CheckConstraint(name="agreement_has_services", condition=models.Q(services__len__gt=0)),
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        )
