"""The referral of somebody who is no client yet, and what a colleague can take on."""

from typing import ClassVar
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.models import Dossier, Office, Person

DESK = (
    "office_id = any((select gate.offices('client', 'card'))::uuid[])"
    " and (select gate.has_role('back_office', 'team_leader', 'manager'))"
)
LEADS = (
    "office_id = any((select gate.offices('client', 'card'))::uuid[])"
    " and (select gate.has_role('team_leader', 'manager'))"
)
OVER = "erase_on is not null and erase_on < current_date"


def known_by(*, birth: str, email: str) -> list[tuple[UUID | None, str]]:
    """What the gate tells of clients with one of these fingerprints: dossier and number, or neither where hidden."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select dossier, number from gate.perhaps_known(%s, %s)", [birth, email])
        return list(cursor.fetchall())


class Referral(models.Model):
    """Somebody for whom a service is asked: only the fields of that service, never the text of the mail.

    `data` holds these fields by name, days as 1980-01-31; it is emptied when the referral is accepted, because then
    the dossier has them. `erase_on` is the day after which the row goes, by the policy's term for referrals.
    """

    class Channel(models.TextChoices):
        """How it came in."""

        MAIL = "mail", _("by e-mail")
        PHONE = "phone", _("by telephone")
        LIST = "list", _("on a list")
        FORM = "form", _("with the form")

    class Status(models.TextChoices):
        """How far it is; the last three end it."""

        NEW = "new", _("new")
        LOOKED_AT = "looked_at", _("being looked at")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn by the sponsor or the person")

    OPEN = (Status.NEW, Status.LOOKED_AT)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    service = models.CharField(_("service"), max_length=30)
    channel = models.CharField(_("how it came in"), max_length=6, choices=Channel.choices)
    received_on = models.DateField(_("received on"))
    sponsor = models.ForeignKey(Dossier, models.DO_NOTHING, null=True, related_name="+")
    contact_name = models.CharField(_("contact"), max_length=200, blank=True)
    reference = models.CharField(_("reference of the sponsor"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=30, blank=True)
    specialism = models.CharField(_("specialism"), max_length=30, blank=True)
    data = models.JSONField(default=dict)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NEW)
    coach = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.CharField(_("reason"), max_length=30, blank=True)
    dossier = models.ForeignKey(Dossier, models.DO_NOTHING, null=True, related_name="+")
    erase_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="clients_referral_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, erase_on=None, status__in=["new", "looked_at"])
                | models.Q(
                    decided_at__isnull=False,
                    erase_on__isnull=False,
                    status__in=["accepted", "declined", "withdrawn"],
                ),
                name="clients_referral_ends_with_a_term",
            ),
            models.CheckConstraint(
                condition=models.Q(status="accepted", dossier__isnull=False, data={})
                | (~models.Q(status="accepted") & models.Q(dossier=None)),
                name="clients_referral_accepted_has_a_dossier",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="declined") | ~models.Q(reason=""), name="clients_referral_declined_for_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "status", "-received_on"], name="clients_referral_desk")]

    class PersonalData:
        """Seen at the desk of its office; erased by the policy's term once it is decided on."""

        of = "id"
        category = "referrals"
        purposes = ("3.a",)
        retention = "referral"
        needs = "rules"
        export = ("service", "channel", "received_on", "data", "status", "reason")
        changes = (
            "data", "status", "coach", "decided_by", "decided_at", "reason", "dossier", "erase_on", "region",
            "specialism",
        )  # fmt: skip
        rules = (
            Rule("desk", "select", DESK),
            Rule("desk", "insert", f"({DESK}) and recorded_by_id = (select gate.worker())"),
            Rule("desk", "update", DESK),
            Rule("worker", "select", OVER),
            Rule("worker", "delete", OVER),
        )

    @property
    def display_name(self) -> str:
        """The name as it is said; empty once the dossier has it."""
        given = self.data.get("first_name") or self.data.get("initials") or ""
        return " ".join(part for part in (given, self.data.get("infix"), self.data.get("last_name")) if part)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.status in self.OPEN


class Capacity(models.Model):
    """What a colleague can take on: regions and specialisms of the policy, and hours a week for clients."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField(Person, models.DO_NOTHING, related_name="+")
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    regions = ArrayField(models.CharField(max_length=30), default=list)
    specialisms = ArrayField(models.CharField(max_length=30), default=list)
    hours = models.DecimalField(_("hours a week for clients"), max_digits=4, decimal_places=1)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(hours__gte=0, hours__lte=60), name="clients_capacity_hours_of_a_week"
            )
        ]

    class PersonalData:
        """Kept by team leader and manager; whoever shares out the referrals sees it, and one sees one's own."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "staff"
        needs = "rules"
        export = ("regions", "specialisms", "hours", "changed_at")
        changes = ("regions", "specialisms", "hours", "changed_by", "changed_at")
        rules = (
            Rule("desk", "select", f"person_id = (select gate.actor()) or ({DESK})"),
            Rule("desk", "insert", f"({LEADS}) and changed_by = (select gate.worker())"),
            Rule("desk", "update", LEADS),
        )
