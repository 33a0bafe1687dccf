"""Only released passages come into a report; a confidential note never does (article 6.confidential)."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.clients.conftest import see
from inzage.clients.notes.actions import mark_confidential, release_passage
from inzage.clients.notes.models import Passage
from inzage.law.decisions.decision import Refused
from inzage.work.conftest import Case, MakeCase, Write, locked, note, passage
from inzage.work.reports.actions import draw_in, lock_version, remove_drawn
from inzage.work.reports.facts import categories_in, draft_of, drawn, released
from inzage.work.reports.models import DrawnPassage, Report, ReportVersion
from tests.kit.fixtures import Browse, Cast


def draw(cast: Cast, report: Report, found: Passage, section: int = 0) -> DrawnPassage:
    """Draw a passage into a section, as the coach."""
    with acting(cast.coach.person) as actor:
        key = draft_of(report).sections[section]["key"]
        return draw_in(report=report, passage=found, section=key, by=actor, at=timezone.now())


@pytest.mark.article("6.confidential")
def test_a_released_passage_stands_in_the_locked_version_word_for_word(cast: Cast, case: Case, write: Write) -> None:
    found, report = passage(cast, case, "Ik solliciteer elke week."), write(case)
    draw(cast, report, found)
    version = locked(cast, report)
    (quote,) = version.sections[0]["passages"]
    assert (quote["text"], quote["source"]) == ("Ik solliciteer elke week.", "gesprek van 1 oktober 2026")
    assert version.passages == [found.id]


@pytest.mark.article("6.confidential")
def test_a_confidential_note_gives_no_passage_and_withdraws_what_it_gave(cast: Cast, case: Case, write: Write) -> None:
    secret = note(cast, case, "Thuis gaat het slecht.", confidential=True)
    with pytest.raises(Refused) as refused, acting(cast.coach.person) as actor:
        release_passage(note=secret, text="Thuis gaat het slecht.", health=False, by=actor, at=timezone.now())
    assert "6.confidential" in refused.value.decision.articles
    found, report = passage(cast, case, "Dit vertel ik u."), write(case)
    draw(cast, report, found)
    with acting(cast.coach.person) as actor:
        mark_confidential(note=found.note, by=actor, at=timezone.now())
        assert found not in released(case.dossier.id)
    with pytest.raises(Refused) as refused:
        locked(cast, report)
    assert "6.confidential" in refused.value.decision.articles
    with acting(cast.coach.person):
        assert not ReportVersion.objects.filter(report=report).exists()
    with pytest.raises(Refused):
        draw(cast, write(case), found)


@pytest.mark.article("6.confidential")
def test_a_passage_of_another_client_is_refused(cast: Cast, case: Case, make_case: MakeCase, write: Write) -> None:
    other = make_case()
    strange, report = passage(cast, other, "Van een ander."), write(case)
    with pytest.raises(Refused):
        draw(cast, report, strange)
    see(cast.back_office, case.dossier.id)
    with acting(cast.back_office.person):
        assert strange not in released(case.dossier.id)


def test_a_passage_is_drawn_once_and_moves(cast: Cast, case: Case, write: Write) -> None:
    found, report = passage(cast, case, "Een keer."), write(case)
    first, again = draw(cast, report, found), draw(cast, report, found, section=1)
    assert first.id == again.id
    with acting(cast.coach.person) as actor:
        (only,) = drawn(report)
        assert only.section == draft_of(report).sections[1]["key"]
        remove_drawn(drawn=only, by=actor, at=timezone.now())
        assert drawn(report) == []
    assert draw(cast, report, found).id != first.id


def test_a_section_that_is_gone_and_a_locked_report_take_no_passage(cast: Cast, case: Case, write: Write) -> None:
    found, report = passage(cast, case, "Waarheen?"), write(case)
    with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
        draw_in(report=report, passage=found, section="nergens", by=actor, at=timezone.now())
    locked(cast, report)
    with pytest.raises(ValidationError):
        draw(cast, report, found)


@pytest.mark.article("6.health")
def test_a_passage_about_health_makes_the_report_one_about_health(cast: Cast, case: Case, write: Write) -> None:
    found, report = passage(cast, case, "Ik kan vier uur per dag werken.", health=True), write(case)
    draw(cast, report, found)
    assert categories_in(locked(cast, report)) == {"attendance", "other_health"}


@pytest.mark.article("6.confidential")
def test_the_editor_draws_in_and_takes_out(cast: Cast, case: Case, write: Write, browse: Browse) -> None:
    found, report, browser = passage(cast, case, "Uit mijn gesprek."), write(case), browse(cast.coach)
    edit = reverse("reports:edit", args=[case.dossier.id, report.id])
    assert "Uit mijn gesprek." in browser.get(edit).content.decode()
    with acting(cast.coach.person):
        draft = draft_of(report)
    filled = {"tab": str(uuid4()), "base": str(draft.revision)}
    for number, section in enumerate(draft.sections):
        filled |= {f"section-{number}-{name}": section[name] for name in ("key", "title", "text", "category")}
    browser.post(edit, filled | {"do": f"draw:{found.id}", "into": draft.sections[1]["key"]})
    with acting(cast.coach.person):
        (only,) = drawn(report)
    assert only.passage_id == found.id
    assert f"undraw:{only.id}" in browser.get(edit).content.decode()
    browser.post(edit, filled | {"do": f"undraw:{only.id}"})
    with acting(cast.coach.person):
        assert drawn(report) == []
    assert browser.post(edit, filled | {"do": f"draw:{uuid4()}", "into": "x"}).status_code == 404


@pytest.mark.article("6.confidential")
def test_a_refusal_while_locking_is_on_the_log_and_loses_no_text(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    found, report, browser = passage(cast, case, "Straks vertrouwelijk."), write(case), browse(cast.coach)
    only = draw(cast, report, found)
    with acting(cast.coach.person) as actor:
        mark_confidential(note=found.note, by=actor, at=timezone.now())
        draft = draft_of(report)
    filled = {"tab": str(uuid4()), "base": str(draft.revision), "do": "lock"}
    filled |= {"section-0-key": only.section, "section-0-title": "Verloop", "section-0-text": "Net getypt."}
    answer = browser.post(reverse("reports:edit", args=[case.dossier.id, report.id]), filled, follow=True)
    assert "Net getypt." in answer.content.decode()
    with acting(cast.coach.person) as actor:
        event = LedgerEvent.objects.get(kind="decision.refused", subject=report.id)
        assert (event.articles, event.outcome) == (["6.confidential"], "refused")
        with pytest.raises(Refused):
            lock_version(report=report, by=actor, at=timezone.now())
