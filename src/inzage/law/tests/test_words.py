"""Words that do not belong in a report are found, with the wording offered instead."""

import pytest

from inzage.law.policy import MODEL, load_policy
from inzage.law.words import find_words

POLICY = load_policy(MODEL)


@pytest.mark.article("6.health")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij heeft burn-outklachten.", [("burn-outklachten", "diagnosis")]),
        ("Na de CHEMOTHERAPIE werkt hij weer.", [("chemotherapie", "treatment")]),
        ("Door long\ncovid en rouw", [("long covid", "diagnosis"), ("rouw", "private")]),
        ("Hij is niet gemotiveerd en lui.", [("niet gemotiveerd", "judgement"), ("lui", "judgement")]),
        ("Zij luistert goed en werkt aan de sluis.", []),
        ("Drie van de vier afspraken zijn nagekomen.", []),
        ("", []),
    ],
)
def test_finding(text: str, found: list[tuple[str, str]]) -> None:
    assert [(hit.word, hit.group) for hit in find_words(text, POLICY)] == found


def test_the_offered_wording_comes_along_and_is_no_hit_itself() -> None:
    (hit,) = find_words("chemotherapie", POLICY)
    assert hit.wording == "gerichte behandeling"
    assert find_words("Hij volgt een gerichte behandeling.", POLICY) == ()
