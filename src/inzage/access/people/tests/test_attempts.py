"""Guessing is stopped: passwords, codes and mails of a new password are counted over all processes of the desk."""

import random
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client, override_settings

from inzage.access.people.tests.conftest import Newcomer
from tests.kit.fixtures import Member
from tests.kit.processes import elsewhere

pytestmark = [pytest.mark.article("11.security"), pytest.mark.slow]
MAIL = "django.core.mail.backends.locmem.EmailBackend"
TOO_MANY = "te veel"

POSTS = """
from django.conf import settings
settings.EMAIL_BACKEND = {mail!r}
from django.test import Client
for _ in range(5):
    answer = Client(REMOTE_ADDR={address!r}).post({page!r}, {fields!r})
    print(answer.status_code, "te veel" in answer.content.decode().lower())
"""


def address() -> str:
    """An address that no other test comes from."""
    return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"  # noqa: S311  no secret


def five_elsewhere(database: str, page: str, fields: dict[str, str]) -> list[str]:
    """What another process of the desk answers five times, each from one address."""
    [said] = elsewhere(database, [POSTS.format(mail=MAIL, address=address(), page=page, fields=fields)])
    return said.splitlines()


def test_passwords_that_another_process_refused_count_here(database: str, newcomer: Newcomer) -> None:
    member = newcomer()
    fields = {"login": member.email, "password": "zomaar een gok"}
    assert five_elsewhere(database, "/account/login/", fields) == ["200 False"] * 5
    # also the right one is refused now, from whatever address
    right = Client(REMOTE_ADDR=address()).post("/account/login/", {"login": member.email, "password": member.password})
    assert right.status_code == 200
    assert TOO_MANY in right.content.decode().lower()


def test_mails_of_a_new_password_are_counted(database: str, newcomer: Newcomer) -> None:
    fields = {"email": newcomer().email}
    assert five_elsewhere(database, "/account/password/reset/", fields) == ["302 False"] * 5
    with override_settings(EMAIL_BACKEND=MAIL):
        sixth = Client(REMOTE_ADDR=address()).post("/account/password/reset/", fields)
    assert (sixth.status_code, sixth["Retry-After"]) == (429, "60")
    assert "Te vaak" in sixth.content.decode()


def test_codes_are_counted_by_login_and_not_by_browser(newcomer: Newcomer) -> None:
    member = newcomer("coach", cleared=True)
    answers = [_try_code(member) for _ in range(7)]
    assert TOO_MANY not in answers[0]
    assert TOO_MANY in answers[-1]


def _try_code(member: Member) -> str:
    browser = Client(REMOTE_ADDR=address())
    answer = browser.post("/account/login/", {"login": member.email, "password": member.password})
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    return browser.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode().lower()


def test_a_header_of_the_visitor_is_no_new_address(newcomer: Newcomer, forged: Callable[[int], str]) -> None:
    where = address()
    answers = [
        Client(REMOTE_ADDR=where).post(
            "/account/login/",
            {"login": f"{n}@bureau.test", "password": "een gok"},
            headers={"X-Forwarded-For": forged(n)},
        )
        for n in range(12)
    ]
    assert TOO_MANY in answers[-1].content.decode().lower()


@pytest.fixture(params=["{n}.1.1.1", "10.0.0.{n}, 10.1.1.{n}"])
def forged(request: pytest.FixtureRequest) -> Callable[[int], str]:
    return lambda n: str(request.param).format(n=n + 1)


def test_many_attempts_push_no_count_out(newcomer: Newcomer) -> None:
    with connections["login"].cursor() as cursor:
        cursor.execute("select count(*) from access_cache")
        before = cursor.fetchone()[0]
        cursor.execute(
            "insert into access_cache (cache_key, value, expires)"
            " select 'flood-' || gen_random_uuid(), '', now() + interval '1 minute' from generate_series(1, 2000)"
        )
        for n in range(3):
            Client(REMOTE_ADDR=address()).post("/account/login/", {"login": f"{n}@x.test", "password": "een gok"})
        cursor.execute("select count(*) from access_cache where cache_key not like 'flood-%'")
        assert cursor.fetchone()[0] >= before
        cursor.execute("delete from access_cache where cache_key like 'flood-%'")
