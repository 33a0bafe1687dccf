"""Finding clients: whatever the accents, only what one may see, a trace without the words, no name in an address."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.clients.conftest import MakeClient, unique
from inzage.clients.registration.actions import Enrolment, enrol
from inzage.clients.registration.facts import search
from inzage.kit.sealing import open_search, seal_search
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("3.a")
def test_names_are_found_without_accents_and_by_number(cast: Cast, make_client: MakeClient) -> None:
    name = unique("Çelik")
    client = make_client(first_name="Özgür", infix="van der", last_name=name)
    with acting(cast.back_office.person) as actor:
        for query in (name.upper(), f"ozgur {name.replace('Ç', 'c')}", f"{name} der", f"{client.dossier.number} ozgur"):
            assert [found.pk for found in search(query, actor)] == [client.pk], query
        assert not search(f"{name} nobody", actor).exists()


@pytest.mark.article("6.need")
def test_a_coach_finds_only_own_clients(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    for member, hits in ((cast.coach, 1), (cast.other_coach, 0), (cast.back_office, 1), (cast.privacy_officer, 0)):
        with acting(member.person) as actor:
            assert search(client.last_name, actor).count() == hits


def test_a_search_leaves_a_count_and_no_words(cast: Cast, browse: Browse, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    browser = browse(cast.coach)
    answer = browser.post(reverse("registration:search"), {"q": client.last_name, "tab": "mine"})
    assert client.last_name not in answer.headers["Location"]
    assert client.last_name.lower() not in answer.headers["Location"].lower()
    page = browser.get(answer.headers["Location"]).content.decode()
    assert client.display_name in page
    assert client.dossier.number in page
    with acting(cast.coach.person) as actor:
        event = LedgerEvent.objects.filter(kind="search.made", actor=actor.person).latest("id")
        assert event.detail == {"hits": 1, "dossiers": [str(client.dossier_id)]}
        assert client.last_name not in repr(event.__dict__)


@pytest.mark.parametrize("text", ["", "Bos", "Özgür van der Çelik", "x" * 100])
def test_a_sealed_search_opens_to_what_it_was(text: str) -> None:
    sealed = seal_search(text)
    assert open_search(sealed) == text
    assert sealed != seal_search(text)
    assert text not in sealed or not text


@pytest.mark.parametrize("nonsense", ["", "a", "é", "!!", "QUJD", "A" * 200])
def test_a_made_up_search_opens_to_nothing(nonsense: str) -> None:
    assert open_search(nonsense) == ""


def test_a_search_that_was_changed_on_the_way_opens_to_nothing() -> None:
    assert open_search(seal_search("Bos")[:-2]) == ""


def test_tabs_sorting_and_empty_states(cast: Cast, browse: Browse, make_client: MakeClient) -> None:
    make_client(coach=cast.coach)
    browser, address = browse(cast.coach), reverse("registration:list")
    assert 'aria-sort="ascending"' in browser.get(address).content.decode()
    assert 'aria-sort="descending"' in browser.get(f"{address}?sort=-since&tab=all").content.decode()
    assert "kit-empty" in browser.get(f"{address}?tab=ended").content.decode()
    nobody = browser.post(reverse("registration:search"), {"q": uuid4().hex}).headers["Location"]
    assert "kit-empty" in browser.get(nobody).content.decode()
    assert browser.get(reverse("registration:search")).headers["Location"].startswith(address)


def test_the_list_takes_the_same_few_queries_for_one_as_for_fifty(cast: Cast, browse: Browse) -> None:
    name = unique("Veel")
    with acting(cast.back_office.person) as actor:
        people = [
            Enrolment(service="coaching", fields={"last_name": f"{name} {n}", "email": "a@b.nl"}, source="self")
            for n in range(60)
        ]
        enrol(people, by=actor, at=timezone.now())
    browser = browse(cast.back_office)
    counts, page = [], ""
    for query in (f"{name} 59", name):
        address = browser.post(reverse("registration:search"), {"q": query}).headers["Location"]
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address).content.decode()
        counts.append(len(queries))
    assert page.count("<tr>") == 51
    assert counts[0] == counts[1] <= 10
