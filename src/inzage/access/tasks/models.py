"""The task: what must be done, under which article, before when, by whom."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.dossiers.models import Dossier
from inzage.access.identity.models import Office

MINE_OR_OUR_QUEUE = (
    "person = (select gate.actor())"
    " or queue = any((select gate.queues())::text[])"
    " or dossier_id = any((select gate.granted('card'))::uuid[])"
    " or office_id = any((select gate.offices('client', 'card'))::uuid[])"
)


class Task(models.Model):
    """Open until somebody does it. It waits for a person, or for a role at an office (`queue`)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=30)
    article = models.CharField(_("article"), max_length=30)
    dossier = models.ForeignKey(Dossier, models.DO_NOTHING, null=True, related_name="+")
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    subject = models.UUIDField(null=True)
    due = models.DateField(_("due"))
    role = models.CharField(max_length=30, blank=True)
    queue = models.CharField(max_length=70, blank=True)
    person = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    done_at = models.DateTimeField(_("done at"), null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="access_task_done_by_and_at",
            ),
            models.CheckConstraint(
                condition=~models.Q(queue="") | models.Q(person__isnull=False), name="access_task_has_an_owner"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "due"], condition=models.Q(done_at=None), name="access_task_person"),
            models.Index(fields=["queue", "due"], condition=models.Q(done_at=None), name="access_task_queue"),
            models.Index(fields=["dossier"], name="access_task_dossier"),
            models.Index(fields=["subject", "kind"], name="access_task_subject"),
        ]

    class PersonalData:
        """Seen by the person or the role it waits for, and by whoever has a grant on its dossier."""

        of = "dossier"
        category = "dossiers"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "rules"
        export = ("kind", "article", "due", "done_at")
        changes = ("done_at", "done_by", "person")
        rules = (
            Rule("desk", "select", MINE_OR_OUR_QUEUE),
            Rule("desk", "update", MINE_OR_OUR_QUEUE),
            Rule(
                "desk",
                "insert",
                "opened_by = (select gate.worker())"
                " and (dossier_id is null or gate.may_add_card(dossier_id, office_id, 'card'))",
            ),
            Rule("worker", "insert", "opened_by = (select gate.actor())"),
            Rule("gate", "insert", "true"),
            Rule("gate", "select", "true"),
        )
