"""The proof of identity: a signed token per transaction, bound to one database connection, for one minute.

A plain setting can be set by anyone who can run SQL; this one must carry a MAC made with a key that only the process
and the gate know. `acting` is the one way to work as somebody.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from inzage.access.actor import Actor

KEY_NUMBER = 1
LIFETIME_SECONDS = 60
BLOCK = 64


class Pads(NamedTuple):
    """The two padded keys of HMAC-SHA256 (RFC 2104), so that the database needs no more than sha256."""

    inner: bytes
    outer: bytes


def pads(key: bytes) -> Pads:
    """The padded keys that the gate keeps for `key`."""
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return Pads(bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block))


def token(
    person: UUID, connection: BaseDatabaseWrapper, *, lifetime: int = LIFETIME_SECONDS, cover: UUID | None = None
) -> str:
    """A token that proves `person` on this connection for `lifetime` seconds: key.person.backend.expires.mac.

    `cover` is who looks as that person for support: key.person.backend.expires.cover.mac, which changes nothing.
    """
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    said = f"{KEY_NUMBER}.{person}.{backend}.{int(time.time()) + lifetime}{f'.{cover}' if cover else ''}"
    return f"{said}.{hmac.digest(settings.TOKEN_KEY, said.encode(), 'sha256').hex()}"


@contextmanager
def acting(person: UUID, *, lifetime: int = LIFETIME_SECONDS, cover: UUID | None = None) -> Iterator[Actor]:
    """Begin one transaction, prove `person` in it, and hand out the Actor.

    The transaction commits when the block ends and rolls back when it raises. Raises InsufficientPrivilege (as
    ProgrammingError) when the person has left. Does not nest: one transaction has one actor. `cover` is who looks as
    that person for support: the transaction only reads, and a look that is over raises the same.
    """
    connection = connections["default"]
    if connection.in_atomic_block:
        message = "a transaction has one actor; this one has begun already"
        raise RuntimeError(message)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select person, kind, name, office, roles, missing from gate.begin(%s)",
            [token(person, connection, lifetime=lifetime, cover=cover)],
        )
        row = cursor.fetchone()
        yield Actor(row[0], row[1], row[2], row[3], frozenset(row[4]), tuple(row[5]), cover)


def renew(actor: Actor, *, lifetime: int = LIFETIME_SECONDS) -> None:
    """Prove the actor again in the running transaction, for work that lasts longer than one token."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select person from gate.begin(%s)", [token(actor.person, connection, lifetime=lifetime, cover=actor.cover)]
        )
