"""Every answer keeps to itself. The permission matrix looks at each page of the desk as each role; here is the rest."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inzage.access.limits.actions import DOCUMENTS
from inzage.access.people.thirdparty import ROUTES
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member
from tests.kit.processes import elsewhere
from tests.laws.expected import IN, OWN, outcome, roles
from tests.laws.headers import header_faults
from tests.laws.routes import DESK, Route, routes
from tests.laws.world import World

pytestmark = [pytest.mark.article("11.security"), pytest.mark.slow]
Browse = Callable[[Member], Client]
UNREACHED = {"account_reset_password_from_key": {"uidb36": "1", "key": "set-password"}}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_the_pages_of_allauth_too(route: Route, cast: Cast, browse: Browse) -> None:
    address = reverse(route.name, kwargs=UNREACHED.get(route.name))
    for visitor in (browse(cast.coach), Client()):
        answers = [visitor.get(address)]
        if route.name != "account_logout":
            answers.append(visitor.post(address))
        assert [header_faults(answer) for answer in answers] == [[]] * len(answers)


@pytest.mark.parametrize("address", ["/nowhere/", "/dossiers/", "/demo/", "/demo/mail/", "/account/login/?next=//evil"])
def test_what_is_not_there_and_the_demo(address: str, cast: Cast, browse: Browse) -> None:
    for visitor in (browse(cast.manager), Client()):
        assert header_faults(visitor.get(address)) == []


def test_a_form_that_expired(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/account/login/", {"login": "x@bureau.test"})
    assert answer.status_code == 403
    assert header_faults(answer) == []


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    return {}


FORMS = {"bsn:print"}
"""Routes of which a filled-in form makes the file: the tests of their own area look at its headers."""


def downloads() -> list[Route]:
    """The routes of files that an address gives: they share the limit of documents."""
    limited = [route for route in routes(DESK) if route.guard is not None and route.guard.limit is DOCUMENTS]
    return [route for route in limited if route.name not in FORMS]


def test_there_are_downloads() -> None:
    assert len(downloads()) >= 5


@pytest.mark.parametrize("route", downloads(), ids=lambda route: route.name)
def test_a_file_is_handed_out_to_keep_in_a_sandbox(
    route: Route, worlds: dict[str, World], cast: Cast, make_case: Callable[..., Case], browse: Browse
) -> None:
    if not worlds:
        worlds["one"] = World(cast, make_case, browse)
    world = worlds["one"]
    assert route.guard is not None
    who = next(role for role in ("back_office", *roles()) if outcome(route.guard, role, OWN) == IN)
    kwargs = world.fill(route.name, route.guard.kind, route.arguments, who, OWN)
    answer = world.visitor(who).get(reverse(route.name, kwargs=kwargs))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert header_faults(answer) == []


def test_faults_are_noticed() -> None:
    answer = HttpResponse()
    answer.wsgi_request = Client().get("/nowhere/").wsgi_request  # type: ignore[attr-defined]
    answer.set_cookie(settings.SESSION_COOKIE_NAME, "x")
    faults = header_faults(answer)
    assert len(faults) == 8, faults


PUBLIC = """
from django.test import Client
from tests.laws.headers import header_faults
for page in ("/", "/en/", "/reglement/", "/nergens/", "/checkpoint"):
    answer = Client().get(page)
    print(page, answer.status_code, header_faults(answer), len(answer.cookies))
"""


def test_the_public_site_too(database: str) -> None:
    [said] = elsewhere(database, [PUBLIC], INZAGE_PROCESS="public")
    pages = {line.split()[0]: line.split(maxsplit=2)[1:] for line in said.splitlines()}
    assert len(pages) == 5
    assert {rest for _, rest in pages.values()} == {"[] 0"}, said
    assert pages["/"][0] == "200"


HTTPS = """
from django.test import Client
answer = Client().get("/account/login/", headers={"X-Forwarded-Proto": "https"}, REMOTE_ADDR="10.9.9.9")
print(answer.status_code, answer["Strict-Transport-Security"])
print(*sorted(f"{cookie.key}:{bool(cookie['secure'])}:{cookie['httponly']}" for cookie in answer.cookies.values()))
plain = Client().get("/account/login/")
print(plain.status_code, plain["Location"].partition(":")[0])
chosen = Client().post("/language/", {"language": "en"}, headers={"X-Forwarded-Proto": "https"})
print(*sorted(f"{cookie.key}:{bool(cookie['secure'])}:{cookie['httponly']}" for cookie in chosen.cookies.values()))
"""


def test_behind_https_no_cookie_goes_without_it(database: str) -> None:
    [said] = elsewhere(database, [HTTPS], INZAGE_HTTPS="1")
    page, cookies, plain, language = said.splitlines()
    assert page == "200 max-age=31536000; includeSubDomains"
    assert cookies == "csrftoken:True:True"
    assert plain == "301 https"
    assert language == "django_language:True:True"
