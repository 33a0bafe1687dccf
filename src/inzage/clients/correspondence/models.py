"""Correspondence, the documents that came with it, and documents on their own. The bytes are in the vault."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import ContentModel, Document, Entry, Person
from inzage.access.searching.expressions import CONFIG


class Correspondence(ContentModel):
    """A letter, mail or call, in or out: with whom, when, what about. It is written once."""

    class Direction(models.TextChoices):
        """Which way it went."""

        IN = "in", _("received")
        OUT = "out", _("sent")

    class Form(models.TextChoices):
        """How it came or went."""

        LETTER = "letter", _("Letter")
        MAIL = "mail", _("E-mail")
        PHONE = "phone", _("Telephone")

    class Party(models.TextChoices):
        """With whom."""

        CLIENT = "client", _("the client")
        SPONSOR = "sponsor", _("contact of the sponsor")
        OTHER = "other", _("somebody else")

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="+")
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices)
    form = models.CharField(_("form"), max_length=6, choices=Form.choices)
    held_on = models.DateField(_("date"))
    party = models.CharField(_("with"), max_length=7, choices=Party.choices)
    party_name = models.CharField(_("name"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("written at"))
    author = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(party="client") | ~models.Q(party_name=""),
                name="clients_correspondence_names_the_other",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dossier", "-held_on"], name="clients_correspondence_held"),
            GinIndex(SearchVector("subject", "text", config=CONFIG), name="clients_correspondence_words"),
        ]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "correspondence"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "opening"
        part = "correspondence"
        export = ("direction", "form", "held_on", "party", "party_name", "subject", "text", "at")
        search = ("subject", "text")
        search_date = "held_on"
        append_only = True


class Enclosure(ContentModel):
    """A document that came or went with a piece of correspondence."""

    correspondence = models.ForeignKey(Correspondence, models.DO_NOTHING, related_name="+")
    document = models.OneToOneField(Document, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["correspondence", "at"], name="clients_enclosure_of")]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "correspondence"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "opening"
        part = "correspondence"
        export = ("at",)
        append_only = True


class FiledDocument(ContentModel):
    """A document on its own on the time line: a CV, a diploma; of a kind of the policy."""

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="+")
    document = models.OneToOneField(Document, models.DO_NOTHING, related_name="+")
    kind = models.CharField(_("kind"), max_length=30)
    title = models.CharField(_("title"), max_length=200)
    dated_on = models.DateField(_("date"))
    at = models.DateTimeField(_("at"))
    author = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-dated_on"], name="clients_document_dated")]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "correspondence"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "opening"
        part = "correspondence"
        export = ("kind", "title", "dated_on", "at")
        append_only = True
