"""A question for access: the number that somebody wrote down, and why. It never says whether the dossier exists."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.identity.models import Office, Person


class AccessRequest(models.Model):
    """A question and its answer. There is no key to a dossier: a number that nobody has is asked for just the same."""

    class Outcome(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("not answered yet")
        ALLOWED = "allowed", _("allowed")
        REFUSED = "refused", _("refused")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    role = models.CharField(_("role"), max_length=30)
    number = models.CharField(_("number"), max_length=20)
    reason = models.CharField(_("reason"), max_length=200)
    asked_at = models.DateTimeField(_("asked at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    grant = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome="open", answered_by=None, answered_at=None)
                | (~models.Q(outcome="open") & models.Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="access_request_answered_by_and_at",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "outcome", "-asked_at"], name="access_request_office"),
            models.Index(fields=["person", "-asked_at"], name="access_request_person"),
        ]

    class PersonalData:
        """Seen by who asked and by whoever decides at that office; answered by the latter, never by oneself."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "access_log"
        needs = "rules"
        changes = ("outcome", "answer", "answered_by", "answered_at", "grant")
        export = ("number", "reason", "asked_at", "outcome", "answer")
        rules = (
            Rule(
                "desk",
                "select",
                "person_id = (select gate.worker()) or office_id = any((select gate.powers('decide'))::uuid[])",
            ),
            Rule("desk", "insert", "person_id = (select gate.worker()) and outcome = 'open'"),
            Rule(
                "desk",
                "update",
                "office_id = any((select gate.powers('decide'))::uuid[]) and person_id <> (select gate.worker())",
            ),
        )
