"""The pages in a real browser: keyboard, dialogs, drafts and warnings work under the policy, and axe finds nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django import forms
from django.core.handlers.wsgi import WSGIRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from playwright.sync_api import Browser, Page, expect
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

from inzage.kit import apps
from inzage.kit.csp import POLICY
from inzage.kit.forms import DayField, KitForm, LineField
from tests.browser.axe import violations
from tests.browser.chromium import chromium

pytestmark = pytest.mark.slow

CONTENT = """{% extends "kit/base.html" %}{% load kit %}
{% block title %}Proef{% endblock %}{% block page_title %}Proefpagina{% endblock %}
{% block content %}
  <form method="post" action="/sent" data-ctrl-enter data-autosave="/save" novalidate>
    {{ form }}<button class="btn btn-primary">Opslaan</button><span data-autosave-status aria-live="polite"></span>
  </form>
  {% confirm key="end" url="/sent" button="Beëindigen" title="Beëindigen?" tone="bad" %}<p>Voorgoed.</p>{% endconfirm %}
  {% card title="Lijst" flush=True %}
    <table class="table kit-table" data-list>
      <thead><tr><th scope="col">Naam</th><th scope="col">Fase</th></tr></thead>
      <tbody>{% for name in page.object_list %}
        <tr><th scope="row"><a href="/sent?{{ forloop.counter }}">{{ name }}</a></th>
        <td data-label="Fase">{% badge "Loopt" "good" %}</td></tr>
      {% endfor %}</tbody>
    </table>
    {% pagination page %}
  {% endcard %}
  {% timeline label="Tijdlijn" %}
    {% timeline_item title="Notitie" at=at icon="notes" %}<p>Tekst</p>{% endtimeline_item %}
  {% endtimeline %}
  {% progress 3 8 label="Gesprekken" %}{% empty_state title="Leeg" text="Nog niets." %}{% endempty_state %}
{% endblock %}"""


class Sample(KitForm):
    """A form with one field of the kinds that are drawn differently."""

    name = LineField(label="Naam", help_text="Voluit")
    born = DayField(label="Geboren", required=False)
    way = forms.ChoiceField(label="Hoe", choices=[("m", "Mail"), ("b", "Brief")], widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")])
    sure = forms.BooleanField(label="Zeker")
    note = forms.CharField(label="Notitie", widget=forms.Textarea(attrs={"rows": 3}), required=False)


@dataclass
class Desk:
    """A small site of kit pages; `saved` holds what drafts were sent, `broken` makes saving fail."""

    saved: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    broken: bool = False
    shortcuts: bool = True
    address: str = ""

    def answer(self, request: WSGIRequest) -> HttpResponse:
        """Answer one request."""
        if request.path == "/save":
            self.saved.append(request.POST.get("note", ""))
            return HttpResponse(status=500 if self.broken else 204)
        if request.path == "/shortcuts":
            self.shortcuts = request.POST["on"] == "1"
            return HttpResponse(status=204)
        if request.path == "/sent":
            self.sent.append(request.POST.get("note", ""))
            return HttpResponse("<!doctype html><title>ok</title>ok")
        wrong = request.path == "/wrong"
        context = {
            "form": Sample({"name": ""}) if wrong else Sample(),
            "page": Paginator([f"Naam {number}" for number in range(60)], 20).get_page(1),
            "at": datetime(2026, 11, 3, tzinfo=UTC),
            "navigation": [{"label": "Vandaag", "url": "/", "icon": "home", "count": 3, "active": True, "key": "v"}],
            "search_url": "/sent",
            "shortcuts_url": "/shortcuts",
            "shortcuts_on": self.shortcuts,
            "signed_in": {"name": "Joris van den Berg", "role": "Coach", "menu": []},
            "opening_strip": {"purpose": "begeleiding", "until": datetime(2026, 11, 3, tzinfo=UTC)},
        }
        if request.path == "/session":
            context |= {"session_seconds": 1, "session_keep_url": "/save"}
        if request.path == "/gone":
            return HttpResponse(
                engines["django"].from_string('{% extends "kit/not_found.html" %}').render(context, request)
            )
        return HttpResponse(engines["django"].from_string(CONTENT).render(context, request))

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        """Speak WSGI, under the product's content policy."""
        response = self.answer(WSGIRequest(environ))
        policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in POLICY.items())
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", policy)]
        start(f"{response.status_code} {response.reason_phrase}", headers)
        return [response.content]


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at a time: a browser opens connections that it does not use yet."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Does not print each request."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    site = WhiteNoise(desk, root=Path(apps.__file__).parent / "static", prefix="/static/")
    with make_server("127.0.0.1", 0, site, Server, Quiet) as server:
        desk.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield desk
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    context = browser.new_context(base_url=desk.address, locale="nl-NL", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/")
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("path", ["/", "/wrong", "/gone"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_with_menus_and_dialogs_open(page: Page) -> None:
    page.locator("details.kit-user summary").click()
    assert violations(page) == []
    page.get_by_role("button", name="Sneltoetsen").click()
    expect(page.locator("#kit-shortcuts")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Vandaag")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_what_is_pressed_on_is_large_enough(page: Page) -> None:
    small = """[...document.querySelectorAll("a, button, input, select, summary, textarea")].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24) && !each.closest("p, .kit-skip");
    }).map((each) => each.outerHTML.slice(0, 100))"""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(small) == []


def test_the_menu_stays_in_view_when_the_page_scrolls(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("link", name="Vandaag")).to_be_in_viewport()
    expect(page.locator("#kit-search")).to_be_in_viewport()


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_slash_goes_to_the_search_box_but_not_while_writing(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#kit-search")).to_be_focused()
    page.keyboard.type("a/b?")
    expect(page.locator("#kit-search")).to_have_value("a/b?")
    expect(page.locator("#kit-shortcuts")).to_be_hidden()


def test_escape_in_the_search_box_gives_the_focus_back(page: Page) -> None:
    button = page.get_by_role("button", name="Opslaan")
    button.focus()
    page.keyboard.press("/")
    expect(page.locator("#kit-search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_letters_walk_through_a_list_and_enter_opens_a_row(page: Page) -> None:
    row = page.locator("[data-list] tbody a")
    for keys, at in (("j", 0), ("jj", 2), ("k", 1), ("kkkk", 0)):
        for key in keys:
            page.keyboard.press(key)
        expect(row.nth(at)).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/sent?1")


def test_g_and_a_letter_go_to_a_page_of_the_menu(page: Page) -> None:
    page.goto("/wrong")
    page.locator("#kit-search").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("v")
    assert page.url.endswith("/wrong")
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("v")
    assert not page.url.endswith("/wrong")


def test_the_shortcuts_can_be_listed_and_switched_off(page: Page, desk: Desk) -> None:
    page.locator(".kit-menu-button").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#kit-shortcuts")).to_be_visible()
    with page.expect_response("**/shortcuts"):
        page.get_by_label("Sneltoetsen van één toets gebruiken").uncheck()
    assert desk.shortcuts is False
    page.keyboard.press("Escape")
    expect(page.locator("#kit-shortcuts")).to_be_hidden()
    page.goto("/")
    for key in "/j?":
        page.keyboard.press(key)
    expect(page.locator("#kit-search")).not_to_be_focused()
    expect(page.locator("#kit-shortcuts")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_a_confirmation_gives_the_focus_back_or_goes_on(page: Page, desk: Desk) -> None:
    button = page.get_by_role("button", name="Beëindigen").first
    button.click()
    expect(page.get_by_role("dialog", name="Beëindigen?")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert desk.sent == []
    button.click()
    page.get_by_role("dialog").get_by_role("button", name="Beëindigen").click()
    page.wait_for_url("**/sent")
    assert desk.sent == [""]


def test_a_draft_is_saved_at_a_pause_and_says_so(page: Page, desk: Desk) -> None:
    page.get_by_label("Notitie").fill("Een begin")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Opgeslagen om")
    assert desk.saved == ["Een begin"]


def test_a_draft_that_cannot_be_saved_says_so_and_is_tried_again(page: Page, desk: Desk) -> None:
    desk.broken = True
    page.clock.install()
    page.get_by_label("Notitie").fill("Een begin")
    page.clock.run_for(2000)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Nog niet opgeslagen")
    desk.broken = False
    page.clock.run_for(11000)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Opgeslagen om")
    assert desk.saved == ["Een begin", "Een begin"]


def test_leaving_with_unsaved_text_warns(page: Page, desk: Desk) -> None:
    desk.broken = True
    warned: list[str] = []
    page.on("dialog", lambda dialog: warned.append(dialog.type))
    page.get_by_label("Notitie").press_sequentially("Een begin")
    page.goto("/wrong")
    assert warned == ["beforeunload"]


def test_ctrl_enter_sends_without_a_warning(page: Page, desk: Desk) -> None:
    page.get_by_label("Notitie").fill("Klaar")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sent")
    assert desk.sent == ["Klaar"]


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/wrong")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Naam: Dit veld is verplicht.").click()
    expect(page.get_by_role("textbox", name="Naam")).to_be_focused()


def test_the_end_of_the_session_is_told_in_time_and_can_be_put_off(page: Page, desk: Desk) -> None:
    page.clock.install()
    page.goto("/session")
    page.clock.run_for(9000)
    expect(page.locator("#kit-session")).to_be_hidden()
    page.clock.run_for(2000)
    expect(page.locator("#kit-session")).to_be_visible()
    page.get_by_role("button", name="Blijven").click()
    expect(page.locator("#kit-session")).to_be_hidden()
    assert len(desk.saved) == 1
