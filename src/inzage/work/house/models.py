"""House templates in versions: each drafted by one, published by another, and kept.

The house style is values alone (colour, lines, logo, order of blocks); a prescribed form is a Word file with fields.
"""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule

KEEPERS = "(select gate.has_role('back_office', 'manager'))"


class HouseStyle(models.Model):
    """A version of how reports look. The one published last holds; a locked report keeps the one of its day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    accent = models.CharField(_("colour"), max_length=7)
    letterhead = ArrayField(models.CharField(max_length=80))
    footer = models.CharField(_("footer"), max_length=80, blank=True)
    logo = models.BinaryField()
    logo_text = models.CharField(_("what the logo shows"), max_length=120, blank=True)
    blocks = ArrayField(models.CharField(max_length=12))
    author = models.UUIDField()
    drafted_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(published_by=None, published_at=None)
                | models.Q(published_by__isnull=False, published_at__isnull=False),
                name="style_published_by_somebody",
            ),
            models.CheckConstraint(condition=models.Q(accent__regex="^#[0-9a-f]{6}$"), name="style_colour_is_hex"),
        ]

    class NoPersonalData:
        """What the bureau itself looks like on paper."""

        reason = "the bureau's own name, address and colours"
        rules = (
            Rule("desk", "select", "true"),
            Rule("worker", "select", "true"),
            Rule("desk", "insert", f"author = (select gate.actor()) and published_at is null and {KEEPERS}"),
            Rule("desk", "update", KEEPERS),
        )


class PrescribedForm(models.Model):
    """A version of a Word form that a recipient prescribes, with the fields it holds and its SHA-256 (hex).

    Of one name the version published last is used, until it is withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80)
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    fields = ArrayField(models.CharField(max_length=60))
    author = models.UUIDField()
    drafted_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "number"], name="form_version_once"),
            models.CheckConstraint(
                condition=models.Q(published_by=None, published_at=None)
                | models.Q(published_by__isnull=False, published_at__isnull=False),
                name="form_published_by_somebody",
            ),
        ]

    class NoPersonalData:
        """An empty form of somebody else."""

        reason = "an empty form"
        rules = (
            Rule("desk", "select", "true"),
            Rule("desk", "insert", f"author = (select gate.actor()) and published_at is null and {KEEPERS}"),
            Rule("desk", "update", KEEPERS),
        )
