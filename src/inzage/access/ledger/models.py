"""Ledger events and their seals. Rows are added by the gate and never changed or removed, by anyone."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inzage.access.declaration import Rule
from inzage.access.openings.models import Xid8Field

READS_THE_LOG = "actor = (select gate.actor()) or (select gate.has_role('privacy_officer', 'manager'))"


class LedgerEvent(models.Model):
    """What happened, by whom, to which dossier: kinds and ids, no names and no content. No foreign keys."""

    id = models.BigAutoField(primary_key=True)
    epoch = models.IntegerField()
    xid = Xid8Field()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    actor = models.UUIDField()
    dossier = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    purpose = models.CharField(max_length=10, blank=True)
    articles = ArrayField(models.CharField(max_length=30))
    outcome = models.CharField(max_length=10)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["epoch", "xid", "id"], name="access_ledger_seal"),
            models.Index(fields=["dossier", "-at"], name="access_ledger_dossier"),
            models.Index(fields=["actor", "-at"], name="access_ledger_actor"),
            models.Index(fields=["-at"], name="access_ledger_at"),
        ]

    class PersonalData:
        """One sees one's own lines; the privacy officer and the manager see all. The worker reads them to seal."""

        of = "dossier"
        category = "log"
        purposes = ("3.a",)
        retention = "access_log"
        needs = "rules"
        export = ("at", "kind", "purpose", "articles", "outcome")
        rules = (
            Rule("desk", "select", READS_THE_LOG),
            Rule("worker", "select", "true"),
            Rule("gate", "insert", "true"),
        )


class LedgerShown(models.Model):
    """That an event of a list or search showed a dossier: an index on what the sealed event itself holds."""

    id = models.BigAutoField(primary_key=True)
    event = models.BigIntegerField()
    actor = models.UUIDField()
    dossier = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "event"], name="access_ledgershown_dossier")]

    class PersonalData:
        """Read by whoever reads the event."""

        of = "dossier"
        category = "log"
        purposes = ("3.a",)
        retention = "access_log"
        needs = "rules"
        export = ("event",)
        rules = (Rule("desk", "select", READS_THE_LOG), Rule("gate", "insert", "true"))


class LedgerSeal(models.Model):
    """One link of the chain: the hash over the events of one range of transactions and the seal before it."""

    number = models.BigIntegerField(primary_key=True)
    epoch = models.IntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    count = models.IntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    at = models.DateTimeField()

    class NoPersonalData:
        """Hashes of batches."""

        reason = "a seal holds counts and a hash"
        rules = (
            Rule("desk", "select", "(select gate.worker()) is not null"),
            Rule("worker", "select", "true"),
            Rule("worker", "insert", "true"),
        )
