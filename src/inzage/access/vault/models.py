"""Documents, sealed. The key of their dossier is in another database."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from inzage.access.declaration import Rule
from inzage.access.dossiers.models import ContentModel

OPENED = "access_key = any((select gate.opened_keys())::text[])"


class Document(ContentModel):
    """A file in a dossier. `access_key` is `<dossier>:<part>`, so that one array decides for every part."""

    part = models.CharField(_("part"), max_length=20)
    access_key = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    key_version = models.PositiveIntegerField()
    at = models.DateTimeField(_("at"))
    author = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    access_key=Concat(Cast("dossier_id", models.TextField()), models.Value(":"), models.F("part"))
                ),
                name="access_document_key",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["access_key"], name="access_document_access")]

    class PersonalData:
        """Content of its own part; the worker reads what was handed over to it for sending."""

        of = "dossier"
        category = "documents"
        purposes = ("3.a", "3.c")
        retention = "client_file"
        needs = "rules"
        export = ("name", "media_type", "size", "at")
        rules = (
            Rule("desk", "select", OPENED),
            Rule("desk", "insert", "(gate.may_add(dossier_id, part))"),
            Rule(
                "worker",
                "select",
                "(id::text || ':' || dossier_id::text) = any((select gate.handed_over())::text[])",
            ),
        )


class HandOver(models.Model):
    """A document that the worker may read for a while, because it must send it."""

    document = models.UUIDField(primary_key=True)
    dossier = models.UUIDField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class PersonalData:
        """Written by whoever may add a disclosure to the dossier."""

        of = "dossier"
        category = "documents"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "rules"
        export = ()
        rules = (
            Rule("desk", "insert", "(gate.may_add(dossier, 'disclosures'))"),
            Rule("gate", "select", "true"),
        )
