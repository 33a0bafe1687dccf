"""Sensitive words show with what to write instead; a second person may let one stand (6.health, 6.confidential)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.access.versions import policy
from inzage.clients.conftest import see
from inzage.law.words import find_words
from inzage.work.conftest import Case, Write, locked
from inzage.work.reports.actions import clear_word
from inzage.work.reports.facts import unresolved_words
from tests.kit.fixtures import Browse, Cast


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


def test_every_word_of_the_policy_is_found_and_no_wording_offered_is(cast: Cast) -> None:
    for block in policy().words.values():
        for word, wording in block.words.items():
            assert find_words(f"x {word.removesuffix('*')} y", policy()), word
            assert not find_words(wording, policy()), wording


@pytest.mark.article("6.confidential")
def test_a_word_stays_unresolved_until_a_second_person_lets_it_stand(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, text="Een specialist in staal.")
    version = locked(cast, report)
    with acting(cast.coach.person) as actor:
        assert [hit.word for hit in unresolved_words(version)] == ["specialist"]
        with pytest.raises(ValidationError):
            clear_word(report=report, word="specialist", reason="Het is zijn vak", by=actor, at=timezone.now())
    see(cast.back_office, case.dossier.id)
    with acting(cast.back_office.person) as actor:
        for _again in range(2):
            clear_word(report=report, word="Specialist", reason="Het is zijn vak", by=actor, at=timezone.now())
        assert unresolved_words(version) == ()
        assert LedgerEvent.objects.filter(kind="word.cleared", subject=report.id).exists()


@pytest.mark.article("6.confidential")
def test_the_page_lists_the_words_and_lets_a_colleague_judge(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    report = write(case, text="Een specialist in staal.")
    version = locked(cast, report)
    page, judge = (
        reverse(f"reports:{name}", args=[case.dossier.id, report.id, *more])
        for name, more in (("show", []), ("word", [0]))
    )
    assert "specialist" in browse(cast.coach).get(page).content.decode()
    assert judge not in browse(cast.coach).get(page).content.decode()
    browse(cast.coach).post(judge, {"word-0-word": "specialist", "word-0-reason": "Zelf"})
    office = browse(cast.back_office)
    assert judge in office.get(page).content.decode()
    office.post(judge, {"word-0-word": "specialist", "word-0-reason": ""})
    with acting(cast.coach.person):
        assert unresolved_words(version)
    office.post(judge, {"word-0-word": "specialist", "word-0-reason": "Het is zijn vak"})
    with acting(cast.coach.person):
        assert unresolved_words(version) == ()
