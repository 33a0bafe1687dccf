"""A coach's day with the keyboard alone, at a desk and at the width of a telephone; each page is looked at."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import chromium
from tests.journeys.installation import Installation, running
from tests.journeys.keys import Keys

CLIENT = "Jansen"
NOTE = "We spraken over de eerste week in het nieuwe werk."
ROW = "[data-list] tbody a"


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """An installation with the demo bureau in it."""
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for both widths."""
    with chromium() as started:
        yield started


@pytest.mark.slow
@pytest.mark.article("6.tracking")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_coach_gets_through_the_day_without_a_mouse(installation: Installation, browser: Browser, width: int) -> None:
    coach = Keys(browser, installation.address, width).sign_in("coach")
    coach.look()
    read_the_shortcuts(coach)
    search_for_a_client(coach)
    write_a_note(coach, f"{NOTE} {width}")
    take_up_a_task(coach)
    walk_through_the_lists(coach)
    go_on_with_a_report(coach, f"Er is geoefend met een gesprek, {width}.")
    sign_out(coach)
    assert coach.visitor.faults == []


def read_the_shortcuts(coach: Keys) -> None:
    """`?` shows them, Esc closes them, and the focus is back where it was."""
    coach.tab_to("#kit-search").tab_to("button, a")
    before = coach.page.evaluate("document.activeElement.outerHTML")
    coach.press("?")
    expect(coach.page.locator("#kit-shortcuts")).to_be_visible()
    coach.look().press("Escape")
    expect(coach.page.locator("#kit-shortcuts")).to_be_hidden()
    assert coach.page.evaluate("document.activeElement.outerHTML") == before


def search_for_a_client(coach: Keys) -> None:
    """`/` goes to the search box; Enter on the first row opens the dossier."""
    coach.press("/").type(CLIENT).enter()
    assert CLIENT not in coach.page.url
    coach.look().press("j")
    expect(coach.page.locator(":focus")).to_contain_text(CLIENT)
    coach.enter().look()
    assert "/dossiers/" in coach.page.url


def write_a_note(coach: Keys, words: str) -> None:
    """A note is written and kept with Ctrl and Enter."""
    if not coach.page.locator("main form textarea").count():
        coach.tab_to('main a[href*="/notes/new/"]').enter()
    coach.look().tab_to("main form textarea").type(words).enter("Control+Enter")
    expect(coach.page.locator("main")).to_contain_text(words)
    coach.look()


def take_up_a_task(coach: Keys) -> None:
    """From the desk a number leads to its list, and a row of the tasks to where one is done."""
    coach.go("d").look().tab_to("a.kit-stat").enter().look()
    coach.go("d").press("j").enter().look()


def walk_through_the_lists(coach: Keys) -> None:
    """The lists of the menu, a filter, a saved search, a row, and the way back to the list as it stood."""
    for letter in "cs":
        coach.go(letter).look()
    coach.go("e").tab_to("#list-phase").press("ArrowDown", "ArrowDown", "ArrowDown").tab_to(
        ".kit-list-tools button"
    ).enter()
    expect(coach.page.locator(".kit-chips a")).to_have_count(1)
    here = coach.page.url
    coach.tab_to("details.kit-menu > summary").press("Enter").look().tab_to('a[href*="/searches/new/"]').enter()
    coach.look().tab_to("[name=name]").type(f"Fase {coach.width}").enter().look()
    assert coach.page.url == here
    coach.press("j").enter()
    coach.tab_to(".kit-back").enter()
    assert coach.page.url == here


def go_on_with_a_report(coach: Keys, words: str) -> None:
    """A draft is opened from the list of reports; what is typed in it is kept on the server."""
    coach.go("r").look().tab_to("#list-state").press("ArrowDown").tab_to(".kit-list-tools button").enter()
    coach.press("j").enter().look()
    coach.tab_to('main a[href$="/edit/"]').enter().look()
    with coach.page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        coach.tab_to("[name=section-0-text]").press("Control+End").type(f" {words}")
    coach.page.reload()
    assert words in coach.page.locator("[name=section-0-text]").input_value()


def sign_out(coach: Keys) -> None:
    """The menu of who is signed in opens and closes with the keyboard; its last entry ends the day."""
    coach.tab_to(".kit-user summary").press("Enter").look().press("Escape")
    expect(coach.page.locator(".kit-user summary")).to_be_focused()
    coach.press("Enter").tab_to('form[action*="logout"] button').enter()
    coach.page.goto("/")
    assert "/login/" in coach.page.url
