"""What is not one's own does not exist: no list, search, count or menu changes when somebody else's dossier is made.

Every route without a dossier in its address is asked by everybody whose role sees no card bureau-wide, before and after
a colleague gets a client with a sponsor, tasks, notes and reports. The pages must be the same.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from inzage.kit.sealing import seal_search
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast, make_member
from tests.laws.expected import policy, roles
from tests.laws.routes import DESK, Route, routes

FLEETING = re.compile(
    r"<input[^>]*csrf[^>]*>|hx-headers='[^']*'|[?&;](amp;)?s=[^\"&]*|name=\"s\"[^>]*|\d\d:\d\d(:\d\d)?"
)
NARROW = [
    role
    for role in roles()
    if not any("card" in policy()["needs"][kind]["office"]["parts"].get(role, ()) for kind in ("client", "sponsor"))
]
SHOWS_LINES = {"privacy_officer": {"log:list", "log:csv", "log:json", "disclosures:register"}}
"""Pages that a role reads over all dossiers by the policy itself: the parts log and disclosures."""


def _pages() -> list[Route]:
    return [
        route
        for route in routes(DESK)
        if route.guard is not None and route.guard.who in {"staff", "person"} and not route.arguments
    ]


def look(browser: Client, role: str, queries: list[dict[str, str]]) -> dict[str, str]:
    """Every page that the role may open, without what differs from one second to the next."""
    seen = {}
    for route in _pages():
        if route.name in SHOWS_LINES.get(role, ()):
            continue
        for number, query in enumerate(queries):
            answer = browser.get(reverse(route.name), query)
            if answer.status_code == 200:
                seen[f"{route.name} {number}"] = FLEETING.sub("", answer.content.decode(errors="replace"))
    return seen


@pytest.mark.slow
@pytest.mark.article("6.need")
@pytest.mark.article("5.need")
@pytest.mark.parametrize("role", NARROW)
def test_what_is_not_ones_own_changes_nothing(
    cast: Cast, make_case: Callable[..., Case], browse: Browse, role: str
) -> None:
    browser = browse(make_member(cast, role))
    common = {"q": "Vermeer", "s": seal_search("Vermeer"), "tab": "all"}
    number = {"q": "C-20", "s": seal_search("C-20"), "tab": "ended"}
    queries: list[dict[str, str]] = [{}, common, number]
    look(browser, role, queries)
    before = look(browser, role, queries)
    case = make_case()
    case.note("Vermeer was er.")
    case.send(case.lock(case.report("progress")))
    after = look(browser, role, queries)
    assert len(before) > 10
    assert {page for page in before if before[page] != after[page]} == set()
    for name in (case.client.last_name, case.dossier.number, case.sponsor.name, case.sponsor.dossier.number):
        assert not [page for page, text in after.items() if name in text]


@pytest.mark.slow
def test_the_comparison_notices_a_hit_that_shows(cast: Cast, make_case: Callable[..., Case], browse: Browse) -> None:
    browser, queries = browse(cast.back_office), [{"tab": "all", "s": seal_search("Vermeer")}]
    before = look(browser, "back_office", queries)
    case = make_case()
    after = look(browser, "back_office", [*queries, {"tab": "all", "s": seal_search(case.client.last_name)}])
    assert before["registration:list 0"] != after["registration:list 0"]
    assert case.client.last_name in after["registration:list 1"]
