"""Client with identity and contact, what changed in them, and the notices given. Everything hangs on one dossier."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import CardModel, ContentModel, Dossier, Person


class Client(CardModel):
    """The card: what a list shows. `services` holds the services whose fields may be kept (article 2.registration).

    `sort_key` and `search_key` are made in Python, so that Dutch names sort the same on every PostgreSQL. The two
    fingerprints are keyed hashes: they find a possible double without showing a date of birth or an address.
    """

    class Source(models.TextChoices):
        """Who brought the client in: it decides which notice is owed (AVG 13 or 14)."""

        SELF = "self", _("came of their own accord")
        SPONSOR = "sponsor", _("referred by a sponsor")

    dossier = models.OneToOneField(Dossier, models.DO_NOTHING, related_name="+")
    person = models.OneToOneField(Person, models.DO_NOTHING, related_name="+")
    initials = models.CharField(_("initials"), max_length=20, blank=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    infix = models.CharField(_("infix"), max_length=30, blank=True)
    last_name = models.CharField(_("last name"), max_length=120)
    sort_key = models.CharField(max_length=250, db_collation="C")
    search_key = models.CharField(max_length=300, db_collation="C")
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    referrer = models.ForeignKey(Dossier, models.DO_NOTHING, null=True, related_name="+")
    services = ArrayField(models.CharField(max_length=30))
    birth_fingerprint = models.CharField(max_length=64, blank=True)
    email_fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(referrer=None) | models.Q(source="sponsor"),
                name="clients_client_referrer_refers",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "sort_key"], name="clients_client_list"),
            # a list of everybody is walked in its order; without this the whole bureau is sorted for fifty lines
            models.Index(fields=["sort_key", "id"], name="clients_client_sorted"),
            models.Index(fields=["birth_fingerprint"], name="clients_client_birth"),
            models.Index(fields=["email_fingerprint"], name="clients_client_email"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="clients_client_search"),
        ]

    class PersonalData:
        """Shown by grant or office role."""

        of = "dossier"
        category = "registration"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("initials", "first_name", "infix", "last_name", "source", "services")
        # the gate looks for a double over all offices, by fingerprint
        rules = (Rule("gate", "select", "true"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def display_name(self) -> str:
        """The name as it is said: first name (or initials), infix, last name."""
        return " ".join(part for part in (self.first_name or self.initials, self.infix, self.last_name) if part)

    @property
    def notice_owed(self) -> str:
        """The notice that this client must be given: "avg14" when somebody else gave the data, otherwise "avg13"."""
        return NoticeDelivery.Kind.AVG14 if self.source == self.Source.SPONSOR else NoticeDelivery.Kind.AVG13


class ClientIdentity(ContentModel):
    """Who the client is beyond the name; each field is kept only when a service needs it."""

    dossier = models.OneToOneField(Dossier, models.DO_NOTHING, related_name="+")
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    employer = models.CharField(_("employer"), max_length=160, blank=True)
    job_title = models.CharField(_("job title"), max_length=160, blank=True)
    contract_hours = models.CharField(_("hours a week"), max_length=20, blank=True)
    first_sick_day = models.DateField(_("first day of sickness"), null=True, blank=True)

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "registration"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "opening"
        part = "identity"
        export = ("date_of_birth", "employer", "job_title", "contract_hours", "first_sick_day")


class ClientContact(ContentModel):
    """How the client is reached."""

    dossier = models.OneToOneField(Dossier, models.DO_NOTHING, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    address = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, blank=True)

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "registration"
        purposes = ("3.a", "3.c", "3.g")
        retention = "client_file"
        needs = "opening"
        part = "contact"
        export = ("email", "phone", "address", "postcode", "city", "language")


class ClientChange(ContentModel):
    """One field that was corrected or completed: what it was, what it became, by whom and when (article 3.a)."""

    field = models.CharField(_("field"), max_length=30)
    old = models.CharField(_("was"), max_length=254, blank=True)
    new = models.CharField(_("became"), max_length=254, blank=True)
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-at"], name="clients_change_at")]

    class PersonalData:
        """Shown by opening."""

        of = "dossier"
        category = "registration"
        purposes = ("3.a",)
        retention = "client_file"
        needs = "opening"
        part = "identity"
        export = ("field", "old", "new", "at")
        append_only = True


class NoticeDelivery(CardModel):
    """That the client was told what is processed and why: which notice, which version, how and when (AVG 13 and 14)."""

    class Kind(models.TextChoices):
        """Which duty the notice meets."""

        AVG13 = "avg13", _("notice to the person who gave the data (AVG 13)")
        AVG14 = "avg14", _("notice to the person about whom others gave data (AVG 14)")

    class Channel(models.TextChoices):
        """How it reached the client."""

        EMAIL = "email", _("by e-mail")
        LETTER = "letter", _("by letter")
        HANDED = "handed", _("handed over")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    version = models.CharField(_("version of the regulation"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    sent_at = models.DateTimeField(_("given at"))
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "kind", "sent_at"], name="clients_notice_of")]

    class PersonalData:
        """Shown by grant or office role."""

        of = "dossier"
        category = "notices"
        purposes = ("3.a", "3.g")
        retention = "notice"
        needs = "grant"
        part = "card"
        export = ("kind", "version", "channel", "sent_at")
        append_only = True
