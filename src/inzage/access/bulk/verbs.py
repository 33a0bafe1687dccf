"""What can be done to many rows at once: registered by the rooms that know how, offered by the lists.

The right is that of the single act: the same verbs run, in the name of the same person, row by row.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from inzage.access.actor import Actor
from inzage.kit.forms import KitForm

Given = Mapping[str, str]
Targets = list[tuple[UUID, UUID | None]]


class Asked(KitForm):
    """What a verb asks beside the rows; this one asks nothing."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One bulk action. `page` is the list that it is done from, `find` gives those of the ids that the actor may see.

    `opens` are the parts of the dossier that it needs open; without any, a trial can tell what would be refused.
    """

    page: str
    label: Promise
    roles: tuple[str, ...]
    form: type[Asked]
    find: Callable[[Collection[UUID], Actor], Targets]
    carry_out: Callable[[UUID, Given, Actor, datetime], None]
    opens: tuple[str, ...] = ()

    def may(self, actor: Actor) -> bool:
        """Whether the actor has a role for it."""
        return not self.roles or actor.has(*self.roles)


_verbs: dict[str, Verb] = {}


def register(code: str, verb: Verb) -> None:
    """Offer a verb. Raises ValueError when another has its code."""
    if _verbs.setdefault(code, verb) is not verb:
        message = f"two bulk actions are called {code}"
        raise ValueError(message)


def verb_of(code: str) -> Verb | None:
    """The verb with this code, or None."""
    return _verbs.get(code)


def offered(page: str, actor: Actor) -> list[tuple[str, Promise]]:
    """Code and label of what the actor can do to many rows of a list."""
    return [(code, verb.label) for code, verb in _verbs.items() if verb.page == page and verb.may(actor)]
