"""Passkeys: as the second step, instead of the password, and how they come and go (article 11.security)."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client

from inzage.access.actor import Actor
from inzage.access.identity.models import Login
from inzage.access.ledger.kinds import Kind
from inzage.access.models import LedgerEvent
from inzage.access.people import actions, facts
from inzage.access.people.tests.conftest import Newcomer
from inzage.access.people.tests.test_second_step import with_password
from tests.kit.authenticator import Passkey
from tests.kit.fixtures import Acting, Cast, Member, Now, sign_in_anew

pytestmark = pytest.mark.article("11.security")
ADD, LOGIN, PROVE = (
    "/account/2fa/passkeys/add/",
    "/account/2fa/passkeys/login/",
    "/account/2fa/passkeys/reauthenticate/",
)

NONSENSE = (
    '{"id": 1}',
    '{"response": {"userHandle": "!"}}',
    '{"id": "aa", "rawId": "aa", "type": "public-key", "response": {}}',
    '{"id": "aa", "rawId": "aa", "response": {"clientDataJSON": "aa", "attestationObject": "aa"}}',
    '{"id": "aa", "rawId": "aa", "response": {"clientDataJSON": "e30", "authenticatorData": "aa", "signature": "aa"}}',
)


def options(page: Any) -> dict[str, Any]:
    """What a page asks the browser."""
    found = re.search(r'data-options="([^"]+)"', page.content.decode())
    assert found, page.content.decode()[:2000]
    asked: dict[str, Any] = json.loads(unescape(found[1]))
    return asked


def asked_at_the_door(browser: Client) -> dict[str, Any]:
    """What the login asks the browser once the button is pressed."""
    asked: dict[str, Any] = browser.get(LOGIN, headers={"X-Requested-With": "XMLHttpRequest"}).json()["request_options"]
    return asked


def add(browser: Client, name: str = "laptop", **how: Any) -> Passkey:
    """A passkey, made by the pages."""
    passkey = Passkey()
    answer = browser.post(ADD, {"name": name, "credential": passkey.made(options(browser.get(ADD)), **how)})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return passkey


def steps(member: Member) -> list[facts.SecondStep]:
    """The second steps of somebody."""
    return facts.second_steps(Login.objects.get(person=member.person))


@pytest.fixture
def member(newcomer: Newcomer) -> Member:
    """A coach with an app."""
    return newcomer("coach", cleared=True)


@pytest.fixture
def holder(member: Member) -> tuple[Member, Passkey]:
    """A coach with an app and a passkey."""
    return member, add(sign_in_anew(member))


def invitation_link(member: Member) -> str:
    """The address that an invitation mailed."""
    login = Login.objects.get(person=member.person)
    return f"/account/password/reset/key/{user_pk_to_url_str(login)}-{default_token_generator.make_token(login)}/"


def enter(passkey: Passkey, browser: Client | None = None, **how: Any) -> Client:
    """A browser after the button "sign in with a passkey"."""
    browser = browser or Client()
    browser.post(LOGIN, {"credential": passkey.given(asked_at_the_door(browser), **how)})
    return browser


def test_a_passkey_signs_in_without_password_and_code(holder: tuple[Member, Passkey]) -> None:
    _member, passkey = holder
    assert enter(passkey).get("/me/").status_code == 200


def test_a_passkey_is_the_second_step_after_the_password(holder: tuple[Member, Passkey]) -> None:
    member, passkey = holder
    browser = with_password(member)
    assert browser.get("/me/")["Location"].startswith("/account/login/")
    page = browser.get("/account/2fa/authenticate/")
    answer = browser.post("/account/2fa/authenticate/", {"credential": passkey.given(options(page))})
    assert answer.status_code == 302
    assert browser.get("/me/").status_code == 200


def test_who_has_no_passkey_is_not_asked_for_one(member: Member) -> None:
    page = with_password(member).get("/account/2fa/authenticate/").content.decode()
    assert "data-passkey" not in page


@pytest.mark.parametrize("how", [{"verified": False}, {"origin": "https://elders.example"}])
def test_without_finger_or_at_another_site_it_signs_nobody_in(
    holder: tuple[Member, Passkey], how: dict[str, Any]
) -> None:
    _member, passkey = holder
    assert enter(passkey, **how).get("/me/")["Location"].startswith("/account/login/")


def test_what_was_sent_once_signs_in_once(holder: tuple[Member, Passkey]) -> None:
    """Whoever records the answer of a browser cannot use it again."""
    _member, passkey = holder
    browser = Client()
    answer = passkey.given(asked_at_the_door(browser))
    assert browser.post(LOGIN, {"credential": answer})["Location"] == "/"
    assert Client().post(LOGIN, {"credential": answer})["Location"] == "/account/login/"
    later = Client()
    asked_at_the_door(later)
    assert later.post(LOGIN, {"credential": answer})["Location"] == "/account/login/"


def test_somebody_elses_key_signs_nobody_in(holder: tuple[Member, Passkey]) -> None:
    _member, passkey = holder
    stranger = Passkey()
    stranger.user, stranger.id = passkey.user, passkey.id
    assert enter(stranger).get("/me/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("credential", ["", "{}", "[]", '"x"', "null", *NONSENSE])
def test_nonsense_is_refused_without_a_fault(credential: str) -> None:
    browser = Client()
    asked_at_the_door(browser)
    assert browser.post(LOGIN, {"credential": credential}).status_code in {200, 302}


@pytest.mark.parametrize("credential", ["", "[]", *NONSENSE])
def test_nonsense_makes_no_passkey(member: Member, credential: str) -> None:
    browser = sign_in_anew(member)
    browser.get(ADD)
    assert browser.post(ADD, {"name": "x", "credential": credential}).status_code == 200
    assert [step.kind for step in steps(member)] == ["totp"]


def test_a_key_without_finger_or_pin_is_not_taken(member: Member) -> None:
    browser = sign_in_anew(member)
    made = Passkey().made(options(browser.get(ADD)), verified=False)
    assert browser.post(ADD, {"name": "sleutel", "credential": made}).status_code == 200
    assert [step.kind for step in steps(member)] == ["totp"]


def test_the_first_second_step_may_be_a_passkey(newcomer: Newcomer) -> None:
    """Given a new colleague, when a passkey is made first, then this session works and recovery codes are shown."""
    member = newcomer("coach", cleared=True, second_factor=False)
    browser, other = with_password(member), with_password(member)
    add(browser)
    assert browser.get("/me/").status_code == 200
    assert other.get("/me/")["Location"] == PROVE
    assert Authenticator.objects.filter(user__person=member.person, type="recovery_codes").exists()


def test_a_session_with_the_password_alone_adds_no_passkey(member: Member, newcomer: Newcomer) -> None:
    """It would be a way around the second step that somebody else set up."""
    early = newcomer("coach", cleared=True, second_factor=False)
    thief, owner = with_password(early), with_password(early)
    add(owner)
    thief.post("/account/reauthenticate/", {"password": early.password})
    assert thief.get(ADD)["Location"] == PROVE
    assert thief.post(ADD, {"credential": "{}"})["Location"] == PROVE


def test_a_session_of_the_password_alone_goes_on_with_the_passkey(newcomer: Newcomer) -> None:
    early = newcomer("coach", cleared=True, second_factor=False)
    other = with_password(early)
    passkey = add(with_password(early))
    asked = options(other.get(PROVE))
    assert other.post(PROVE, {"credential": passkey.given(asked, origin="https://elders.example")}).status_code == 200
    assert other.get("/me/")["Location"] == PROVE
    assert other.post(PROVE, {"credential": passkey.given(options(other.get(PROVE)))}).status_code == 302
    assert other.get("/me/").status_code == 200


def test_a_passkey_gets_a_name_and_goes(holder: tuple[Member, Passkey], acting: Acting) -> None:
    member, passkey = holder
    browser = enter(passkey)
    step = next(step for step in steps(member) if step.kind == "webauthn")
    assert "laptop" in browser.get("/account/2fa/").content.decode()
    address = f"/me/second-steps/{step.handle}"
    assert browser.get(f"{address}/name/").status_code == 200
    assert "is-invalid" in browser.post(f"{address}/name/", {"name": ""}).content.decode()
    assert browser.post(f"{address}/name/", {"name": "<b>sleutelbos</b>"}).status_code == 302
    assert "&lt;b&gt;sleutelbos" in browser.get("/account/2fa/").content.decode()
    assert browser.post(f"{address}/remove/").status_code == 302
    assert [each.kind for each in steps(member)] == ["totp"]
    assert enter(passkey).get("/me/")["Location"].startswith("/account/login/")
    with acting(member):
        kinds = set(LedgerEvent.objects.filter(actor=member.person).values_list("kind", flat=True))
    assert {Kind.PASSKEY_ADDED, Kind.PASSKEY_REMOVED} <= kinds


def test_the_last_second_step_stays(holder: tuple[Member, Passkey]) -> None:
    member, passkey = holder
    browser = enter(passkey)
    app, key = steps(member)
    assert browser.post(f"/me/second-steps/{app.handle}/remove/").status_code == 302
    refused = browser.post(f"/me/second-steps/{key.handle}/remove/")
    assert refused.status_code == 403
    assert "laatste tweede stap" in refused.content.decode()
    assert [step.kind for step in steps(member)] == ["webauthn"]
    assert enter(passkey).get("/me/").status_code == 200


def test_somebody_elses_second_step_is_not_there(holder: tuple[Member, Passkey], cast: Cast) -> None:
    member, _passkey = holder
    browser = sign_in_anew(cast.other_coach)
    for step in steps(member):
        assert browser.post(f"/me/second-steps/{step.handle}/remove/").status_code == 404
        assert browser.get(f"/me/second-steps/{step.handle}/name/").status_code == 404
    assert len(steps(member)) == 2


def test_who_left_signs_in_no_more(
    holder: tuple[Member, Passkey], cast: Cast, acting: Callable[[Member], Any], now: Now
) -> None:
    """Sessions, passkeys, codes, mailed links: all die with the departure."""
    member, passkey = holder
    browser = enter(passkey)
    link = invitation_link(member)
    actor: Actor
    with acting(cast.manager) as actor:
        actions.leave(person=member.person, by=actor, at=now())
    assert browser.get("/me/")["Location"].startswith("/account/login/")
    assert enter(passkey).get("/me/")["Location"].startswith("/account/login/")
    assert steps(member) == []
    answer = Client().post("/account/login/", {"login": member.email, "password": member.password})
    assert answer.status_code == 200
    assert "werkt niet meer" in Client().get(link, follow=True).content.decode()
