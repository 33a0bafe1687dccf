"""Which screens serve an article: the routes whose guard names it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

from inzage.access.guards import Guard


def screens_of(urlconfs: Iterable[str]) -> Mapping[str, list[str]]:
    """For each article the names of the routes whose guard names it, over these URLconfs."""
    found: dict[str, list[str]] = defaultdict(list)
    for urlconf in urlconfs:
        for name, guard in _routes(get_resolver(urlconf), ""):
            for ref in guard.articles:
                if name not in found[ref]:
                    found[ref].append(name)
    return found


def _routes(resolver: URLResolver, space: str) -> Iterator[tuple[str, Guard]]:
    """Every route under a resolver that has a guard, by its full name."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            guard = getattr(each.callback, "guard", None)
            if isinstance(guard, Guard):
                yield f"{space}{each.name}", guard
