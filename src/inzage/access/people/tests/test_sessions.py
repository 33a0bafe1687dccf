"""One sees where one is signed in and can end it; a new password ends the rest; a key is shown to nobody."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.utils import timezone

from inzage.access.identity.sessions import device, handle
from inzage.access.ledger.kinds import Kind
from inzage.access.models import LedgerEvent, Session
from inzage.access.people import jobs
from inzage.access.people.tests.conftest import Newcomer
from tests.kit.fixtures import Acting, Cast, Member, sign_in_anew

pytestmark = pytest.mark.article("11.security")
Browse = Callable[[Member], Client]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
    " Mobile/15E148 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"


@pytest.fixture
def member(newcomer: Newcomer) -> Member:
    return newcomer("coach", cleared=True)


def key(browser: Client) -> str:
    return browser.cookies["sessionid"].value


def test_ones_sessions_are_listed_by_device_without_their_keys(member: Member) -> None:
    here, phone = sign_in_anew(member, FIREFOX), sign_in_anew(member, PHONE)
    phone.get("/me/")
    page = here.get("/me/").content.decode()
    assert re.search(r"Firefox, Linux ·\s*<strong>deze", page)
    assert "Safari, iPhone" in page
    assert "laatst gezien" in page
    assert key(here) not in page
    assert key(phone) not in page
    assert str(handle(key(phone))) in page
    assert str(handle(key(here))) not in page
    assert FIREFOX not in str(list(Session.objects.filter(person=member.person).values()))


def test_another_session_is_ended_at_once_and_that_is_on_the_log(member: Member, cast: Cast, acting: Acting) -> None:
    here, phone = sign_in_anew(member, FIREFOX), sign_in_anew(member, PHONE)
    phone.get("/me/")
    assert here.post(f"/me/sessions/{handle(key(phone))}/end/").status_code == 302
    assert phone.get("/me/")["Location"].startswith("/account/login/")
    assert here.get("/me/").status_code == 200
    with acting(cast.manager):
        [line] = LedgerEvent.objects.filter(actor=member.person, kind=Kind.SESSION_ENDED)
    assert line.detail == {"sessions": 1}


def test_all_others_end_and_this_one_stays(member: Member) -> None:
    here, *others = (sign_in_anew(member, agent) for agent in (FIREFOX, PHONE, EDGE))
    assert here.post("/me/sessions/end/").status_code == 302
    assert here.get("/me/").status_code == 200
    assert all(other.get("/me/").status_code == 302 for other in others)


def test_nobody_ends_a_session_of_somebody_else_or_this_one(member: Member, newcomer: Newcomer) -> None:
    here, other = sign_in_anew(member, FIREFOX), sign_in_anew(newcomer("coach", cleared=True), FIREFOX)
    other.get("/me/")
    for one in (other, here):
        told = here.post(f"/me/sessions/{handle(key(one))}/end/", follow=True).content.decode()
        assert "was al voorbij" in told
    assert other.get("/me/").status_code == 200
    assert here.get("/me/").status_code == 200


def test_a_new_password_ends_the_others(member: Member) -> None:
    here, phone = sign_in_anew(member, FIREFOX), sign_in_anew(member, PHONE)
    phone.get("/me/")
    chosen = "een heel ander lang wachtwoord"
    changed = here.post(
        "/account/password/change/", {"oldpassword": member.password, "password1": chosen, "password2": chosen}
    )
    assert changed.status_code == 302
    assert phone.get("/me/")["Location"].startswith("/account/login/")
    page = here.get("/me/").content.decode()
    assert "Safari, iPhone" not in page
    assert "Firefox, Linux" in page


def test_pages_write_nothing_more_often_than_each_ten_minutes(member: Member) -> None:
    browser = sign_in_anew(member, FIREFOX)
    browser.get("/me/")
    first = Session.objects.get(session_key=key(browser)).seen_at
    assert first is not None
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=True):
        browser.get("/me/")
        assert Session.objects.get(session_key=key(browser)).seen_at == first
    with time_machine.travel(timezone.now() + timedelta(minutes=12), tick=True):
        browser.get("/me/")
        later = Session.objects.get(session_key=key(browser)).seen_at
    assert later is not None
    assert later >= first + timedelta(minutes=11)


def test_expired_sessions_are_cleared(member: Member) -> None:
    old, new = sign_in_anew(member, FIREFOX), sign_in_anew(member, PHONE)
    Session.objects.filter(session_key=key(old)).update(expire_date=timezone.now() - timedelta(minutes=1))
    jobs.clear.func(timestamp=0)
    assert not Session.objects.filter(session_key=key(old)).exists()
    assert new.get("/me/").status_code == 200


def test_the_role_that_serves_pages_sees_no_session() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select has_table_privilege('access_session', 'select, insert, update, delete')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox, Linux"),
        (PHONE, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8.5", ""),
        ("", ""),
        ("<script>Firefox</script>", "Firefox"),
    ],
)
def test_a_device_is_said_in_words(agent: str, said: str) -> None:
    assert device(agent) == said
