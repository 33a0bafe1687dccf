"""Typing in a real browser against the real desk: nothing that was typed is lost, whatever happens meanwhile."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import chromium
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member

pytestmark = pytest.mark.slow
LONGEST = 15_000  # milliseconds; a machine may be busy
TELEPHONE = {"width": 390, "height": 844}


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at a time, as gunicorn does."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Does not print each request."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@dataclass
class Desk:
    """A coach at a browser, with the dossier of a client before them."""

    case: Case
    context: BrowserContext
    cookie: dict[str, Any]

    @property
    def dossier(self) -> str:
        """The page of the dossier."""
        return f"/dossiers/{self.case.dossier.pk}/"

    def window(self, path: str = "") -> Page:
        """One more window, at the dossier unless said."""
        page = self.context.new_page()
        page.set_default_timeout(LONGEST)
        page.goto(path or self.dossier)
        return page

    def sign_out(self) -> None:
        """The session ends, as it does after its time."""
        self.context.clear_cookies()

    def sign_in(self) -> None:
        """A login in another window: the session is there again, under another token for forms."""
        self.context.add_cookies([self.cookie])  # type: ignore[list-item]  # its type is not exported


@pytest.fixture(scope="module")
def address(database: str) -> Iterator[str]:
    """The desk itself, served over HTTP."""
    with make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def desk(
    cast: Cast, make_case: Callable[..., Case], browse: Callable[[Member], Client], address: str
) -> Iterator[Desk]:
    """The coach of a fresh client, signed in at a browser; a complaint of the browser is a fault."""
    case, client = make_case(), browse(cast.coach)
    client.get("/")
    name = next(name for name in client.cookies if "session" in name)
    cookie = {"name": name, "value": client.cookies[name].value, "url": address}
    faults: list[str] = []
    # the browser starts last: while it runs, this thread asks the database nothing
    with chromium() as browser:
        context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 1280, "height": 900})
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("dialog", lambda dialog: dialog.accept())
        desk = Desk(case, context, cookie)
        desk.sign_in()
        yield desk
        context.close()
    assert faults == []


def box(page: Page) -> Any:
    """The box for a note on top of a dossier."""
    return page.locator(".front-quick textarea")


def status(page: Page) -> Any:
    """What the page says of the draft."""
    return page.locator(".front-quick [data-autosave-status]")


def test_a_note_takes_less_than_half_a_minute(desk: Desk) -> None:
    page = desk.window()
    began = time.monotonic()
    box(page).click()
    page.keyboard.type("Samen het cv doorgenomen.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("De notitie is opgeslagen").or_(page.get_by_text("De notitie is bewaard"))).to_be_visible()
    expect(page.locator(".kit-timeline")).to_contain_text("Samen het cv doorgenomen.")
    assert time.monotonic() - began < 30
    expect(box(page)).to_have_value("")


def test_what_is_typed_is_kept_while_typing_and_comes_back(desk: Desk) -> None:
    page = desk.window()
    box(page).press_sequentially("Een zin die nooit af komt", delay=120)
    expect(status(page)).to_contain_text("om", timeout=LONGEST)
    assert "Een zin" not in page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
    page.wait_for_timeout(2500)
    page.close()
    expect(box(desk.window())).to_have_value("Een zin die nooit af komt")


def test_without_a_connection_the_text_stays_and_is_kept_later(desk: Desk) -> None:
    page = desk.window()
    desk.context.set_offline(True)
    box(page).fill("Getypt in de trein.")
    expect(status(page)).to_contain_text("Nog niet opgeslagen", timeout=LONGEST)
    page.get_by_role("button", name="Notitie bewaren").click()
    expect(box(page)).to_have_value("Getypt in de trein.")
    desk.context.set_offline(False)
    expect(status(page)).to_contain_text("Opgeslagen om", timeout=LONGEST)
    page.get_by_role("button", name="Notitie bewaren").click()
    expect(page.locator(".kit-timeline")).to_contain_text("Getypt in de trein.")


def test_after_the_end_of_the_session_the_text_stays_and_is_kept_after_signing_in(desk: Desk) -> None:
    page = desk.window()
    desk.sign_out()
    box(page).fill("Net te laat.")
    expect(status(page)).to_contain_text("uitgelogd", timeout=LONGEST)
    page.get_by_role("button", name="Notitie bewaren").click()
    expect(box(page)).to_have_value("Net te laat.")
    desk.sign_in()
    expect(status(page)).to_contain_text("Opgeslagen om", timeout=LONGEST)
    page.get_by_role("button", name="Notitie bewaren").click()
    expect(page.locator(".kit-timeline")).to_contain_text("Net te laat.")


def test_two_windows_tell_of_each_other_and_both_texts_are_kept(desk: Desk) -> None:
    one, two = desk.window(), desk.window()
    box(one).fill("Uit het eerste venster")
    expect(status(one)).to_contain_text("Opgeslagen om", timeout=LONGEST)
    box(two).fill("Uit het tweede venster")
    notice = two.locator(".front-quick [data-autosave-newer]")
    expect(notice).to_be_visible(timeout=LONGEST)
    expect(notice).to_contain_text("nieuwere tekst")
    assert violations(two) == []
    with desk.context.expect_page() as other:
        notice.locator("a").click()
    expect(other.value.locator("main")).to_contain_text("Uit het eerste venster")


def test_a_letter_that_is_being_written_comes_back(desk: Desk) -> None:
    page = desk.window(f"{desk.dossier}correspondence/new/")
    page.locator("[name=subject]").fill("Over de proefplaatsing")
    page.locator("[name=text]").fill("Geachte heer,")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Opgeslagen om", timeout=LONGEST)
    page.close()
    again = desk.window(f"{desk.dossier}correspondence/new/")
    expect(again.locator("[name=text]")).to_have_value("Geachte heer,")
    expect(again.locator("[name=subject]")).to_have_value("Over de proefplaatsing")


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, TELEPHONE], ids=["desk", "telephone"])
def test_the_tabs_beyond_the_row_are_reached_with_the_keyboard(desk: Desk, viewport: Any) -> None:
    page = desk.window()
    page.set_viewport_size(viewport)
    row = page.locator(".kit-tabs > ul a")
    assert row.count() <= 8
    more = page.locator(".kit-more summary")
    more.focus()
    page.keyboard.press("Enter")
    last = page.locator(".kit-more ul a").last
    expect(last).to_be_visible()
    assert violations(page) == []
    wide, shown = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= shown
    if viewport["width"] > 1000:
        assert page.evaluate("(row => row.scrollWidth <= row.clientWidth)(document.querySelector('.kit-tabs > ul'))")
    page.keyboard.press("Escape")
    expect(last).to_be_hidden()
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".kit-tabs [aria-current]")).to_have_count(1)


@pytest.mark.parametrize(
    "path", ["", "correspondence/", "correspondence/new/", "correspondence/mail/", "documents/new/", "search/"]
)
def test_the_pages_are_sound_for_everybody(desk: Desk, path: str) -> None:
    page = desk.window(f"{desk.dossier}{path}")
    for viewport in ({"width": 1280, "height": 900}, TELEPHONE):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        assert violations(page) == []
        wide, shown = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= shown, f"{path} is {wide} wide on {shown}"
