"""While somebody types, the page warns of words that do not belong in a report, and offers other ones."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from playwright.sync_api import Browser, Page, Route, expect

from inzage import law
from inzage.kit import apps
from inzage.kit.csp import POLICY as CSP
from inzage.law.policy import MODEL, load_policy
from inzage.law.words import find_words, word_list
from tests.browser.axe import violations
from tests.browser.chromium import chromium

POLICY = load_policy(MODEL)
TABLE = json.loads((Path(law.__file__).parent / "tests" / "words.json").read_text(encoding="utf-8"))
SITE = "http://words.test"
STATIC = Path(apps.__file__).parent / "static"
BODY = """<!doctype html><html lang="nl"><head><title>Proef</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/static/vendor/tabler-1.6.1/tabler.min.css">
<link rel="stylesheet" href="/static/kit/app.css"><link rel="stylesheet" href="/static/kit/parts.css"></head>
<body>%s<main><h1>Proef</h1>
<div class="kit-field"><label for="a">Notitie</label>
<textarea class="form-control" id="a" data-words="reports"></textarea></div>
<div class="kit-field"><label for="b">Werkervaring</label>
<textarea class="form-control" id="b" data-words=""></textarea></div>
<div class="kit-field"><label for="c">Concept</label>
<textarea class="form-control" id="c" data-words="notes">Was bij de huisarts.</textarea></div>
</main></body></html>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def answer(route: Route) -> None:
    """A site of one page, under the product's content policy."""
    path = route.request.url.removeprefix(SITE).partition("?")[0]
    policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in CSP.items())
    if path.startswith("/static/"):
        route.fulfill(path=STATIC / path.removeprefix("/static/"))
    elif path == "/words/":
        route.fulfill(json=word_list(POLICY))
    elif path == "/":
        with override("nl"):
            part = render_to_string("kit/parts/words.html", {"words_url": "/words/"})
        route.fulfill(body=BODY % part, content_type="text/html", headers={"Content-Security-Policy": policy})
    else:
        route.fulfill(status=404)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Security Policy" in line.text else None)
    page.route(f"{SITE}/**", answer)
    page.goto(f"{SITE}/")
    yield page
    context.close()
    assert faults == []


@pytest.mark.slow
@pytest.mark.article("6.health")
def test_the_browser_finds_what_the_law_finds(page: Page) -> None:
    found = page.evaluate(
        """async ([table, list]) => {
            const words = await import("/static/kit/words.js");
            const known = words.prepare(list);
            return table.map((row) => words.find(row.text, known).map((hit) => [hit.word, hit.group, hit.wording]));
        }""",
        [TABLE, word_list(POLICY)],
    )
    for row, hits in zip(TABLE, found, strict=True):
        assert [hit[:2] for hit in hits] == row["found"], row["text"]
        assert [hit[2] for hit in hits] == [hit.wording for hit in find_words(row["text"], POLICY)]


@pytest.mark.slow
@pytest.mark.article("6.confidential")
def test_typing_a_word_tells_its_group_why_and_what_to_write_and_a_button_writes_it(page: Page) -> None:
    # Given a coach who types a treatment in a report
    area = page.locator("#a")
    area.fill("Chemotherapie tot mei; daarna chemotherapie thuis. Hij is lui.")
    panel = page.locator("#a ~ [data-panel]")
    expect(panel).to_be_visible()
    # Then the page names the word, its group, the reason and the article, aloud too, and nothing is blocked
    expect(panel).to_contain_text("Behandeling, medicijn of zorgverlener")
    expect(panel).to_contain_text("medisch geheim")
    expect(panel).to_contain_text("6.health")
    expect(panel).to_contain_text("verlaat het bureau")
    expect(page.locator("#a ~ [role=status]")).to_have_text("Woorden om naar te kijken: chemotherapie, lui")
    assert violations(page) == []
    # When the buttons are pressed with the keyboard, then every place is written anew, and the capital stays
    panel.get_by_role("button", name="gerichte behandeling").press("Enter")
    expect(area).to_have_value("Gerichte behandeling tot mei; daarna gerichte behandeling thuis. Hij is lui.")
    expect(area).to_be_focused()
    panel.get_by_role("button", name="Laat het weg").press("Enter")
    expect(area).to_have_value("Gerichte behandeling tot mei; daarna gerichte behandeling thuis. Hij is.")
    expect(panel).to_be_hidden()


@pytest.mark.slow
def test_what_was_hidden_stays_hidden_and_a_new_word_shows(page: Page) -> None:
    area, panel = page.locator("#a"), page.locator("#a ~ [data-panel]")
    area.fill("Er is een hernia")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Verberg deze").click()
    expect(panel).to_be_hidden()
    area.fill("Er is een hernia en rouw")
    expect(panel.get_by_role("listitem")).to_have_count(1)
    expect(panel).to_contain_text("rouw")


@pytest.mark.slow
def test_an_exempt_field_is_left_alone_and_a_draft_is_looked_at_when_the_page_opens(page: Page) -> None:
    expect(page.locator("#c ~ [data-panel]")).to_contain_text("huisarts")
    page.locator("#b").fill("Werkte in een ziekenhuis als psycholoog")
    page.wait_for_timeout(600)
    expect(page.locator("#b ~ [data-panel]")).to_have_count(0)
