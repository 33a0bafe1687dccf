"""The secret address of somebody's calendar; only the hash of it is kept."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from inzage.access.declaration import Rule
from inzage.access.identity.models import Person


class Feed(models.Model):
    """One secret address, in the language in which it was made. One person has at most one that works."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    read_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(revoked_at=None), name="access_feed_works_once"
            )
        ]

    class PersonalData:
        """Seen by its owner alone; the gate finds whose it is by the hash."""

        of = "person"
        category = "logins"
        purposes = ("3.c",)
        retention = "staff"
        needs = "rules"
        changes = ("read_on", "revoked_at")
        export = ("made_at", "read_on", "revoked_at")
        rules = (
            Rule("desk", "select", "person_id = (select gate.actor())"),
            Rule("desk", "insert", "person_id = (select gate.worker())"),
            Rule("desk", "update", "person_id = (select gate.actor())"),
            Rule("gate", "select", "true"),
        )
