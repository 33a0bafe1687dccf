"""Ledger events, their seals, and the tree over them. Events and seals are never changed or removed, by anyone."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inzage.access.declaration import Rule
from inzage.access.openings.models import Xid8Field

READS_THE_LOG = "actor = (select gate.actor()) or (select gate.has_role('privacy_officer', 'manager'))"
HASHES_FOR_ALL = (
    Rule("desk", "select", "(select gate.worker()) is not null"),
    Rule("public", "select", "true"),
    Rule("worker", "select", "true"),
    Rule("worker", "insert", "true"),
)


class LedgerEvent(models.Model):
    """What happened, by whom, to which dossier: kinds and ids, no names and no content. No foreign keys.

    The gate fills in all but the act itself: `role` is the actor's at that moment, `rule` what it stood on (a relation
    of the policy: assigned, exception, office; empty when the event is about no dossier or gave no access), and
    `on_behalf_of` whose act a service carried out, or as whom support looked. docs/log.md explains each column.
    """

    id = models.BigAutoField(primary_key=True)
    epoch = models.IntegerField()
    xid = Xid8Field()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    actor = models.UUIDField()
    role = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=30, blank=True)
    on_behalf_of = models.UUIDField(null=True)
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
        export = ("at", "kind", "role", "purpose", "articles", "outcome")
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
    """A signed checkpoint of the tree after the events of one range of transactions: `from_xid <= xid < to_xid`.

    `size` counts all events up to here; `checkpoint` is the signed text and `key` the public key that signed it.
    """

    number = models.BigIntegerField(primary_key=True)
    epoch = models.IntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    size = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    checkpoint = models.TextField()
    key = models.CharField(max_length=100)

    class NoPersonalData:
        """Everybody may see how far the log is sealed: it is published."""

        reason = "a seal holds counts and a hash"
        rules = HASHES_FOR_ALL


class LedgerTile(models.Model):
    """256 hashes side by side at one level of the tree (eight levels of the tree make one of tiles); the last grows.

    Derived from the events and proven by the checkpoints: it makes a proof a matter of a few rows.
    """

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "index"], name="access_ledgertile_place")]

    class NoPersonalData:
        """Hashes over lines that hold two random ids: nobody finds a line by its hash."""

        reason = "a tile holds hashes only"
        rules = (*HASHES_FOR_ALL, Rule("worker", "update", "true"))
