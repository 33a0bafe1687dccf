"""Sessions that know whose they are, on what device and when last seen; behind the role `login` like the logins.

Django's own engine, with the session of each person to be found without opening all of them.
"""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest

from inzage.access.identity.models import Login, Session

DEVICE = "device"
SEEN = "seen"
SEEN_EACH = timedelta(minutes=10)
# the first that fits counts: browsers name those that they descend from
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


class SessionStore(DatabaseStore):
    """The engine that settings name."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for what the session holds now; it belongs to whoever is signed in."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]  # the class that is given above
        if SESSION_KEY in data:
            row.person = Login.objects.filter(pk=data[SESSION_KEY]).values_list("person", flat=True).first()
        row.device = data.get(DEVICE, "")
        row.seen_at = datetime.fromisoformat(data[SEEN]) if SEEN in data else None
        return row


def held(row: Session) -> dict[str, Any]:
    """What a session holds; nothing when it was changed outside."""
    return SessionStore().decode(row.session_data)


def note(request: HttpRequest, *, at: datetime) -> None:
    """Note device and moment in the session of a request; at most once in ten minutes, so that pages write nothing."""
    seen = request.session.get(SEEN)
    if seen is None or at - datetime.fromisoformat(seen) >= SEEN_EACH:
        request.session[DEVICE] = device(request.headers.get("User-Agent", ""))
        request.session[SEEN] = at.isoformat(timespec="minutes")


def device(agent: str) -> str:
    """A browser and a system in words that their user knows, such as "Firefox, Windows"; empty for others.

    `agent` is the header User-Agent; no more of it is kept than this.
    """
    found = [next((name for sign, name in kinds if re.search(sign, agent)), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name)


def handle(key: str) -> UUID:
    """What a page may call a session by: from it nobody finds the key, which is as good as a password."""
    return UUID(bytes=hashlib.sha256(f"inzage session {key}".encode()).digest()[:16])
