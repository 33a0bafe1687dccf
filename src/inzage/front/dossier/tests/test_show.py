"""The page of a dossier: what its reader may see of it, in order of time, with few questions to the database."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.dossiers.timeline import shows
from inzage.access.grants.actions import give
from inzage.access.models import Dossier
from inzage.access.purposes.actions import carry
from inzage.clients.notes.actions import write_note
from inzage.clients.registration.actions import register
from inzage.front import words
from inzage.front.dossier.card import client_card
from tests.kit.counting import counted
from tests.kit.fixtures import Cast, Member

Acting = Callable[[Member], AbstractContextManager[Actor]]
Browse = Callable[[Member], Browser]


@dataclass
class Case:
    """A client of the coach's, with notes from the oldest to the newest."""

    dossier: Dossier
    name: str

    @property
    def address(self) -> str:
        """The page."""
        return f"/dossiers/{self.dossier.pk}/"


@pytest.fixture
def case(cast: Cast, acting: Acting) -> Case:
    """A client of the coach's."""
    name = f"Vondeling{uuid4().hex[:6]}"
    with acting(cast.back_office) as actor:
        fields = {"first_name": "Kim", "last_name": name, "email": f"{uuid4().hex}@mail.example"}
        then = timezone.now() - timedelta(days=30)
        client = register(service="coaching", fields=fields, source="sponsor", referrer=None, by=actor, at=then)
        give(person=cast.coach.person, dossier=client.dossier, role="coach", relation="assigned", reason="werk",
             until=None, by=actor, at=timezone.now())  # fmt: skip
        carry(dossier=client.dossier_id, purposes=("3.c",), subject=uuid4(), by=actor, at=timezone.now())
    return Case(client.dossier, name)


def note(cast: Cast, acting: Acting, case: Case, text: str, *, days: float = 0, confidential: bool = False) -> None:
    then = timezone.now() - timedelta(days=days)
    with acting(cast.coach) as actor:
        write_note(dossier=case.dossier, text=text, held_on=timezone.localdate(then), confidential=confidential,
                   by=actor, at=then)  # fmt: skip


@pytest.mark.article("6.dossier")
def test_the_time_line_tells_what_happened_newest_first(cast: Cast, acting: Acting, browse: Browse, case: Case) -> None:
    note(cast, acting, case, "Over de eerste stap", days=2)
    note(cast, acting, case, "Over de tweede stap", days=1)
    page = browse(cast.coach).get(case.address).content.decode()
    assert page.index("Over de tweede stap") < page.index("Over de eerste stap") < page.index("Ingeschreven")
    assert f"Kim {case.name}" in page
    assert case.dossier.number in page
    assert "Privacybrief nog niet gegeven" in page


@pytest.mark.article("6.need")
def test_what_is_not_needed_shows_as_a_closed_line(cast: Cast, acting: Acting, browse: Browse, case: Case) -> None:
    note(cast, acting, case, "Alleen voor de coach")
    page = browse(cast.team_leader).get(case.address).content.decode()
    assert "Alleen voor de coach" not in page
    assert "Gespreksnotitie" in page
    assert "blijft dicht" in page
    assert f"{case.address}notes/" not in page


@pytest.mark.article("6.need")
@pytest.mark.parametrize("who", ["other_coach", "psychologist", "privacy_officer"])
def test_a_dossier_of_others_is_not_there(cast: Cast, browse: Browse, case: Case, who: str) -> None:
    browser = browse(getattr(cast, who))
    closed, never = browser.get(case.address), browser.get(f"/dossiers/{uuid4()}/")
    assert closed.status_code == never.status_code == 404
    assert case.name not in closed.content.decode()


def test_tabs_and_buttons_are_those_that_one_may_use(cast: Cast, browse: Browse, case: Case) -> None:
    tabs = {
        "coach": [
            *("", "data/", "correspondence/", "engagements/", "meetings/", "reports/", "disclosures/", "consents/"),
            "log/",
        ],
        "back_office": [
            *("", "data/", "correspondence/", "engagements/", "meetings/", "reports/", "disclosures/", "consents/"),
            "access/",
        ],
        "team_leader": ["", "engagements/", "meetings/", "reports/", "disclosures/", "consents/", "access/"],
        "account_manager": ["", "engagements/"],
        "manager": ["", "engagements/", "access/", "log/"],
    }
    for who, expected in tabs.items():
        browser = browse(getattr(cast, who))
        page = browser.get(case.address).content.decode()
        menu = page[page.index('<nav class="kit-tabs"') :]
        found = re.findall(rf'href="{case.address}([a-z/]*)"', menu[: menu.index("</nav>")])
        assert found == expected, who
        assert all(browser.get(f"{case.address}{tab}").status_code == 200 for tab in found), who
        assert ("notes/new/" in page) == (who == "coach")


def test_who_reads_the_log_sees_the_number_and_not_the_name(cast: Cast, browse: Browse, case: Case) -> None:
    page = browse(cast.privacy_officer).get(f"{case.address}log/").content.decode()
    assert f"Dossier {case.dossier.number}" in page
    assert case.name not in page
    assert f'href="{case.address}disclosures/"' in page
    assert f'href="{case.address}data/"' not in page


