"""A signed review of the rights at one office."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.identity.models import Office

MANAGES = "('manager@' || office_id::text) = any((select gate.queues())::text[])"


class RightsReview(models.Model):
    """What was reviewed, decided and signed. Nobody changes or removes it; `digest` is the SHA-256 of `content`.

    `left_out` is the manager whose own rights wait for another manager; `completes` the review that left them out.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    signed_by = models.UUIDField()
    signed_at = models.DateTimeField(_("signed at"))
    left_out = models.UUIDField(null=True)
    completes = models.UUIDField(null=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office", "-signed_at"], name="access_review_office")]

    class PersonalData:
        """Signed by a manager of the office; read by managers and the privacy officer."""

        of = "signed_by"
        category = "people"
        purposes = ("3.a",)
        retention = "staff"
        needs = "rules"
        export = ("signed_at", "digest")
        rules = (
            Rule("desk", "select", "(select gate.has_role('manager', 'privacy_officer'))"),
            Rule("desk", "insert", f"signed_by = (select gate.worker()) and {MANAGES}"),
            Rule("gate", "select", "true"),
        )
