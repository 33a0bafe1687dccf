"""The verbs of preferences: switch the shortcuts, and note that the news was read."""

from datetime import datetime
from uuid import uuid4

from inzage.access.actor import Actor
from inzage.access.preferences.models import Preference


def switch_shortcuts(*, on: bool, by: Actor, at: datetime) -> None:
    """Keys of one letter do something from now on, or nothing (WCAG 2.1.4)."""
    _set(by, shortcuts=on)


def read_news(*, newest: str, by: Actor, at: datetime) -> None:
    """Note the newest news that was read."""
    _set(by, news=newest)


def _set(by: Actor, **values: bool | str) -> None:
    Preference.objects.update_or_create(person_id=by.person, defaults=values, create_defaults={"id": uuid4(), **values})
