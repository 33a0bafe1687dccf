"""The opening: who opened which dossier, under which purpose, until when."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from inzage.access.declaration import Rule


class Xid8Field(models.Field):  # type: ignore[type-arg]  # Django's class takes no arguments when it runs
    """A 64-bit transaction id of PostgreSQL (`xid8`), read as an int."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002  Django's own signature
        return "xid8"

    def from_db_value(self, value: object, expression: object, connection: object) -> int:  # noqa: ARG002
        return int(str(value))


class Opening(models.Model):
    """Written by the opener's own role on its own connection. No foreign keys: it must never wait for a lock.

    `xid` is the top-level transaction that wrote it; content shows only in another, later one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.UUIDField()
    dossier = models.UUIDField()
    purpose = models.CharField(max_length=10)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField()
    xid = Xid8Field()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "until"], name="access_opening_person"),
            models.Index(fields=["dossier", "person", "until"], name="access_opening_again"),
        ]

    class PersonalData:
        """One sees one's own openings; the log shows the rest to whoever may read it."""

        of = "dossier"
        category = "log"
        purposes = ("3.a",)
        retention = "access_log"
        needs = "rules"
        export = ("purpose", "at", "until")
        rules = (
            Rule("desk", "select", "person = (select gate.actor())"),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
        )
