"""The grant: one person, one dossier, some parts, a relation, a beginning and an end."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inzage.access.declaration import Rule
from inzage.access.dossiers.models import Dossier
from inzage.access.identity.models import Office, Person


class Grant(models.Model):
    """Written by gate functions only; a grant whose `valid_until` lies behind opens nothing.

    `relation` is a relation of the policy (assigned, exception, sample) or stand_in; `cause` the engagement, the
    standing in or the question for access that it was given for. Without an end it has a reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    dossier = models.ForeignKey(Dossier, models.DO_NOTHING, related_name="+")
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    role = models.CharField(max_length=30)
    relation = models.CharField(max_length=30)
    parts = ArrayField(models.CharField(max_length=20))
    reason = models.CharField(max_length=200, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    given_by = models.UUIDField(null=True)
    cause = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=False) | ~models.Q(reason=""), name="access_grant_end_or_reason"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "dossier", "valid_from", "valid_until"], name="access_grant_person"),
            models.Index(fields=["dossier"], name="access_grant_dossier"),
            models.Index(fields=["cause"], name="access_grant_cause"),
        ]

    class PersonalData:
        """One sees one's own grants, and those on dossiers whose card (by role) or log one sees."""

        of = "dossier"
        category = "dossiers"
        purposes = ("3.a",)
        retention = "client_file"
        needs = "rules"
        export = ("role", "relation", "parts", "valid_from", "valid_until")
        rules = (
            Rule(
                "desk",
                "select",
                "person_id = (select gate.actor())"
                " or office_id = any((select gate.offices('client', 'card'))::uuid[])"
                " or office_id = any((select gate.offices('client', 'log'))::uuid[])"
                " or dossier_id = any((select gate.granted('log'))::uuid[])",
            ),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
            Rule("gate", "update", "true"),
        )
