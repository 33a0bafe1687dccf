"""Sensitive words stand marked in their sentence; who lets one stand depends on the word (6.health, 6.confidential)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.access.versions import policy
from inzage.clients.conftest import see
from inzage.law.decisions.decision import Refused
from inzage.law.words import find_words
from inzage.work.conftest import Case, Write, locked, retype
from inzage.work.reports import actions_words
from inzage.work.reports.actions import answer_word, ask_word, clear_word
from inzage.work.reports.facts import draft_of, judges_of, questions, spots_of, unresolved_words, whose_turn
from inzage.work.reports.models import Report, WordQuestion
from inzage.work.reports.words import spots_in
from tests.kit.fixtures import Browse, Cast

TRADE = "Hij is specialist in staal. Hij kwam op tijd."
PRIVATE = "De scheiding van taken is duidelijk."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cliënt is BURN-OUT en heeft burn-outklachten.", ["burn-out", "burn-outklachten"]),
        ("De behandeling is adequaat.", []),
        ("Lui, luier of Luik?", ["lui"]),
        ("long\n covid", ["long covid"]),
        ("Drie van vier afspraken nagekomen.", []),
        ("", []),
    ],
)
def test_words_are_found_whole_by_their_beginning_and_not_in_the_wording_offered(text: str, words: list[str]) -> None:
    assert [hit.word for hit in find_words(text, policy())] == words
    spots = spots_in([{"key": "a", "title": "Kop", "text": text, "category": "advice"}])
    assert [spot.hit.word for spot in spots] == words


def test_every_word_of_the_policy_is_found_and_no_wording_offered_is(cast: Cast) -> None:
    for block in policy().words.values():
        for word, wording in block.words.items():
            assert find_words(f"x {word.removesuffix('*')} y", policy()), word
            assert not find_words(wording, policy()), wording


def test_a_word_stands_marked_in_its_own_sentence() -> None:
    (spot,) = spots_in([{"key": "a", "title": "", "text": f"Hij belde.\n\n{TRADE}", "category": "advice"}])
    assert (spot.before, spot.found, spot.after) == ("Hij is ", "specialist", " in staal.")
    assert spot.section == "a"


@pytest.mark.article("6.confidential")
@pytest.mark.parametrize("category", ["work_history", "search_profile"])
def test_work_history_and_search_profile_are_exempt_where_the_word_is_a_trade(category: str) -> None:
    section = {"key": "a", "title": "Werk", "text": "Werkte als fysiotherapeut in de GGZ.", "category": category}
    assert spots_in([section]) == ()
    assert len(spots_in([section | {"category": "advice"}])) == 2


def mark(cast: Cast, report: Report) -> str:
    """The fingerprint of the only word in a report."""
    with acting(cast.coach.person):
        (spot,) = spots_of(Report.objects.get(id=report.id))
        return spot.mark


@pytest.mark.article("6.confidential")
@pytest.mark.parametrize(("text", "article"), [(TRADE, "6.health"), (PRIVATE, "6.confidential")])
def test_a_report_is_not_locked_while_a_word_is_open(
    cast: Cast, case: Case, write: Write, text: str, article: str
) -> None:
    report = write(case, text=text)
    with pytest.raises(Refused) as refused:
        locked(cast, report)
    assert refused.value.decision.articles == (article,)


@pytest.mark.article("6.confidential")
def test_the_author_clears_a_private_word_with_a_reason_and_for_that_sentence_only(
    cast: Cast, case: Case, write: Write
) -> None:
    report = write(case, text=PRIVATE)
    about = mark(cast, report)
    with acting(cast.coach.person) as actor:
        with pytest.raises(Refused) as refused:
            clear_word(report=report, mark=about, reason=" ", by=actor, at=timezone.now())
        assert "6.confidential" in refused.value.decision.articles
        clear_word(report=report, mark=about, reason="Het gaat over werk", by=actor, at=timezone.now())
        assert LedgerEvent.objects.filter(kind="word.cleared", subject=report.id).exists()
        retype(report, f"{PRIVATE} Zij zit in een scheiding.", by=actor, at=timezone.now())
    with pytest.raises(Refused):
        locked(cast, report)
    with acting(cast.coach.person) as actor:
        retype(report, PRIVATE.upper(), by=actor, at=timezone.now())
    version = locked(cast, report)
    with acting(cast.coach.person):
        assert unresolved_words(version) == ()


@pytest.mark.article("6.health")
def test_a_word_of_illness_or_treatment_is_judged_by_a_colleague(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, text=TRADE)
    about = mark(cast, report)
    with acting(cast.coach.person) as actor:
        with pytest.raises(Refused) as refused:
            clear_word(report=report, mark=about, reason="Het is zijn vak", by=actor, at=timezone.now())
        assert "6.health" in refused.value.decision.articles
        assert cast.coach.person not in judges_of(report)
        for nobody in (None, cast.coach.person, cast.account_manager.person, cast.other_coach.person):
            with pytest.raises(ValidationError):
                ask_word(report=report, mark=about, reason="Vak", judge=nobody, by=actor, at=timezone.now())
        asked: dict[str, Any] = {"mark": about, "reason": "Het is zijn vak", "judge": cast.team_leader.person}
        question = ask_word(report=report, **asked, by=actor, at=timezone.now())
        assert ask_word(report=report, **asked, by=actor, at=timezone.now()) == question
        assert whose_turn(report).who == "colleague"
        with pytest.raises(Refused):
            answer_word(question=question, may_stand=True, answer="", by=actor, at=timezone.now())
    see(cast.team_leader, case.dossier.id)
    with acting(cast.team_leader.person) as actor:
        (task,) = Task.objects.filter(kind="judge_word", subject=question.id)
        assert (task.person, task.done_at) == (cast.team_leader.person, None)
        answer_word(question=question, may_stand=True, answer="", by=actor, at=timezone.now())
        assert not Task.objects.filter(kind="judge_word", subject=question.id, done_at=None).exists()
        with pytest.raises(ValidationError):
            answer_word(question=question, may_stand=False, answer="Toch niet", by=actor, at=timezone.now())
    assert locked(cast, report).number == 1


@pytest.mark.article("6.health")
def test_a_colleague_who_says_no_tells_what_to_write_and_the_word_stays_open(
    cast: Cast, case: Case, write: Write
) -> None:
    report = write(case, text="Er is sprake van een burn-out.")
    about = mark(cast, report)
    with acting(cast.coach.person) as actor:
        question = ask_word(
            report=report, mark=about, reason="Weet iedereen", judge=cast.back_office.person, by=actor,
            at=timezone.now(),
        )  # fmt: skip
    see(cast.back_office, case.dossier.id)
    with acting(cast.back_office.person) as actor:
        with pytest.raises(ValidationError):
            answer_word(question=question, may_stand=False, answer=" ", by=actor, at=timezone.now())
        answer_word(question=question, may_stand=False, answer="Noem alleen de uren", by=actor, at=timezone.now())
        assert LedgerEvent.objects.filter(kind="word.refused", subject=report.id).exists()
    with pytest.raises(Refused):
        locked(cast, report)
    with acting(cast.coach.person) as actor:
        assert questions(report)[about].answer == "Noem alleen de uren"
        assert whose_turn(report).who == "author"


@pytest.mark.article("6.health")
def test_in_a_bureau_of_one_person_thinking_time_stands_in(
    cast: Cast, case: Case, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions_words, "judges_of", lambda _report: {})
    report = write(case, text=TRADE)
    about, now = mark(cast, report), timezone.now()
    said: dict[str, Any] = {"report": report, "mark": about, "reason": "Het is zijn vak"}
    with acting(cast.coach.person) as actor:
        with pytest.raises(Refused):
            clear_word(**said, by=actor, at=now)
        ask_word(**said, judge=None, by=actor, at=now)
        with pytest.raises(Refused):
            clear_word(**said, by=actor, at=now + timedelta(hours=23))
        clear_word(**said, by=actor, at=now + timedelta(hours=24))
    assert locked(cast, report).number == 1


def test_a_question_about_a_sentence_that_left_the_report_lapses(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, text=TRADE)
    about = mark(cast, report)
    with acting(cast.coach.person) as actor:
        question = ask_word(
            report=report, mark=about, reason="Vak", judge=cast.back_office.person, by=actor, at=timezone.now()
        )
        retype(report, "Hij kwam op tijd.", by=actor, at=timezone.now())
    locked(cast, report)
    with acting(cast.coach.person):
        kept = WordQuestion.objects.get(dossier=case.dossier, id=question.id)
        assert (kept.may_stand, kept.answered_by_id) == (None, cast.coach.person)
        assert not Task.objects.filter(kind="judge_word", subject=question.id, done_at=None).exists()


@pytest.mark.article("6.health")
def test_the_pages_ask_and_the_colleague_sees_that_sentence_alone(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    report = write(case, text=TRADE)
    dossier, about = case.dossier.id, mark(cast, report)
    author, editor = browse(cast.coach), reverse("reports:edit", args=[dossier, report.id])
    assert "<mark>specialist</mark>" in author.get(editor).content.decode()
    with acting(cast.coach.person):
        sections = [dict(each) for each in draft_of(report).sections]
    typed = {f"section-{at}-{name}": value for at, each in enumerate(sections) for name, value in each.items()}
    pressed = author.post(editor, typed | {"do": "word:0", "base": "1"})
    ask = reverse("reports:word", args=[dossier, report.id, 0])
    assert pressed.headers["Location"] == ask
    page = author.get(ask).content.decode()
    assert "<mark>specialist</mark>" in page
    assert "op tijd" not in page
    assert "id_reason_error" in author.post(ask, {"mark": about, "judge": cast.team_leader.person}).content.decode()
    author.post(ask, {"mark": about, "judge": cast.team_leader.person, "reason": "Het is zijn vak"})
    with acting(cast.coach.person):
        question = questions(report)[about]
    judge = reverse("reports:judge", args=[dossier, question.id])
    assert browse(cast.account_manager).get(judge).status_code == 404
    assert "Somebody else" not in (own := author.get(judge).content.decode())
    assert 'name="may_stand"' not in own
    leader = browse(cast.team_leader)
    assert judge in leader.get(reverse("desk:home")).content.decode()
    shown = leader.get(judge).content.decode()
    assert "Het is zijn vak" in shown
    assert "op tijd" not in shown
    assert "id_answer_error" in leader.post(judge, {"may_stand": "no", "answer": ""}).content.decode()
    leader.post(judge, {"may_stand": "yes", "answer": ""})
    assert "Het is zijn vak" in author.get(editor).content.decode()
    assert locked(cast, report).number == 1


@pytest.mark.article("6.confidential")
def test_locking_on_the_page_is_refused_with_the_article_and_keeps_what_was_typed(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    report = write(case)
    editor = reverse("reports:edit", args=[case.dossier.id, report.id])
    typed = {
        "section-0-key": "a",
        "section-0-title": "Verloop",
        "section-0-text": TRADE,
        "section-0-category": "advice",
    }
    answer = browse(cast.coach).post(editor, typed | {"do": "lock", "base": "1"}, follow=True).content.decode()
    assert "woorden in die niet in een rapport horen" in answer
    with acting(cast.coach.person):
        assert [each["text"] for each in draft_of(report).sections] == [TRADE]
        assert LedgerEvent.objects.filter(kind="decision.refused", subject=report.id).exists()
