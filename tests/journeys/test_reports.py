"""Writing a report at the desk and on a telephone: pages beside the text, a word that is judged, the templates."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from tests.browser.chromium import chromium
from tests.journeys.installation import Installation, running
from tests.journeys.visitor import TELEPHONE, Visitor

WORD = "Zij sprak met een specialist van de gemeente."


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """An installation with the demo bureau in it."""
    with running() as started:
        yield started


@pytest.mark.slow
@pytest.mark.article("6.health")
@pytest.mark.article("6.sending")
def test_a_report_is_written_judged_and_given(installation: Installation, tmp_path: Path) -> None:
    with chromium() as browser:
        coach = Visitor.sign_in(browser, installation.address, "coach")
        leader = Visitor.sign_in(browser, installation.address, "team_leader")
        office = Visitor.sign_in(browser, installation.address, "back_office")
        editor = write(coach)
        ask(coach)
        judge(leader)
        on_a_telephone(coach, editor)
        keep_templates(office, tmp_path)
        assert [fault for each in (coach, leader, office) for fault in each.faults] == []


def write(coach: Visitor) -> str:
    """The demo's draft: the pages come by themselves, and keep their place as the text changes."""
    page = coach.page
    coach.go("/")
    for link in [each.get_attribute("href") for each in page.locator("main a[href*='/reports/']").all()]:
        coach.go(str(link))
        if page.locator("main a[href$='/edit/']").count():
            break
    coach.press("main a[href$='/edit/']")
    pages = page.locator(".report-page")
    pages.first.wait_for()
    page.locator(".report-pages").evaluate("pane => { pane.scrollTop = 120; }")
    with page.expect_response(lambda answer: answer.url.endswith("/pages/")):
        page.locator("[name=section-1-text]").fill(f"{WORD} En verder.")
    page.wait_for_timeout(600)
    assert page.locator(".report-pages").evaluate("pane => pane.scrollTop") == 120
    page.locator("#into").select_option(index=1)
    page.locator("[name=section-1-text]").press("End")
    page.locator("#field").select_option("client_name")
    with page.expect_response(lambda answer: answer.url.endswith("/draft/")):
        page.locator("button[name=do][value=field]").press("Enter")
    assert page.locator("[name=section-1-text]").input_value().startswith(WORD)
    assert "{{" not in page.locator("[name=section-1-text]").input_value()
    coach.look()
    return page.url


def ask(coach: Visitor) -> None:
    """The word is shown in the text, and a colleague is asked to judge it."""
    page = coach.page
    section = page.locator("fieldset", has=page.locator("[name=section-1-text]"))
    section.locator("[data-find=specialist]").first.press("Enter")
    assert page.evaluate("document.activeElement.name") == "section-1-text"
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert page.locator("[name=section-1-text]").evaluate(chosen) == "specialist"
    with page.expect_navigation():
        section.locator("button[value^='word:']").first.press("Enter")
    coach.look()
    page.locator("main select[name=judge]").select_option(label="Fatima el Amrani")
    coach.fill(reason="Iemand van de gemeente, geen arts").press()


def judge(leader: Visitor) -> None:
    """The team leader finds it at the desk, sees that sentence alone, and answers."""
    leader.go("/").press("main a[href*='/words/'] >> nth=0").look()
    assert "En verder" not in leader.text()
    leader.fill(may_stand="yes").press()


def on_a_telephone(coach: Visitor, editor: str) -> None:
    """At 390 px the text, its pages and the sources are shown one at a time, by the keyboard too."""
    page = coach.page
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.goto(editor)
    assert page.locator(".report-text").is_visible()
    assert not page.locator(".report-pages").is_visible()
    page.locator(".report-switch [value=text]").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".report-page").first.wait_for()
    assert not page.locator(".report-text").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#field").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    coach.look()


def keep_templates(office: Visitor, tmp_path: Path) -> None:
    """A house style and a form are drafted; what is wrong with a form is named."""
    office.go("/house/").look()
    office.go("/house/styles/new/").look().fill(footer="Kamer van Koophandel 12345678").press().look()
    file = tmp_path / "formulier.docx"
    document = Document()
    document.add_paragraph("{{ hobby }} {{ client_name }}")
    document.save(str(file))
    office.go("/house/forms/new/").fill(name="Proef", file=file).press(wrong=True).says("hobby").look()
