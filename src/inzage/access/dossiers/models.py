"""Dossier and entry, and the two bases for everything that hangs on a dossier.

A table is wholly a card (`CardModel`, shown by grant) or wholly content (`ContentModel`, shown by opening).
"""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.identity.models import Office, Person

CARD_OF_EITHER_KIND = (
    "office_id = any((select gate.offices('client', 'card'))::uuid[])"
    " or office_id = any((select gate.offices('sponsor', 'card'))::uuid[])"
    " or dossier_id = any((select gate.granted('card'))::uuid[])"
)


class Dossier(models.Model):
    """The file of one client or one sponsor: a number and an office. What is in it hangs on it."""

    class Kind(models.TextChoices):
        """Articles 6 and 5."""

        CLIENT = "client", _("client")
        SPONSOR = "sponsor", _("sponsor")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    number = models.CharField(_("number"), max_length=20)
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "number"], name="access_dossier_number")]
        indexes: ClassVar = [models.Index(fields=["office", "kind", "-opened_at"], name="access_dossier_office")]

    class PersonalData:
        """Created through the gate; seen by grant or by a role at its office."""

        of = "id"
        category = "dossiers"
        purposes = ("3.a",)
        retention = "client_file"
        needs = "rules"
        export = ("number", "opened_at", "closed_at")
        rules = (
            Rule(
                "desk",
                "select",
                "(kind = 'client' and office_id = any((select gate.offices('client', 'card'))::uuid[]))"
                " or (kind = 'sponsor' and office_id = any((select gate.offices('sponsor', 'card'))::uuid[]))"
                " or (kind = 'client' and office_id = any((select gate.offices('client', 'log'))::uuid[]))"
                " or (kind = 'sponsor' and office_id = any((select gate.offices('sponsor', 'log'))::uuid[]))"
                " or id = any((select gate.granted('card'))::uuid[])",
            ),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
            Rule("gate", "update", "true"),
        )

    def __str__(self) -> str:
        return self.number


class CardModel(models.Model):
    """Base of a card: what a list may show of a dossier to whoever has a grant or an office role for its part."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.DO_NOTHING, related_name="+")
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")

    class Meta:
        abstract = True


class ContentModel(models.Model):
    """Base of content: shown only under an opening of the dossier that is already committed and still open."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.DO_NOTHING, related_name="+")

    class Meta:
        abstract = True


class Entry(CardModel):
    """One line of a dossier's time line. It names what happened; the text is in the subject's own table."""

    class Visibility(models.TextChoices):
        """For whom an entry is meant; the bureau alone unless said otherwise."""

        BUREAU = "bureau", _("bureau")
        CLIENT = "client", _("client")
        SPONSOR = "sponsor", _("sponsor")

    part = models.CharField(_("part"), max_length=20)
    kind = models.CharField(_("kind"), max_length=30)
    at = models.DateTimeField(_("at"))
    author = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    subject = models.UUIDField()
    visibility = models.CharField(_("visible to"), max_length=10, choices=Visibility.choices, default=Visibility.BUREAU)
    confidential = models.BooleanField(_("confidential"), default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "-at"], name="access_entry_line"),
            models.Index(fields=["office", "-at"], name="access_entry_office"),
            models.Index(fields=["subject"], name="access_entry_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confidential=False) | models.Q(visibility="bureau"),
                name="access_entry_confidential_stays_inside",
            ),
        ]

    class PersonalData:
        """Seen with the card of its dossier."""

        of = "dossier"
        category = "dossiers"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "rules"
        export = ("kind", "at", "visibility")
        changes = ("confidential", "visibility")
        rules = (
            Rule("desk", "select", CARD_OF_EITHER_KIND),
            # for whom a line is meant is for who has its part: who sees the card sees that it is there, no more
            Rule("desk", "update", f"({CARD_OF_EITHER_KIND}) and gate.may_add(dossier_id, part)"),
            Rule(
                "desk",
                "insert",
                "(gate.may_add_card(dossier_id, office_id, part)) and author_id = (select gate.actor())",
            ),
        )


class VisibilityChange(ContentModel):
    """That an entry was meant for somebody else from a moment on: by whom, and why. `access_key` as of a document."""

    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="+")
    part = models.CharField(max_length=20)
    access_key = models.CharField(max_length=60)
    old = models.CharField(_("was visible to"), max_length=10, choices=Entry.Visibility.choices)
    new = models.CharField(_("visible to"), max_length=10, choices=Entry.Visibility.choices)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    access_key=Concat(Cast("dossier_id", models.TextField()), models.Value(":"), models.F("part"))
                ),
                name="access_visibilitychange_key",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["entry", "-at"], name="access_visibility_of")]

    class PersonalData:
        """Content of the entry's own part: a reason may tell something of it."""

        of = "dossier"
        category = "dossiers"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "rules"
        export = ("old", "new", "reason", "at")
        append_only = True
        rules = (
            Rule("desk", "select", "access_key = any((select gate.opened_keys())::text[])"),
            Rule("desk", "insert", "(gate.may_add(dossier_id, part)) and by_id = (select gate.actor())"),
        )


class Pin(CardModel):
    """An entry that stays on top of its dossier's time line, for everybody who sees the line."""

    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="+")
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField(_("at"))
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(removed_at=None), name="access_pin_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None, removed_by=None)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="access_pin_removed_by_and_at",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["dossier", "removed_at"], name="access_pin_of")]

    class PersonalData:
        """Seen with the card of its dossier."""

        of = "dossier"
        category = "dossiers"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "rules"
        export = ("at", "removed_at")
        changes = ("removed_at", "removed_by")
        rules = (
            Rule("desk", "select", CARD_OF_EITHER_KIND),
            Rule("desk", "update", f"({CARD_OF_EITHER_KIND}) and (select gate.writes())"),
            Rule(
                "desk",
                "insert",
                "(gate.may_add_card(dossier_id, office_id, 'card')) and by_id = (select gate.actor())",
            ),
        )
