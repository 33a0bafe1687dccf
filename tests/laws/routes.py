"""Every route of the two sites, with the guard it declares."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from inzage.access.guards import Guard
from inzage.access.people.thirdparty import ROUTES

DESK = "inzage.front.urls"
PUBLIC = "inzage.front.public_urls"


@dataclass(frozen=True)
class Route:
    """One address: its full name, the names of its arguments, its view."""

    name: str
    arguments: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def guard(self) -> Guard | None:
        """The guard that the view declares."""
        return getattr(self.view, "guard", None)

    @property
    def is_thirdparty(self) -> bool:
        """Whether it is one of the declared routes of other people's packages."""
        return self.view in {route.pattern.callback for route in ROUTES}


@cache
def routes(urlconf: str) -> tuple[Route, ...]:
    """Every route of a URLconf."""
    return tuple(_walk(get_resolver(urlconf).url_patterns, (), ()))


def _walk(
    patterns: Sequence[URLPattern | URLResolver], spaces: tuple[str, ...], arguments: tuple[str, ...]
) -> Iterator[Route]:
    for pattern in patterns:
        names = (*arguments, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield Route(":".join((*spaces, pattern.name or "?")), names, pattern.callback)
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, names)
