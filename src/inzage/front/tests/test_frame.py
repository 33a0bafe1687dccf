"""The frame of the pages: the menu that a role may follow, the way back, and what it costs."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.models import Dossier
from inzage.access.openings.actions import OpeningInfo
from inzage.front.context import MENU, frame
from tests.kit.counting import counted
from tests.kit.fixtures import Cast, Member

Acting = Callable[[Member], AbstractContextManager[Actor]]
Browse = Callable[[Member], Client]

WORK = ["/", "/clients/", "/calendar/", "/engagements/", "/reports/", "/texts/", "/sponsors/"]
DESK = [*WORK[:-1], "/referrals/", WORK[-1]]
MENUS = {
    "back_office": [*DESK, "/groups/", "/client-agreements/", "/stand-ins/", "/house/", "/regulation/", "/needs/"],
    "coach": [*WORK, "/groups/", "/hours/", "/regulation/", "/needs/"],
    "account_manager": [*WORK, "/regulation/", "/needs/"],
    "privacy_officer": ["/", "/client-agreements/", "/disclosures/", "/regulation/", "/needs/", "/log/"],
    "manager": [*DESK, "/stand-ins/", "/house/", "/people/", "/support/", "/regulation/", "/needs/", "/log/"],
}


@pytest.mark.parametrize("who", MENUS)
def test_the_menu_holds_what_the_role_may_follow(cast: Cast, browse: Browse, who: str) -> None:
    browser = browse(getattr(cast, who))
    page = browser.get("/").content.decode()
    menu = page[page.index('<aside class="kit-sidebar"') : page.index("</aside>")]
    found = re.findall(r'<li>\s*<a href="([^"]+)"', menu)
    assert found == MENUS[who]
    assert all(browser.get(address).status_code == 200 for address in found)
    assert ('action="/clients/search/"' in page) == ("/clients/" in found)


def test_the_letters_of_the_menu_are_different() -> None:
    letters = [entry.key for entry in MENU if entry.key]
    assert len(set(letters)) == len(letters) >= 5


def test_who_is_signed_in_stands_on_every_page(cast: Cast, browse: Browse) -> None:
    page = browse(cast.manager).get("/regulation/").content.decode()
    assert "Marijke Manager" in page
    assert 'href="/me/"' in page
    assert "Marijke Manager" not in Client().get("/account/login/").content.decode()


def test_a_refusal_leads_back_to_where_one_came_from(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.coach)
    came = browser.get("/people/", headers={"Referer": "http://testserver/clients/?s=geheim"})
    assert came.status_code == 403
    assert '<a class="btn btn-primary" href="/clients/">' in came.content.decode()
    for elsewhere in ("http://elders.example/", "", "http://testserver/people/"):
        alone = browser.get("/people/", headers={"Referer": elsewhere}).content.decode()
        assert '<a class="btn btn-primary" href="/">' in alone


def test_the_frame_costs_at_most_two_questions(
    cast: Cast, acting: Acting, make_dossier: Callable[..., Dossier]
) -> None:
    dossier = make_dossier(coach=cast.coach)
    request = RequestFactory().get(f"/dossiers/{dossier.pk}/")
    request.resolver_match = None
    with acting(cast.coach) as actor:
        request.actor = actor  # type: ignore[attr-defined]  # as a guard does
        request.opening = OpeningInfo(dossier.pk, "3.c", "open", timezone.now())  # type: ignore[attr-defined]
        with counted() as lazy:
            shown = frame(request)
        with counted() as whole:
            assert [str(entry["label"]) for entry in shown["navigation"]]  # type: ignore[attr-defined]
            assert shown["dossier_head"]["number"] == ""  # type: ignore[index]  # there is no client behind it
    assert lazy == []
    assert len(whole) == 2, "\n".join(whole)


def test_outside_a_guard_there_is_no_frame() -> None:
    assert frame(RequestFactory().get("/")) == {"directory_name": ""}
