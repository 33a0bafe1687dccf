"""Sponsors and their contacts (article 5).

Both are cards: they tell with whom the bureau deals, never anything about a client.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, Dossier, Person


class Sponsor(CardModel):
    """An organisation that gives the bureau assignments, one to one with its dossier.

    `sort_key` and `search_key` are made from the name in Python, because the database knows no Dutch order of names.
    """

    class Kind(models.TextChoices):
        """What the sponsor is to the client; it decides which reports it may have at all."""

        EMPLOYER = "employer", _("Employer")
        UWV = "uwv", _("UWV (benefits agency)")
        INSURER = "insurer", _("Insurer")
        OTHER = "other", _("Other")

    class PersonalData:
        of = "dossier"
        category = "sponsors"
        purposes = ("3.a", "3.d")
        retention = "sponsor_file"
        needs = "grant"
        kind = "sponsor"
        part = "card"
        export = ("name", "kind", "kvk_number")

    dossier = models.OneToOneField(Dossier, models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    kvk_number = models.CharField(max_length=8, blank=True)
    sort_key = models.CharField(max_length=200, db_collation="C")
    search_key = models.CharField(max_length=400)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="sponsor_kvk_is_eight_digits", condition=models.Q(kvk_number__regex=r"^([0-9]{8})?$")
            ),
        )
        indexes = (models.Index(fields=("office", "sort_key"), name="sponsor_by_name"),)


class SponsorContact(CardModel):
    """Somebody at the sponsor with whom the bureau deals; reports go to a contact, never to a whole organisation."""

    class PersonalData:
        of = "dossier"
        category = "contacts"
        purposes = ("3.a", "3.d", "3.g")
        retention = "sponsor_file"
        needs = "grant"
        kind = "sponsor"
        part = "contacts"
        export = ("name", "job_title", "email", "phone", "active")

    person = models.OneToOneField(Person, models.DO_NOTHING, related_name="+")
    sponsor = models.ForeignKey(Sponsor, models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        indexes = (models.Index(fields=("dossier", "name"), name="contact_by_dossier"),)
