"""Nothing typed is lost: a draft of each window comes back, a newer one elsewhere is told, and both stay."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse

from inzage.access.identity import acting
from inzage.clients.conftest import MakeClient, MakeNote
from inzage.clients.drafts.actions import LONGEST
from inzage.clients.drafts.models import Draft
from inzage.clients.registration.models import Client
from tests.kit.fixtures import Browse, Cast

NOTE = {"held_on": "2026-01-05"}


def window(page: str) -> dict[str, str]:
    """What a form says of its window."""
    found = re.findall(r'name="(tab|since|origin)" value="([^"]+)"', page)
    return {name: value.replace("&#x2B;", "+").replace("+", "+") for name, value in found}


def opened(browser: Browser, client: Client, query: str = "") -> tuple[str, dict[str, str]]:
    page = browser.get(f"{reverse('notes:new', args=[client.dossier_id])}{query}").content.decode()
    return page, window(page)


@pytest.fixture
def client(cast: Cast, make_client: MakeClient) -> Client:
    """A client of the coach's."""
    return make_client(coach=cast.coach)


def test_a_draft_comes_back_and_is_gone_when_the_note_is_saved(cast: Cast, browse: Browse, client: Client) -> None:
    browser, draft = browse(cast.coach), reverse("notes:draft", args=[client.dossier_id])
    _page, mine = opened(browser, client)
    assert browser.post(draft, mine | {"text": "Half een zin", "held_on": "2026-01-"}).status_code == 204
    assert browser.post(draft, mine | NOTE | {"text": "Half een zin over Mila"}).status_code == 204
    page, again = opened(browser, client)
    assert "Half een zin over Mila" in page
    assert 'value="2026-01-05"' in page
    assert again["origin"] == mine["tab"]
    answer = browser.post(reverse("notes:new", args=[client.dossier_id]), again | NOTE | {"text": "Heel."})
    assert answer.status_code == 302
    assert "Half een zin" not in opened(browser, client)[0]


def test_newer_text_of_another_window_is_told_and_both_are_kept(cast: Cast, browse: Browse, client: Client) -> None:
    browser, draft = browse(cast.coach), reverse("notes:draft", args=[client.dossier_id])
    (_one, first), (_two, second) = opened(browser, client), opened(browser, client)
    assert browser.post(draft, first | {"text": "Uit het ene venster"}).status_code == 204
    answer = browser.post(draft, second | {"text": "Uit het andere venster"})
    told = json.loads(answer.content)
    assert re.fullmatch(r"\d\d:\d\d", told["at"])
    assert "Uit het ene venster" in browser.get(told["address"]).content.decode()
    browser.post(reverse("notes:new", args=[client.dossier_id]), second | NOTE | {"text": "Uit het andere venster"})
    page, _window = opened(browser, client)
    assert "Uit het ene venster" in page, "saving one window leaves the text of the other"


def test_an_older_text_can_be_gone_on_with(cast: Cast, browse: Browse, client: Client) -> None:
    browser, draft = browse(cast.coach), reverse("notes:draft", args=[client.dossier_id])
    for text in ("De oude tekst", "De nieuwe tekst"):
        browser.post(draft, {"tab": str(uuid4()), "text": text})
    page, _window = opened(browser, client)
    assert "De nieuwe tekst" in page
    assert "De oude tekst" not in page
    (other,) = re.findall(r'href="/dossiers/[^"]+/drafts/([0-9a-f-]{36})/"', page)
    page, mine = opened(browser, client, f"?draft={other}")
    assert "De oude tekst" in page
    browser.post(reverse("notes:new", args=[client.dossier_id]), mine | NOTE | {"text": "De oude tekst, af."})
    assert "De nieuwe tekst" in opened(browser, client)[0]


def test_a_wrong_form_keeps_its_window_and_its_text(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    _page, mine = opened(browser, client)
    answer = browser.post(
        reverse("notes:new", args=[client.dossier_id]), mine | {"text": "Blijft", "held_on": "2999-01-01"}
    )
    page = answer.content.decode()
    assert "Blijft" in page
    assert window(page)["tab"] == mine["tab"]


def test_a_change_of_a_note_has_a_draft_of_its_own(cast: Cast, browse: Browse, make_note: MakeNote) -> None:
    note, other = make_note(text="Er staat iets."), make_note(text="Er staat iets anders.")
    browser = browse(cast.coach)
    draft = reverse("notes:change_draft", args=[note.dossier_id, note.pk])
    assert browser.post(draft, {"tab": str(uuid4()), "text": "Half veranderd"}).status_code == 204
    assert "Half veranderd" in browser.get(reverse("notes:change", args=[note.dossier_id, note.pk])).content.decode()
    for address in (
        reverse("notes:change", args=[other.dossier_id, other.pk]),
        reverse("notes:new", args=[note.dossier_id]),
    ):
        assert "Half veranderd" not in browser.get(address).content.decode()


@pytest.mark.article("6.need")
def test_a_draft_is_its_writers_alone_and_can_be_thrown_away(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    browser.post(reverse("notes:draft", args=[client.dossier_id]), {"tab": str(uuid4()), "text": "Geheim"})
    with acting(cast.coach.person):
        draft = Draft.objects.get(dossier=client.dossier_id)
    for other in (cast.other_coach, cast.manager, cast.back_office, cast.privacy_officer):
        with acting(other.person):
            assert not Draft.objects.filter(dossier=client.dossier_id).exists()
    address = reverse("drafts:show", args=[client.dossier_id, draft.pk])
    assert browse(cast.back_office).get(address).status_code == 404
    assert "Geheim" in browser.get(address).content.decode()
    browser.post(reverse("drafts:throw_away", args=[client.dossier_id, draft.pk]))
    assert browser.get(address).status_code == 404
    assert "Geheim" not in opened(browser, client)[0]


def test_an_endless_draft_is_not_kept_and_a_read_is_no_draft(cast: Cast, browse: Browse, client: Client) -> None:
    browser, draft = browse(cast.coach), reverse("notes:draft", args=[client.dossier_id])
    assert browser.post(draft, {"text": "x" * (LONGEST + 1)}).status_code == 422
    assert browser.get(draft).status_code == 405
