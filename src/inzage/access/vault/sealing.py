"""Seal and unseal bytes with a dossier's own key: AES-256-GCM, bound to the place they are kept.

The keys live in another database (`KEYS_URL`), wrapped with the master key of the installation. Destroying a key erases
everything sealed with it, in every copy and backup.
"""

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connections

KEY_BYTES = 32
NONCE_BYTES = 12


class VaultError(Exception):
    """What was sealed cannot be read: its key was destroyed, or the bytes or their place were changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where sealed bytes are kept; part of what is authenticated, so that they cannot be moved elsewhere."""

    table: str
    row: UUID
    column: str
    version: int

    @property
    def associated(self) -> bytes:
        """The additional data of AES-GCM."""
        return f"{self.table}|{self.row}|{self.column}|{self.version}".encode()


def current_key(dossier: UUID) -> tuple[int, bytes]:
    """The newest key of a dossier and its version; made when there is none.

    The key is committed in its own database before anything sealed with it can be.
    """
    found = _newest(dossier)
    if found is None:
        key = AESGCM.generate_key(KEY_BYTES * 8)
        with connections["keys"].cursor() as cursor:
            cursor.execute(
                "insert into dossier_key (dossier, version, wrapped) values (%s, 1, %s) on conflict do nothing",
                [dossier, _wrap(dossier, 1, key)],
            )
        found = _newest(dossier)
    if found is None:
        message = "the key of this dossier could not be made"
        raise VaultError(message)
    return found


def key_of(dossier: UUID, version: int) -> bytes:
    """The key of a dossier by version. Raises VaultError when it was destroyed."""
    with connections["keys"].cursor() as cursor:
        cursor.execute("select wrapped from dossier_key where dossier = %s and version = %s", [dossier, version])
        row = cursor.fetchone()
    if row is None:
        message = "the key of this dossier was destroyed"
        raise VaultError(message)
    return _unwrap(dossier, version, bytes(row[0]))


def seal(plain: bytes, key: bytes, place: Place) -> bytes:
    """Nonce and ciphertext of `plain`, bound to `place`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.associated)


def unseal(sealed: bytes, key: bytes, place: Place) -> bytes:
    """The bytes that were sealed at `place`. Raises VaultError when anything was changed."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.associated)
    except InvalidTag as error:
        message = "the sealed bytes or their place were changed"
        raise VaultError(message) from error


def _newest(dossier: UUID) -> tuple[int, bytes] | None:
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "select version, wrapped from dossier_key where dossier = %s order by version desc limit 1", [dossier]
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], _unwrap(dossier, row[0], bytes(row[1])))


def _wrap(dossier: UUID, version: int, key: bytes) -> bytes:
    return seal(key, settings.VAULT_KEY, Place("dossier_key", dossier, "wrapped", version))


def _unwrap(dossier: UUID, version: int, wrapped: bytes) -> bytes:
    return unseal(wrapped, settings.VAULT_KEY, Place("dossier_key", dossier, "wrapped", version))
