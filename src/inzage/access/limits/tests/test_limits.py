"""A limit holds over processes, ends by itself, and a person who meets it is told how long to wait."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from inzage.access.ledger.kinds import Kind
from inzage.access.limits.actions import SEARCHES, Limit, use
from inzage.access.models import Allowance, LedgerEvent
from inzage.access.people.tests.conftest import Newcomer
from inzage.access.people.tests.conftest import newcomer as newcomer
from tests.kit.fixtures import Acting, Cast, Member
from tests.kit.processes import elsewhere

pytestmark = pytest.mark.article("11.security")
Browse = Callable[[Member], Client]
THREE = Limit("proof", 3, 60)


def test_what_is_too_much_is_counted_and_the_first_is_marked() -> None:
    person = uuid4()
    assert [use(THREE, person=person) for _ in range(3)] == [None, None, None]
    first, second = use(THREE, person=person), use(THREE, person=person)
    assert first is not None
    assert second is not None
    assert (first.is_first, second.is_first) == (True, False)
    assert 0 < first.wait <= 60
    assert use(THREE, person=uuid4()) is None
    assert use(Limit("other", 3, 60), person=person) is None


def test_a_window_that_is_over_begins_anew() -> None:
    person = uuid4()
    for _ in range(5):
        use(THREE, person=person)
    held = Allowance.objects.get(person=person)
    held.since -= timedelta(seconds=61)
    held.save()
    assert use(THREE, person=person) is None
    assert Allowance.objects.get(person=person).used == 1


@pytest.mark.slow
def test_processes_share_one_count_to_the_last_use(database: str) -> None:
    code = (
        "from uuid import UUID\n"
        "from inzage.access.limits.actions import SEARCHES, use\n"
        f"print(sum(use(SEARCHES, person=UUID('{uuid4()}')) is None for _ in range(40)))"
    )
    assert sum(map(int, elsewhere(database, [code, code]))) == SEARCHES.times


@pytest.mark.slow
def test_searching_like_a_machine_is_stopped_and_stands_on_the_log(
    cast: Cast, newcomer: Newcomer, browse: Browse, acting: Acting
) -> None:
    member = newcomer("back_office", cleared=True)
    browser = browse(member)
    address = reverse("registration:search")
    answers = [browser.post(address, {"q": "Vermeer"}) for _ in range(SEARCHES.times + 3)]
    assert [answer.status_code for answer in answers] == [302] * SEARCHES.times + [429] * 3
    assert 0 < int(answers[-1]["Retry-After"]) <= SEARCHES.seconds
    assert "Wacht nog" in answers[-1].content.decode()
    assert browser.get("/").status_code == 200
    with acting(cast.manager):
        lines = list(LedgerEvent.objects.filter(actor=member.person, kind=Kind.RATE_LIMITED))
    assert [(line.outcome, line.detail["limit"]) for line in lines] == [("refused", "searches")]


def test_the_role_that_serves_pages_cannot_raise_its_own_limit() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select has_table_privilege('access_allowance', 'select, update, delete')")
        assert cursor.fetchone() == (False,)
