"""The lists of engagements and reports: tabs, filters as chips, sorting, search without a name in an address."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, SavedSearch
from inzage.work.engagements.actions import end, move, withdraw
from inzage.work.engagements.models import Assignment
from tests.kit.cases import Case
from tests.kit.counting import counted
from tests.kit.fixtures import Browse, Cast, Member, make_member

MakeCase = Callable[..., Case]
CHIP = re.compile(r'<ul class="kit-chips".*?</ul>', re.DOTALL)


@pytest.fixture
def coach(cast: Cast) -> Member:
    """A coach with nothing on their desk."""
    return make_member(cast, "coach")


def text_of(page: Any) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def end_it(case: Case, outcome: str) -> None:
    """The team leader ends the engagement of a case."""
    with case.at_work(case.cast.team_leader) as actor:
        end(engagement=case.engagement, outcome=outcome, by=actor, at=timezone.now())


def take_off(case: Case) -> None:
    """Nobody works on it any more."""
    with case.at_work(case.cast.back_office) as actor:
        for assignment in Assignment.objects.filter(engagement=case.engagement):
            withdraw(assignment=assignment, by=actor, at=timezone.now())


@pytest.mark.article("6.tracking")
def test_each_engagement_stands_in_its_tab(cast: Cast, browse: Browse, make_case: MakeCase, coach: Member) -> None:
    running, ended, stopped, alone = (make_case(coach=coach) for _each in range(4))
    end_it(ended, "placed")
    end_it(stopped, "stopped")
    take_off(alone)
    leader = browse(cast.team_leader)
    where = {"all": running, "unassigned": alone, "ended": ended, "stopped": stopped}
    for tab, there in where.items():
        found = {
            name for name, case in where.items() if number_of(case) in engagements_in(leader, tab, number_of(case))
        }
        assert found == ({"all", "unassigned"} if tab == "all" else {tab}), number_of(there)
    mine = browse(coach).get("/engagements/").content.decode()
    assert running.client.display_name in mine
    assert alone.client.display_name not in mine


def number_of(case: Case) -> str:
    return case.client.dossier.number


def engagements_in(browser: Client, tab: str, wanted: str) -> str:
    """What a tab shows of the dossiers with this number in it: others may fill its first page."""
    sent = browser.post("/engagements/search/", {"tab": tab, "q": wanted})
    return browser.get(sent["Location"]).content.decode().partition("<tbody>")[2]


@pytest.mark.article("6.need")
def test_a_coach_sees_no_engagement_of_another(browse: Browse, make_case: MakeCase, coach: Member) -> None:
    theirs = make_case()
    for tab in ("mine", "all", "unassigned", "ended", "stopped"):
        assert theirs.client.last_name not in browse(coach).get(f"/engagements/?tab={tab}").content.decode()
        assert "kit-empty" in browse(coach).get(f"/engagements/?tab={tab}").content.decode()
    assert 'name="coach"' not in browse(coach).get("/engagements/?tab=all").content.decode()


def test_filters_are_chips_that_can_be_taken_away(browse: Browse, make_case: MakeCase, coach: Member) -> None:
    case, other = make_case(coach=coach), make_case(coach=coach, service="coaching")
    with case.at_work() as actor:
        move(engagement=other.engagement, phase="plan", by=actor, at=timezone.now())
    browser = browse(coach)
    sent = browser.post("/engagements/search/", {"tab": "mine", "service": "coaching", "phase": "plan", "q": ""})
    page = browser.get(sent["Location"]).content.decode()
    assert other.client.display_name in page
    assert case.client.display_name not in page
    [chips] = CHIP.findall(page)
    assert "Dienst: Coaching" in chips
    assert "Fase: " in chips
    without = re.findall(r'<a href="([^"]+)"', chips)
    assert {address.replace("&amp;", "&") for address in without} == {
        "/engagements/?tab=mine&phase=plan",
        "/engagements/?tab=mine&service=coaching",
    }
    nonsense = browser.get("/engagements/?tab=mine&service=nonsense&coach=nobody&still=7&sort=nothing&page=x")
    assert nonsense.status_code == 200
    assert case.client.display_name in nonsense.content.decode()


def test_what_is_searched_for_is_sealed_and_only_counted_on_the_log(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    case, other = make_case(coach=coach), make_case(coach=coach)
    browser = browse(coach)
    for words in (case.client.last_name, case.sponsor.name, case.client.dossier.number):
        answer = browser.post("/engagements/search/", {"tab": "mine", "q": words})
        assert words.split()[-1].lower() not in answer["Location"].lower()
        page = browser.get(answer["Location"]).content.decode()
        assert case.client.display_name in page
        assert other.client.display_name not in page
    with acting(coach.person) as actor:
        event = LedgerEvent.objects.filter(kind="search.made", actor=actor.person).latest("id")
    assert event.detail == {"hits": 1, "dossiers": [str(case.dossier.id)]}


def test_an_opened_dossier_leads_back_to_the_list_as_it_stood(
    browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    case = make_case(coach=coach)
    browser = browse(coach)
    browser.get("/engagements/?tab=mine&phase=intake&sort=-since&page=1")
    page = browser.get(f"/dossiers/{case.dossier.id}/").content.decode()
    assert 'href="/engagements/?tab=mine&amp;sort=-since&amp;phase=intake&amp;page=1"' in page
    browser.get("/clients/?tab=all")
    page = browser.get(f"/dossiers/{case.dossier.id}/").content.decode()
    assert 'href="/clients/?tab=all"' in page


def test_a_list_asks_the_same_number_of_questions_however_long_it_is(
    browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    make_case(coach=coach)
    browser = browse(coach)
    for address in ("/engagements/", "/reports/", "/tasks/"):
        browser.get(address)
        with counted() as few:
            browser.get(address)
        make_case(coach=coach).report()
        browser.get(address)
        with counted() as many:
            browser.get(address)
        assert len(few) <= len(many) <= 13, "\n".join(many)
        make_case(coach=coach).report()
        with counted() as more:
            browser.get(address)
        assert len(more) == len(many)


@pytest.mark.article("6.informing")
def test_reports_stand_in_the_tab_of_their_state(browse: Browse, make_case: MakeCase, coach: Member) -> None:
    case = make_case(coach=coach)
    draft, sent = case.report("progress"), case.report("progress")
    case.send(case.lock(sent))
    browser = browse(coach)
    for tab, there, absent in (("mine", draft, sent), ("all", draft, sent), ("ended", sent, draft)):
        page = browser.get(f"/reports/?tab={tab}").content.decode()
        assert f"/reports/{there.pk}/" in page
        assert f"/reports/{absent.pk}/" not in page
    assert f"/reports/{draft.pk}/" not in browser.get("/reports/?tab=mine&state=locked").content.decode()


@pytest.mark.article("6.need")
def test_a_saved_search_is_ones_own_and_holds_no_name(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    case, name = make_case(coach=coach), f"Intakes {uuid4().hex[:6]}"
    browser, other = browse(coach), browse(cast.other_coach)
    sealed = browser.post("/engagements/search/", {"tab": "mine", "phase": "intake", "q": case.client.last_name})
    query = sealed["Location"].partition("?")[2]
    assert "s=" in query
    form = browser.get("/searches/new/", {"page": "engagements", "query": query}).content.decode()
    assert "zoekopdracht" in form.lower()
    answer = browser.post("/searches/new/", {"page": "engagements", "query": query, "name": name})
    assert answer["Location"] == "/engagements/?tab=mine&phase=intake"
    assert name in browser.get("/engagements/").content.decode()
    assert name in browser.get("/searches/").content.decode()
    assert name not in other.get("/searches/").content.decode()
    with acting(coach.person):
        kept = SavedSearch.objects.get(name=name)
    assert kept.query == "tab=mine&phase=intake"
    assert other.post(f"/searches/{kept.pk}/removal/").status_code == 404
    assert browser.post(f"/searches/{kept.pk}/removal/").status_code == 302
    assert name not in browser.get("/searches/").content.decode()


def test_a_search_of_no_list_or_without_a_name_is_not_saved(browse: Browse, coach: Member) -> None:
    browser = browse(coach)
    assert browser.get("/searches/new/?page=nothing")["Location"] == "/searches/"
    assert browser.post("/searches/new/", {"page": "nothing", "name": "x"})["Location"] == "/searches/"
    assert "kit-empty" in browser.get("/searches/").content.decode()
    answer = browser.post("/searches/new/", {"page": "engagements", "query": "tab=ended", "name": ""})
    assert "id_name_error" in answer.content.decode()
    assert 'value="tab=ended"' in answer.content.decode()


@pytest.mark.article("6.tracking")
def test_an_engagement_stands_still_after_the_policys_days(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(coach=coach)
    browser, list_ = browse(coach), "/engagements/?tab=mine&still=1"
    assert case.client.display_name not in browser.get(list_).content.decode()
    later = timezone.now() + timedelta(days=29)
    monkeypatch.setattr("inzage.front.lists.engagements.timezone", SimpleNamespace(now=lambda: later))
    assert case.client.display_name in browser.get(list_).content.decode()
