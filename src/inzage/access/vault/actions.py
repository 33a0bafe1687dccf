"""Put documents into the vault, read them, and hand one over to the worker that must send it."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from inzage.access.actor import Actor
from inzage.access.dossiers.models import Dossier
from inzage.access.vault.models import Document, HandOver
from inzage.access.vault.sealing import Place, current_key, key_of, seal, unseal

HAND_OVER_DAYS = 14


def put(
    *, dossier: Dossier, part: str, name: str, media_type: str, content: bytes, by: Actor, at: datetime
) -> Document:
    """Seal `content` with the dossier's key and keep it under `part`. Refused by the database without a right on it."""
    document = uuid4()
    version, key = current_key(dossier.pk)
    return Document.objects.create(
        id=document,
        dossier=dossier,
        part=part,
        access_key=f"{dossier.pk}:{part}",
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sealed=seal(content, key, _place(document, version)),
        key_version=version,
        at=at,
        author=by.person,
    )


def read(document: Document) -> bytes:
    """The bytes of a document. Raises VaultError when its key was destroyed or it was changed."""
    key = key_of(document.dossier_id, document.key_version)
    return unseal(bytes(document.sealed), key, _place(document.pk, document.key_version))


def hand_over(
    *,
    document: Document,
    by: Actor,
    at: datetime,
) -> None:
    """Let the worker read this document for a fortnight, to send it. Needs the right to add a disclosure."""
    HandOver.objects.create(
        document=document.pk, dossier=document.dossier_id, at=at, until=at + timedelta(days=HAND_OVER_DAYS)
    )


def _place(document: UUID, version: int) -> Place:
    return Place("access_document", document, "sealed", version)
