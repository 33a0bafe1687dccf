"""Signing in through a directory, against a real one: only who the bureau knows, and with our second step (11)."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client, override_settings

from inzage.access.directory.configured import Directory as Configured
from inzage.access.identity.models import Login
from inzage.access.people.actions import close_login, make_login
from inzage.access.people.tests.test_second_step import code
from tests.kit.directory import CLIENT, SECRET, Directory, running
from tests.kit.fixtures import Cast, Member, make_member

pytestmark = pytest.mark.article("11.security")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """The test looks where a browser is sent."""


def configured(directory: Directory, *second_factor: str) -> Configured:
    return Configured(
        issuer=directory.issuer, client=CLIENT, secret=SECRET, name="Werkhaven", local=True,
        second_factor=frozenset(second_factor),
    )  # fmt: skip


@pytest.fixture
def directory() -> Iterator[Directory]:
    """A directory that the installation trusts."""
    with running() as found, override_settings(DIRECTORY=configured(found)):
        yield found


@pytest.fixture
def member(cast: Cast, directory: Directory) -> Member:
    """A coach whom the directory signs in."""
    member = make_member(cast, "coach")
    directory.claims["email"] = member.email.upper()
    return member


def to_and_fro(browser: Client) -> Any:
    """What a browser does: to the directory, and back from it."""
    there = browser.get("/account/directory/")["Location"]
    try:
        urllib.request.build_opener(_Stay).open(there)
    except urllib.error.HTTPError as answer:
        return browser.get(answer.headers["Location"].removeprefix("http://testserver"))
    raise AssertionError(there)


def is_in(browser: Client) -> bool:
    return browser.get("/me/").status_code == 200


def test_the_directory_signs_in_and_our_second_step_follows(member: Member) -> None:
    """Given a colleague who is known, when the directory proves the address, then only the code is still asked."""
    browser = Client()
    assert "Inloggen met Werkhaven" in browser.get("/account/login/").content.decode()
    assert to_and_fro(browser)["Location"].startswith("/account/2fa/authenticate/")
    assert not is_in(browser)
    assert browser.post("/account/2fa/authenticate/", {"code": code()}).status_code == 302
    assert is_in(browser)


def test_the_directorys_own_second_step_counts_only_where_that_is_set(member: Member, directory: Directory) -> None:
    directory.claims["amr"] = ["pwd", "mfa"]
    browser = Client()
    to_and_fro(browser)
    assert not is_in(browser)
    with override_settings(DIRECTORY=configured(directory, "mfa")):
        browser = Client()
        assert to_and_fro(browser)["Location"] == "/"
        assert is_in(browser)
        directory.claims["amr"] = ["pwd"]
        other = Client()
        assert to_and_fro(other)["Location"].startswith("/account/2fa/authenticate/")
        assert not is_in(other)
        directory.claims |= {"amr": None, "acr": "mfa"}
        third = Client()
        to_and_fro(third)
        assert is_in(third)


STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@elders.example"},
        {"email": None},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"aud": "another client"},
        {"aud": ["inzage", "another client"]},
        {"aud": ["inzage", "another client"], "azp": "another client"},
        {"azp": "another client"},
        {"iss": "https://elders.example"},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
    ],
    ids=" ".join,
)
def test_what_is_not_proven_signs_nobody_in(member: Member, directory: Directory, claims: dict[str, Any]) -> None:
    directory.claims |= claims
    browser = Client()
    assert to_and_fro(browser)["Location"] == "/account/login/"
    assert "niet bewezen" in browser.get("/account/login/").content.decode()
    assert not is_in(browser)


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS384"])
def test_another_signature_signs_nobody_in(member: Member, directory: Directory, algorithm: str) -> None:
    directory.algorithm = algorithm
    assert to_and_fro(Client())["Location"] == "/account/login/"


def test_somebody_elses_key_signs_nobody_in(member: Member, directory: Directory) -> None:
    directory.signs_with = STRANGER
    assert to_and_fro(Client())["Location"] == "/account/login/"


def test_nobody_comes_in_by_another_browsers_attempt(member: Member, directory: Directory) -> None:
    """Given the answer to one browser, when another brings it, or the same one again, then it is worth nothing."""
    first = Client()
    there = first.get("/account/directory/")["Location"]
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.build_opener(_Stay).open(there)
    back = answer.value.headers["Location"].removeprefix("http://testserver")
    assert Client().get(back)["Location"] == "/account/login/"
    other = Client()
    other.get("/account/directory/")
    assert other.get(back)["Location"] == "/account/login/"
    assert first.get(back)["Location"].startswith("/account/2fa/authenticate/")
    assert first.get(back)["Location"] == "/account/login/"


def test_who_left_and_who_is_a_client_stay_out(cast: Cast, member: Member, directory: Directory) -> None:
    close_login(person=member.person)
    assert to_and_fro(Client())["Location"] == "/account/login/"
    client = make_login(person=uuid4(), kind="client", email=f"{uuid4()}@client.test", password="x" * 20)
    directory.claims["email"] = client.email
    assert to_and_fro(Client())["Location"] == "/account/login/"
    assert Login.objects.filter(email__endswith="@elders.example").count() == 0


def test_another_directory_at_the_address_is_not_ours(member: Member, directory: Directory) -> None:
    directory.says_issuer = "https://elders.example"
    assert Client().get("/account/directory/")["Location"] == "/account/login/"


def test_a_directory_that_does_not_answer_is_said_so(member: Member) -> None:
    gone = Configured(
        issuer="http://127.0.0.1:9", client=CLIENT, secret=SECRET, name="Werkhaven", local=True,
        second_factor=frozenset(),
    )  # fmt: skip
    with override_settings(DIRECTORY=gone):
        browser = Client()
        assert browser.get("/account/directory/")["Location"] == "/account/login/"
        assert "geeft geen antwoord" in browser.get("/account/login/").content.decode()


def test_without_a_directory_there_is_no_such_way_in() -> None:
    browser = Client()
    assert browser.get("/account/directory/").status_code == 404
    assert browser.get("/account/directory/back/").status_code == 404
    assert "/account/directory/" not in browser.get("/account/login/").content.decode()
