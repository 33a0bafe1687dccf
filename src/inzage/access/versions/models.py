"""A version of the regulation: its text, its author, its legal check, its publication."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule


class RegulationVersion(models.Model):
    """Drafted by one, legally checked by another, published; kept for ever at its own address (articles 16, 17)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    label = models.CharField(_("version"), max_length=40, unique=True)
    text = models.JSONField(_("text"))
    source_name = models.CharField(_("file"), max_length=200)
    source_sha256 = models.CharField(max_length=64)
    description = models.CharField(_("what changed"), max_length=500, blank=True)
    author = models.UUIDField()
    author_role = models.CharField(max_length=30, blank=True)
    drafted_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    check_remark = models.CharField(_("remark of the legal check"), max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(checked_by=None, checked_at=None)
                | (
                    models.Q(checked_by__isnull=False, checked_at__isnull=False)
                    & ~models.Q(checked_by=models.F("author"))
                ),
                name="access_version_checked_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None, published_by=None)
                | models.Q(published_at__isnull=False, published_by__isnull=False, checked_at__isnull=False),
                name="access_version_published_after_check",
            ),
        ]

    class NoPersonalData:
        """The regulation is public once published."""

        reason = "the regulation is a public text"
        rules = (
            Rule("desk", "select", "true"),
            Rule("public", "select", "published_at is not null"),
            Rule("desk", "insert", "author = (select gate.actor()) and published_at is null"),
            Rule("desk", "update", "(select gate.has_role('back_office', 'manager', 'privacy_officer'))"),
            Rule("gate", "select", "true"),
        )

    def __str__(self) -> str:
        return self.label
