"""The way in: password, second factor, invitations; and what is not mounted."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from inzage.access.people import facts
from inzage.access.people.tests.conftest import Newcomer
from tests.kit.fixtures import Cast, Member, sign_in

Browse = Callable[[Member], Client]
LOCAL_MAIL = override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")


def test_staff_without_second_factor_is_led_to_set_it_up(newcomer: Newcomer) -> None:
    member = newcomer("coach", cleared=True, second_factor=False)
    client = Client()
    answer = client.post("/account/login/", {"login": member.email, "password": member.password})
    assert answer.status_code == 302
    for page in ("/regulation/", "/me/", "/start/"):
        assert client.get(page)["Location"] == "/account/2fa/totp/activate/"
    shown = client.get("/account/2fa/totp/activate/")
    assert shown.status_code == 200, shown.headers
    page = shown.content.decode()
    assert "data:image/svg+xml" in page or "<svg" in page


def test_a_password_alone_opens_nothing(newcomer: Newcomer) -> None:
    member = newcomer("coach", cleared=True)
    client = Client()
    answer = client.post("/account/login/", {"login": member.email, "password": member.password})
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/me/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_set_password", "account_confirm_email", "account_request_login_code"],
)
def test_what_nobody_needs_is_not_mounted(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_second_factor_stays_on(cast: Cast, browse: Browse) -> None:
    client = browse(cast.coach)
    assert client.post("/account/2fa/totp/deactivate/")["Location"] == "/account/2fa/"
    assert client.get("/account/2fa/totp/activate/")["Location"] == "/account/2fa/totp/deactivate/"
    assert "niet uitzetten" in client.get("/account/2fa/").content.decode()


def test_wrong_passwords_are_counted_over_all_processes(newcomer: Newcomer) -> None:
    member = newcomer()
    # each attempt by a client of its own, as if other processes of the desk had served it
    answers = [
        Client().post("/account/login/", {"login": member.email, "password": f"mis {n}"}).content for n in range(7)
    ]
    assert "te veel" in answers[-1].decode().lower()
    assert "te veel" not in answers[0].decode().lower()
    with connections["login"].cursor() as cursor:
        cursor.execute("select count(*) from access_cache")
        assert cursor.fetchone()[0] > 0


@LOCAL_MAIL
def test_recovery_codes_are_made_and_each_lets_in_once(newcomer: Newcomer) -> None:
    member = newcomer("coach", cleared=True)
    browser = sign_in(member)
    assert browser.post("/account/2fa/recovery-codes/generate/")["Location"] == "/account/2fa/recovery-codes/"
    codes = browser.get("/account/2fa/recovery-codes/download/").content.decode().split()
    assert len(codes) == 10
    tries = []
    for code in (codes[3], codes[3], codes[4]):
        visitor = Client()
        visitor.post("/account/login/", {"login": member.email, "password": member.password})
        tries.append(visitor.post("/account/2fa/authenticate/", {"code": code}).status_code)
    assert tries == [302, 200, 302]


@LOCAL_MAIL
def test_an_invitation_leads_to_a_password(cast: Cast, browse: Browse) -> None:
    mail.outbox = []
    email = f"{uuid4().hex}@bureau.test"
    answer = browse(cast.manager).post(
        "/people/new/", {"name": "Nina Nieuw", "email": email, "office": str(cast.office), "roles": ["coach"]}
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]

    [message] = mail.outbox
    assert message.to == [email]
    assert "Nina" not in message.subject + str(message.body)
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(message.body))
    assert link is not None

    visitor = Client()
    form = visitor.get(link[1], follow=True)
    assert form.status_code == 200
    chosen = "vier woorden voor deze proef"
    done = visitor.post(form.request["PATH_INFO"], {"password1": chosen, "password2": chosen})
    assert done["Location"] == "/account/password/reset/key/done/"
    assert visitor.post("/account/login/", {"login": email, "password": chosen}).status_code == 302
    assert visitor.get("/")["Location"] == "/account/2fa/totp/activate/"
    assert visitor.get("/account/2fa/totp/activate/").status_code == 200
    assert "werkt niet meer" in Client().get(link[1], follow=True).content.decode()


@LOCAL_MAIL
def test_a_forgotten_password_says_nothing_of_who_exists(cast: Cast) -> None:
    mail.outbox = []
    known = Client().post("/account/password/reset/", {"email": cast.coach.email})
    unknown = Client().post("/account/password/reset/", {"email": f"{uuid4().hex}@bureau.test"})
    assert known["Location"] == unknown["Location"]
    assert [message.to for message in mail.outbox] == [[cast.coach.email]]


def test_a_person_is_found_by_address_whatever_its_capitals(cast: Cast) -> None:
    assert facts.person_by_email(cast.coach.email.upper()) == cast.coach.person
    assert facts.person_by_email("niemand@bureau.test") is None