def test_the_line_is_cut_into_pages_that_miss_nothing(cast: Cast, acting: Acting, browse: Browse, case: Case) -> None:
    for number in range(34):
        note(cast, acting, case, f"Gesprek nummer {number:02d}.", days=20 - number / 2)
    browser, address, seen = browse(cast.coach), case.address, list[str]()
    for _page in range(3):
        page = browser.get(address).content.decode()
        seen += re.findall(r"Gesprek nummer (\d\d)\.", page)
        further = re.search(r'hx-get="(/dossiers/[^"]+)"', page)
        if not further:
            break
        address = further[1].replace("&amp;", "&")
    assert seen == [f"{number:02d}" for number in reversed(range(34))]
    fragment = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "Ingeschreven" in fragment


def test_the_line_is_filtered_by_kind_and_day(cast: Cast, acting: Acting, browse: Browse, case: Case) -> None:
    note(cast, acting, case, "Lang geleden besproken", days=20)
    note(cast, acting, case, "Net besproken")
    browser = browse(cast.coach)
    only_notes = browser.get(case.address, {"kind": "note"}).content.decode()
    assert "Net besproken" in only_notes
    assert "Ingeschreven" not in only_notes
    then = timezone.localdate() - timedelta(days=20)
    until = browser.get(case.address, {"until": then.isoformat()}).content.decode()
    assert "Lang geleden besproken" in until
    assert "Net besproken" not in until
    assert "Niets van deze soort" in browser.get(case.address, {"kind": "consent"}).content.decode()


def test_the_line_is_filtered_by_person_and_period_and_the_address_says_so(
    cast: Cast, acting: Acting, browse: Browse, case: Case
) -> None:
    for days in (20, 10, 1):
        note(cast, acting, case, f"Gesproken {days} dagen terug.", days=days)
    browser, today = browse(cast.coach), timezone.localdate()
    page = browser.get(case.address, {"author": str(cast.coach.person)}).content.decode()
    assert "Gesproken 20 dagen terug." in page
    assert "Ingeschreven" not in page
    asked = {"since": (today - timedelta(days=12)).isoformat(), "until": (today - timedelta(days=8)).isoformat()}
    page = browser.get(case.address, asked).content.decode()
    found = re.findall(r"Gesproken (\d+) dagen", page)
    assert found == ["10"]
    chips = re.findall(r'<li><a href="([^"]+)">(?:vanaf|tot en met) ', page)
    assert [address.partition("?")[2] for address in chips] == [f"until={asked['until']}", f"since={asked['since']}"]


def test_a_day_is_gone_to_without_leaving_anything_out(cast: Cast, acting: Acting, browse: Browse, case: Case) -> None:
    for days in (20, 10, 1):
        note(cast, acting, case, f"Gesproken {days} dagen terug.", days=days)
    browser, on = browse(cast.coach), timezone.localdate() - timedelta(days=10)
    page = browser.get(case.address, {"on": on.isoformat(), "kind": "note"}).content.decode()
    assert re.findall(r"Gesproken (\d+) dagen", page) == ["10", "20"]
    newest = f'href="{case.address}?kind=note"'
    assert newest in page, "the way to the newest keeps the filter"


def test_pages_of_the_line_keep_the_filters(cast: Cast, acting: Acting, browse: Browse, case: Case) -> None:
    for number in range(34):
        note(cast, acting, case, f"Gesprek nummer {number:02d}.", days=20 - number / 2)
    browser, asked = browse(cast.coach), {"kind": "note", "author": str(cast.coach.person)}
    page = browser.get(case.address, asked).content.decode()
    further = re.search(r'hx-get="(/dossiers/[^"]+)"', page)
    assert further
    address = further[1].replace("&amp;", "&")
    assert f"kind=note&author={cast.coach.person}" in address
    assert "Ingeschreven" not in browser.get(address).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"author": "x"},
        {"since": "2026-02-31"},
        {"on": "ooit"},
        {"kind": "x"},
        {"until": "gisteren"},
        {"before": "0"},
        {"before": "2026-13-01"},
    ],
)
def test_nonsense_in_the_address_shows_the_line(cast: Cast, browse: Browse, case: Case, query: dict[str, str]) -> None:
    page = browse(cast.coach).get(case.address, query)
    assert page.status_code == 200
    assert "Ingeschreven" in page.content.decode()


def test_the_page_asks_the_same_number_of_questions_however_long_the_line(
    cast: Cast, acting: Acting, browse: Browse, case: Case
) -> None:
    browser = browse(cast.coach)
    note(cast, acting, case, "Een")
    browser.get(case.address)
    with counted() as few:
        browser.get(case.address)
    for number in range(25):
        note(cast, acting, case, f"Nog {number}", days=number / 5)
    with counted() as many:
        browser.get(case.address)
    assert len(many) == len(few) <= 13, "\n".join(many)


def test_a_card_tells_the_parts_of_office_role_and_grant(cast: Cast, acting: Acting, case: Case) -> None:
    parts = {}
    for who in ("coach", "account_manager", "team_leader"):
        with acting(getattr(cast, who)) as actor:
            card = client_card(case.dossier.pk, actor)
            assert card
            parts[who] = card.parts
    assert {"card", "notes", "log"} <= parts["coach"]
    assert parts["account_manager"] == {"card", "billing"}
    assert parts["team_leader"] == {"card", "reports", "agreements", "disclosures"}
    with acting(cast.privacy_officer) as actor:
        number_only = client_card(case.dossier.pk, actor)
        assert number_only
        assert (number_only.name, number_only.parts) == ("", frozenset({"disclosures", "log"}))
    with acting(cast.other_coach) as actor:
        assert client_card(case.dossier.pk, actor) is None
        assert client_card(UUID(int=1), actor) is None


def test_every_kind_of_entry_has_words_in_the_filter() -> None:
    assert set(shows()) <= set(words.ENTRIES)
