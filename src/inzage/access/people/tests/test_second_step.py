"""The second step belongs to a session: that somebody has one elsewhere opens nothing here (article 11.security)."""

import re
from collections.abc import Callable
from secrets import randbelow

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from inzage.access.identity.models import Login
from inzage.access.people.tests.conftest import Newcomer
from tests.kit.fixtures import TOTP_SECRET, Member

pytestmark = pytest.mark.article("11.security")
PAGES = ("/me/", "/regulation/", "/start/", "/people/", "/clients/")
WEIGHTY = (
    "/account/2fa/", "/account/2fa/recovery-codes/", "/account/2fa/recovery-codes/generate/",
    "/account/2fa/recovery-codes/download/", "/account/password/change/",
)  # fmt: skip
SecondStep = Callable[[Client, Member], None]


def code(secret: str = TOTP_SECRET) -> str:
    """The code of this half minute."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_password(member: Member) -> Client:
    """A browser that gave the password."""
    browser = Client(REMOTE_ADDR=f"10.{randbelow(255)}.{randbelow(255)}.7")  # attempts are counted by address
    answer = browser.post("/account/login/", {"login": member.email, "password": member.password})
    assert answer.status_code == 302
    return browser


@pytest.fixture
def early(newcomer: Newcomer) -> tuple[Client, Member]:
    """A session of the password alone, from before its login got a second step in another session."""
    member = newcomer("coach", cleared=True, second_factor=False)
    browser = with_password(member)
    assert browser.get("/me/")["Location"] == "/account/2fa/totp/activate/"
    login = Login.objects.get(person=member.person)
    TOTP.activate(login, TOTP_SECRET)
    RecoveryCodes.activate(login)
    return browser, member


def test_a_session_from_before_opens_nothing(early: tuple[Client, Member]) -> None:
    browser, _member = early
    for page in PAGES:
        assert browser.get(page)["Location"] == "/account/2fa/reauthenticate/", page


def test_a_session_from_before_does_not_see_the_recovery_codes(early: tuple[Client, Member]) -> None:
    """They are a second step themselves; the password is asked again for them, and it is all such a session knows."""
    browser, member = early
    browser.post("/account/reauthenticate/", {"password": member.password})
    for page in WEIGHTY:
        assert browser.get(page)["Location"] == "/account/2fa/reauthenticate/", page
        assert browser.post(page)["Location"] == "/account/2fa/reauthenticate/", page
    assert browser.get("/me/")["Location"] == "/account/2fa/reauthenticate/"


def test_with_a_code_such_a_session_goes_on(early: tuple[Client, Member]) -> None:
    browser, _member = early
    assert browser.get("/account/2fa/reauthenticate/").status_code == 200
    assert browser.post("/account/2fa/reauthenticate/", {"code": "000000"}).status_code == 200
    assert browser.get("/me/").status_code == 302
    assert browser.post("/account/2fa/reauthenticate/", {"code": code()}).status_code == 302
    assert browser.get("/me/").status_code == 200


def test_setting_it_up_counts_for_the_session_that_did(newcomer: Newcomer) -> None:
    member = newcomer("coach", cleared=True, second_factor=False)
    browser, other = with_password(member), with_password(member)
    page = browser.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"secret=([A-Z2-7]+)|>\s*([A-Z2-7]{32})\s*<|value=\"([A-Z2-7]{32})\"", page)
    assert secret is not None, page
    found = next(part for part in secret.groups() if part)
    assert browser.post("/account/2fa/totp/activate/", {"code": code(found)}).status_code == 302
    assert browser.get("/me/").status_code == 200
    assert other.get("/me/")["Location"] == "/account/2fa/reauthenticate/"
    assert other.get("/account/2fa/totp/activate/").status_code == 302
