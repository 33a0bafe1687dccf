"""Who stands in for whom, from when to when, and why."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.identity.models import Office, Person


class StandIn(models.Model):
    """Written by gate functions only, together with the grants that name it as their cause."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    absent = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    substitute = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    since = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    given_by = models.UUIDField()
    given_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["office", "-until"], name="access_standin_office"),
            models.Index(fields=["absent"], name="access_standin_absent"),
        ]

    class PersonalData:
        """Seen by both, and by whoever gives access at the office."""

        of = "absent"
        category = "people"
        purposes = ("3.a",)
        retention = "staff"
        needs = "rules"
        export = ("since", "until", "reason")
        rules = (
            Rule(
                "desk",
                "select",
                "absent_id = (select gate.worker()) or substitute_id = (select gate.worker())"
                " or office_id = any((select gate.powers('give'))::uuid[])",
            ),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
            Rule("gate", "update", "true"),
        )
