"""How each kind of entry is shown on a time line.

A room that owns a kind of entry registers its model, template and icon when it starts; this room need not know it. No
table is imported here, because that happens before the tables are there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Model

UNKNOWN = "dossiers/entry.html"


@dataclass(frozen=True, slots=True)
class Show:
    """How entries of one kind are shown."""

    model: type[Model]
    template: str
    icon: str


_shows: dict[str, Show] = {}


def register(kind: str, model: type[Model], template: str, icon: str) -> None:
    """Say how entries of `kind` are shown. Raises ValueError when the kind is taken by another model."""
    if kind in _shows and _shows[kind].model is not model:
        message = f"entries of kind {kind} are shown by another room already"
        raise ValueError(message)
    _shows[kind] = Show(model, template, icon)


def shows() -> Mapping[str, Show]:
    """How each registered kind is shown."""
    return MappingProxyType(_shows)
