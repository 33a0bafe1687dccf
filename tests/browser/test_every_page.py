"""No page of the desk has a fault of accessibility: with rows, open menus, dialogs and errors, at two widths.

The pages are those of the permission matrix, each as the first of its people gets it. Kept apart from the journeys,
which meet fewer pages and meet them in use.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.chromium import chromium
from tests.browser.pages import ORIGIN, Shown, answering, every_page
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member
from tests.laws.world import World

WIDTHS = (1280, 390)
FEWEST = 80
OPEN_MENUS = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
OPEN_DIALOG = (
    "(number) => { const all = document.querySelectorAll('dialog'); all[number]?.showModal(); return all.length; }"
)
CLOSE_DIALOG = "document.querySelectorAll('dialog[open]').forEach((each) => each.close())"
FRAME_DIALOGS = 2


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page(
    cast: Cast, make_case: Callable[..., Case], browse: Callable[[Member], Client]
) -> None:
    shown = list(every_page(World(cast, make_case, browse)))
    assert len({each.route for each in shown}) >= FEWEST
    assert any(each.wrong for each in shown)
    faults: list[str] = []
    with chromium() as browser:
        page = browser.new_page()
        for each in shown:
            page.unroute_all()
            page.route("**/*", answering(each))
            page.goto(f"{ORIGIN}/")
            faults += _look(page, each)
        faults += _frame(page)
    assert not faults, "\n".join(faults)


def _look(page: Page, shown: Shown) -> list[str]:
    """What is wrong with a page as it stands and with all its menus open, at both widths; and its own dialogs."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(OPEN_MENUS)
        faults += _named(shown.name, width, violations(page))
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{shown.name} at {width}: {wide} pixels wide")
    for number in range(page.evaluate("document.querySelectorAll('dialog').length") - FRAME_DIALOGS):
        page.evaluate(OPEN_DIALOG, number)
        faults += _named(f"{shown.name}, dialog {number + 1}", WIDTHS[-1], violations(page))
        page.evaluate(CLOSE_DIALOG)
    return faults


def _frame(page: Page) -> list[str]:
    """The dialogs that every page has, looked at once."""
    faults = []
    total = page.evaluate("document.querySelectorAll('dialog').length")
    for number in range(total - FRAME_DIALOGS, total):
        page.evaluate(OPEN_DIALOG, number)
        faults += _named("a dialog of the frame", WIDTHS[-1], violations(page))
        page.evaluate(CLOSE_DIALOG)
    return faults


def _named(name: str, width: int, found: list[str]) -> list[str]:
    return [f"{name} at {width}: {fault}" for fault in found]
