"""Whose a secret address is, and the one that works for somebody."""

from uuid import UUID

from django.db import connections

from inzage.access.actor import Actor
from inzage.access.feeds.models import Feed


def working(actor: Actor, *, lock: bool = False) -> Feed | None:
    """The actor's own secret address that works, or None."""
    feeds = Feed.objects.select_for_update() if lock else Feed.objects.all()
    return feeds.filter(person=actor.person, revoked_at=None).first()


def owner(digest: str) -> UUID | None:
    """Whose the secret address with this hash is; None when it was revoked, never was, or its owner has left.

    Needs nobody signed in: whoever knows the secret shows what its owner could see, on the one page that takes it.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.owner_of_feed(%s)", [digest])
        found: UUID | None = cursor.fetchone()[0]
    return found
