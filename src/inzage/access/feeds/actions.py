"""Make a secret address, revoke it, and note that it was read."""

import hashlib
import secrets
from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.feeds.facts import working
from inzage.access.feeds.models import Feed
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind

SECRET_BYTES = 32


def make(*, language: str, by: Actor, at: datetime) -> str:
    """Make a secret address of the actor's own and give the secret: this once, for only its hash is kept.

    One that was there before works no more.
    """
    revoke(by=by, at=at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = Feed.objects.create(id=uuid4(), person_id=by.person, digest=digest(secret), language=language, made_at=at)
    record(Kind.FEED_MADE, by=by, subject=made.pk, articles=["11.security"])
    return secret


def revoke(*, by: Actor, at: datetime) -> None:
    """Let the actor's own secret address work no more, from now on; nothing happens without one."""
    kept = working(by, lock=True)
    if kept is not None:
        kept.revoked_at = at
        kept.save(update_fields=["revoked_at"], force_update=True)
        record(Kind.FEED_REVOKED, by=by, subject=kept.pk, articles=["11.security"])


def note_read(*, feed: Feed, by: Actor, at: datetime) -> None:
    """Put the first reading of a day on the log; a program reads it many times."""
    today = timezone.localdate(at)
    if feed.read_on != today:
        feed.read_on = today
        feed.save(update_fields=["read_on"], force_update=True)
        record(Kind.FEED_READ, by=by, subject=feed.pk, articles=["6.need"])


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256 (hex). It is as long as a key, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
