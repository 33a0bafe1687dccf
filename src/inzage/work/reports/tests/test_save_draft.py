"""Nothing typed is lost: saved at every pause, and what another window overtakes is kept beside it."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.work.conftest import Case, Write, locked
from inzage.work.reports.actions import reopen, save_draft, take_over
from inzage.work.reports.facts import draft_of, kept_texts
from inzage.work.reports.models import Report
from inzage.work.reports.text import LONGEST_TEXT, MOST_SECTIONS, clean_text
from tests.kit.fixtures import Browse, Cast


def typed(cast: Cast, report: Report, text: str, *, base: int | None, tab: object) -> object:
    """Save a text as a window of the coach would."""
    with acting(cast.coach.person) as actor:
        sections = [{"key": "a1", "title": "Verloop", "text": text, "category": "attendance"}]
        return save_draft(report=report, sections=sections, base=base, tab=tab, by=actor, at=timezone.now())  # type: ignore[arg-type]


def text_now(cast: Cast, report: Report) -> str:
    with acting(cast.coach.person):
        return str(draft_of(report).sections[0]["text"])


def test_each_pause_saves_also_when_the_answer_got_lost(cast: Cast, case: Case, write: Write) -> None:
    report, tab = write(case), uuid4()
    with acting(cast.coach.person):
        base = draft_of(report).revision
    for text in ("een", "een twee", "een twee drie"):
        saved = typed(cast, report, text, base=base, tab=tab)
        assert saved.kept is None  # type: ignore[attr-defined]
    assert text_now(cast, report) == "een twee drie"


def test_the_window_that_is_overtaken_is_warned_and_its_text_kept(cast: Cast, case: Case, write: Write) -> None:
    report, one, two = write(case), uuid4(), uuid4()
    with acting(cast.coach.person):
        base = draft_of(report).revision
    typed(cast, report, "in het eerste venster", base=base, tab=one)
    for text in ("in het tweede", "in het tweede venster"):
        assert typed(cast, report, text, base=base, tab=two).kept is not None  # type: ignore[attr-defined]
    assert text_now(cast, report) == "in het eerste venster"
    with acting(cast.coach.person) as actor:
        (kept,) = kept_texts(report)
        assert kept.sections[0]["text"] == "in het tweede venster"
        take_over(revision=kept, by=actor, at=timezone.now())
    assert text_now(cast, report) == "in het tweede venster"
    with acting(cast.coach.person):
        (other,) = kept_texts(report)
        assert other.sections[0]["text"] == "in het eerste venster"


def test_what_is_typed_into_a_locked_report_is_kept_beside_it(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, text="gesloten")
    locked(cast, report)
    assert typed(cast, report, "toch nog iets", base=None, tab=uuid4()).kept is not None  # type: ignore[attr-defined]
    assert text_now(cast, report) == "gesloten"
    with acting(cast.coach.person) as actor:
        (kept,) = kept_texts(report)
        with pytest.raises(ValidationError):
            take_over(revision=kept, by=actor, at=timezone.now())
    with acting(cast.coach.person) as actor:
        reopen(report=report, by=actor, at=timezone.now())
        take_over(revision=kept, by=actor, at=timezone.now())
    assert text_now(cast, report) == "toch nog iets"


@pytest.mark.parametrize(
    "sections",
    [
        [{"title": "x" * 121}],
        [{"text": "x" * (LONGEST_TEXT + 1)}],
        [{"title": "x"}] * (MOST_SECTIONS + 1),
    ],
)
def test_too_much_is_an_error_that_says_how_much_may_be(
    cast: Cast, case: Case, write: Write, sections: list[dict[str, str]]
) -> None:
    report = write(case)
    with pytest.raises(ValueError, match="sections: "), acting(cast.coach.person) as actor:
        save_draft(report=report, sections=sections, by=actor, at=timezone.now())


def test_text_is_kept_clean_and_unknown_data_are_none(cast: Cast, case: Case, write: Write) -> None:
    report = write(case)
    with acting(cast.coach.person) as actor:
        sections = [{"key": "<b>", "title": " a\x00  b ", "text": "een\r\ntwee\x07", "category": "diagnosis"}]
        (section,) = save_draft(report=report, sections=sections, by=actor, at=timezone.now()).draft.sections
    assert (section["title"], section["text"], section["category"]) == ("a b", "een\ntwee", "")
    assert section["key"].isalnum()
    assert clean_text("e\u0301") == "é"


def test_the_page_saves_in_the_background_and_a_reload_shows_it(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    report, browser = write(case), browse(cast.coach)
    edit = reverse("reports:edit", args=[case.dossier.id, report.id])
    draft = reverse("reports:draft", args=[case.dossier.id, report.id])
    base, tab = "1", str(uuid4())
    filled = {
        "tab": tab, "base": base, "section-0-key": "a1", "section-0-title": "Verloop",
        "section-0-text": "De cliënt is overspannen.", "section-0-category": "attendance",
    }  # fmt: skip
    answer = browser.post(draft, filled).content.decode()
    assert "overspannen" in answer, "the sensitive word is shown beside the section"
    assert 'name="base" value="2"' in answer
    assert "De cliënt is overspannen." in browser.get(edit).content.decode()
    other = browser.post(
        draft, filled | {"tab": str(uuid4()), "section-0-text": "Uit een ander venster."}
    ).content.decode()
    assert edit in other, "the window that is overtaken is led to the latest text"
    page = browser.get(edit).content.decode()
    assert "De cliënt is overspannen." in page
    with acting(cast.coach.person):
        (kept,) = kept_texts(report)
    look = reverse("reports:kept", args=[case.dossier.id, report.id, kept.id])
    assert look in page
    assert "Uit een ander venster." in browser.get(look).content.decode()
    assert "Uit een ander venster." in browser.post(look, follow=True).content.decode()
    too_long = browser.post(draft, filled | {"section-0-title": "x" * 200})
    assert too_long.status_code == 422


def test_the_buttons_add_move_and_remove_sections_after_saving(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    report, browser = write(case), browse(cast.coach)
    edit = reverse("reports:edit", args=[case.dossier.id, report.id])
    filled = {
        "tab": str(uuid4()), "base": "1",
        "section-0-key": "a1", "section-0-title": "Eerst", "section-0-text": "een",
        "section-1-key": "b2", "section-1-title": "Dan", "section-1-text": "twee",
    }  # fmt: skip
    for button, titles in (
        ("save", ["Eerst", "Dan"]),
        ("up:b2", ["Dan", "Eerst"]),
        ("add", ["Eerst", "Dan", ""]),
        ("remove:a1", ["Dan"]),
    ):
        assert browser.post(edit, filled | {"do": button}).status_code == 302
        with acting(cast.coach.person):
            assert [section["title"] for section in draft_of(report).sections] == titles
    answer = browser.post(edit, filled | {"do": "preview"})
    assert answer["Location"] == reverse("reports:preview", args=[case.dossier.id, report.id])
    answer = browser.post(edit, filled | {"do": "add", "tab": str(uuid4())}, follow=True)
    assert "kept" in answer.content.decode(), "a stale window is told that its text is kept"
