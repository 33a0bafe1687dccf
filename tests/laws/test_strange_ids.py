"""An id of one dossier under the address of another leads nowhere, for every route, also for who may open both.

Row security alone would not hold them apart there: each page must ask for the thing within the dossier in its address.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member
from tests.laws.expected import IN, OWN, outcome, roles
from tests.laws.routes import DESK, Route, routes
from tests.laws.world import World

ALONE = {"dossier", "number", "place"}
NESTED = [
    route
    for route in routes(DESK)
    if route.guard is not None and "dossier" in route.arguments and set(route.arguments) - ALONE
]


@pytest.fixture(scope="module")
def worlds() -> dict[str, tuple[World, World]]:
    """The two worlds of this file, made by the first test that needs them."""
    return {}


@pytest.fixture
def both(
    worlds: dict[str, tuple[World, World]],
    cast: Cast,
    make_case: Callable[..., Case],
    browse: Callable[[Member], Client],
) -> tuple[World, World]:
    """Two cases of the same people."""
    if not worlds:
        first = World(cast, make_case, browse)
        second = World(cast, make_case, browse)
        second.members = first.members
        worlds["both"] = first, second
    return worlds["both"]


@pytest.mark.article("6.need")
@pytest.mark.slow
@pytest.mark.parametrize("route", NESTED, ids=lambda route: route.name)
def test_what_is_of_another_dossier_is_not_there(route: Route, both: tuple[World, World]) -> None:
    first, second = both
    assert route.guard is not None
    for who in roles():
        if outcome(route.guard, who, OWN) != IN:
            continue
        filled = first.fill(route.name, route.guard.kind, route.arguments, who, OWN)
        strange = second.fill(route.name, route.guard.kind, route.arguments, who, OWN)
        address = reverse(route.name, kwargs={**strange, "dossier": filled["dossier"]})
        assert first.visitor(who).get(address).status_code in {404, 405}, who
        assert first.visitor(who).post(address, {"reason": "x", "active": "1"}).status_code in {404, 405}, who
