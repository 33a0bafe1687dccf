"""Every route has a guard, and every guard lets in exactly whom the policy lets in.

The matrix asks the real pages, signed in for real, as each role, as a client, as nobody; for a dossier of one's own,
somebody else's, and one that does not exist. What must happen is worked out from policy.toml apart from our code.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inzage.access.ledger.kinds import Kind
from inzage.access.models import LedgerEvent
from inzage.law.decisions.enter import ENTER, Enter
from inzage.law.policy import MODEL, load_policy
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member
from tests.laws.expected import ABSENT, ANONYMOUS, CLIENT, IN, LOGIN, NONE, OTHERS, OWN, REFUSED, outcome, roles
from tests.laws.headers import header_faults
from tests.laws.routes import DESK, PUBLIC, Route, routes
from tests.laws.world import USES_UP, World

LOOKING = {
    Kind.LIST_SHOWN,
    Kind.DOSSIER_OPENED,
    Kind.DOSSIER_DENIED,
    Kind.DOCUMENT_READ,
    Kind.SEARCH_MADE,
    Kind.DECISION_REFUSED,
}
GUARDED = [route for route in routes(DESK) if route.guard is not None and route.guard.who != "public"]
PEOPLE = (*roles(), CLIENT, ANONYMOUS)


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    """The world of this file, made by the first test that needs it."""
    return {}


@pytest.fixture
def world(
    worlds: dict[str, World], cast: Cast, make_case: Callable[..., Case], browse: Callable[[Member], Client]
) -> World:
    """The people and things of the matrix."""
    if "matrix" not in worlds:
        worlds["matrix"] = World(cast, make_case, browse)
    return worlds["matrix"]


@pytest.mark.parametrize("urlconf", [DESK, PUBLIC])
def test_every_route_has_a_guard(urlconf: str) -> None:
    bare = [route.name for route in routes(urlconf) if route.guard is None and not route.is_thirdparty]
    assert bare == []


def test_the_public_site_asks_nobody_who_they_are() -> None:
    assert routes(PUBLIC)
    assert {route.guard.who for route in routes(PUBLIC) if route.guard} == {"public"}


def test_the_names_of_routes_are_their_own() -> None:
    names = [route.name for route in routes(DESK)]
    assert sorted(names) == sorted(set(names))
    assert not [name for name in names if name.endswith("?")]


def test_a_guard_asks_only_for_parts_that_somebody_has() -> None:
    for route in GUARDED:
        assert any(outcome(route.guard, role, OWN) == IN for role in roles() if route.guard), route.name


@pytest.mark.article("6.need")
@pytest.mark.article("5.need")
@pytest.mark.slow
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_exactly_those_get_in_whom_the_policy_lets_in(route: Route, world: World) -> None:
    assert route.guard is not None
    relations = (OWN, OTHERS, NONE) if route.guard.kind else (OWN,)
    wrong = []
    for relation in relations:
        for who in PEOPLE:
            must = outcome(route.guard, who, relation)
            happened = ask(world, route, who, relation)
            if happened != must:
                wrong.append(f"{who}, {relation} dossier: {happened}; must be {must}")
    assert wrong == []


def ask(world: World, route: Route, who: str, relation: str) -> str:
    """What really happens when somebody comes to a route."""
    kind = route.guard.kind if route.guard else ""
    address = reverse(route.name, kwargs=world.fill(route.name, kind, route.arguments, who, relation))
    visitor = world.visitor(who)
    answer = visitor.get(address)
    posted = answer.status_code == 405
    if posted:
        answer = visitor.post(address)
    if posted and route.name in USES_UP and verdict(answer) == IN:
        world.use_up(USES_UP[route.name])
    return verdict(answer)


def verdict(answer: Any) -> str:
    """An answer in the words of the matrix. A refusal of the act itself shows that the guard let somebody in."""
    if faults := header_faults(answer):
        return f"headers: {faults}"
    if answer.status_code == 302 and answer["Location"].startswith("/account/login/"):
        return LOGIN
    if answer.status_code == 404:
        return ABSENT
    if answer.status_code == 403 and refusal_of_the_guard() in answer.content.decode():
        return REFUSED
    if answer.status_code < 400 or answer.status_code in {400, 403, 405, 422}:
        return IN
    return f"answer {answer.status_code}"


@cache
def refusal_of_the_guard() -> str:
    """The sentence with which the guard refuses a role."""
    facts = Enter(needed_roles=frozenset({"manager"}), roles=frozenset(), missing=frozenset())
    return ENTER.decide(facts, load_policy(MODEL)).sentence.nl


@pytest.mark.slow
def test_the_matrix_notices_a_guard_that_is_too_wide_or_too_narrow(world: World) -> None:
    route = next(each for each in GUARDED if each.name == "people:list")
    assert route.guard is not None
    wider, narrower = replace(route.guard, roles=frozenset()), replace(route.guard, roles=frozenset({"auditor"}))
    assert ask(world, route, "coach", OWN) != outcome(wider, "coach", OWN)
    assert ask(world, route, "manager", OWN) != outcome(narrower, "manager", OWN)


@pytest.mark.slow
def test_an_auditor_looks_and_changes_nothing(world: World, acting: Callable[[Member], Any]) -> None:
    auditor = world.members["auditor"]
    reached = 0
    for route in GUARDED:
        if route.guard and route.guard.who == "staff" and outcome(route.guard, "auditor", OWN) == IN:
            kwargs = world.fill(route.name, route.guard.kind, route.arguments, "auditor", OWN)
            world.visitor("auditor").post(reverse(route.name, kwargs=kwargs))
            reached += 1
    assert reached > 10
    with acting(auditor):
        kinds = set(LedgerEvent.objects.filter(actor=auditor.person).values_list("kind", flat=True))
    assert kinds - LOOKING - {Kind.DECLARATION_RECORDED, Kind.ACKNOWLEDGEMENT_GIVEN} == set()
