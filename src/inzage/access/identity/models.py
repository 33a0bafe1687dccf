"""Person, office, role, declaration of secrecy, acknowledgement, and the login that proves a person."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule

STAFF_KINDS = ("staff", "auditor", "service")
A_WORKER = "(select gate.worker()) is not null"


class Office(models.Model):
    """An office of the bureau; the unit of bureau-wide rights."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)

    class NoPersonalData:
        """Offices are the bureau's own."""

        reason = "an office is no person"
        rules = (Rule("desk", "select", "true"), Rule("gate", "select", "true"), Rule("gate", "insert", "true"))

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody, or a service, who can act. Clients and contacts keep their names on their own cards."""

    class Kind(models.TextChoices):
        """What a person is to the bureau."""

        STAFF = "staff", _("staff")
        CLIENT = "client", _("client")
        CONTACT = "contact", _("sponsor contact")
        RELATION = "relation", _("relation")
        AUDITOR = "auditor", _("auditor")
        SERVICE = "service", _("service")
        LINK = "link", _("link without login")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120, blank=True)
    office = models.ForeignKey(Office, models.DO_NOTHING, null=True, related_name="+")
    left_at = models.DateTimeField(_("left at"), null=True)

    class PersonalData:
        """Colleagues see each other's names; nobody sees the row of a client or contact through it."""

        of = "id"
        category = "people"
        purposes = ("3.a",)
        retention = "staff"
        needs = "rules"
        export = ("kind", "name")
        rules = (
            Rule(
                "desk",
                "select",
                "kind = any(array['staff', 'auditor', 'service']) or id = (select gate.actor())",
            ),
            Rule("desk", "insert", f"kind = any(array['client', 'contact']) and {A_WORKER}"),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
            Rule("gate", "update", "true"),
        )

    def __str__(self) -> str:
        return self.name or str(self.id)


class PersonRole(models.Model):
    """A role that a person holds at an office; given and ended through the gate only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    role = models.CharField(_("role"), max_length=30)
    given_by = models.UUIDField(null=True)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "office", "role"], condition=models.Q(ended_at=None), name="access_role_once"
            )
        ]

    class PersonalData:
        """Who holds which role is known to every colleague."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "staff"
        needs = "rules"
        export = ("role", "given_at", "ended_at")
        rules = (
            Rule("desk", "select", A_WORKER),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
            Rule("gate", "update", "true"),
        )


class Declaration(models.Model):
    """A signed declaration of secrecy (article 1.3; UAVG 30(4)). It never expires and outlives employment."""

    class Form(models.TextChoices):
        """How it was signed."""

        DIGITAL = "digital", _("signed on screen")
        PAPER = "paper", _("signed on paper")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    form = models.CharField(_("form"), max_length=10, choices=Form.choices)
    reference = models.CharField(_("where the paper is kept"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"))
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class PersonalData:
        """One signs for oneself; a manager records a paper one."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "declarations"
        needs = "rules"
        export = ("form", "signed_on")
        rules = (
            Rule("desk", "select", "person_id = (select gate.actor()) or (select gate.has_role('manager'))"),
            Rule(
                "desk",
                "insert",
                "recorded_by = (select gate.actor())"
                " and (person_id = (select gate.actor()) or (select gate.has_role('manager')))",
            ),
            Rule("gate", "select", "true"),
        )


class Acknowledgement(models.Model):
    """One person's word that they read one version of the regulation and the code of conduct (V.ethics)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    version = models.ForeignKey("access.RegulationVersion", models.DO_NOTHING, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "version"], name="access_acknowledged_once")]

    class PersonalData:
        """Given for oneself only."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "declarations"
        needs = "rules"
        export = ("version", "at")
        rules = (
            Rule("desk", "select", "person_id = (select gate.actor()) or (select gate.has_role('manager'))"),
            Rule("desk", "insert", "person_id = (select gate.actor())"),
            Rule("gate", "select", "true"),
        )


class LoginManager(BaseUserManager["Login"]):
    """Logins are found by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "Login":
        """The login with this e-mail address; raises Login.DoesNotExist."""
        return self.get(email__iexact=username)


class Login(AbstractBaseUser):
    """What proves a person: address, password, second factor. Lives behind a database role of its own."""

    email = models.EmailField(_("e-mail address"), unique=True)
    person = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=Person.Kind.choices)
    is_active = models.BooleanField(default=True)

    objects = LoginManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["person", "kind"]

    class PersonalData:
        """Only the database role `login` has any privilege here."""

        of = "person"
        category = "logins"
        purposes = ("3.a", "3.b")
        retention = "staff"
        needs = "login"
        export = ("email",)

    def __str__(self) -> str:
        return str(self.person)


class Session(AbstractBaseSession):
    """A session of the desk: whose it is, on what device, and when last seen to ten minutes."""

    person = models.UUIDField(null=True)
    device = models.CharField(max_length=40, blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        indexes: ClassVar = [models.Index(fields=["person"], name="access_session_person")]

    class PersonalData:
        """Only the database role `login` has any privilege here: a key is as good as a password."""

        of = "person"
        category = "logins"
        purposes = ("3.a",)
        retention = "staff"
        needs = "login"
        export = ("device", "seen_at")
