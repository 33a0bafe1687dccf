"""Words that do not belong in a report are found, with the wording offered instead."""

import json
from pathlib import Path

import pytest

from inzage.law.policy import MODEL, load_policy
from inzage.law.words import find_words, word_list

POLICY = load_policy(MODEL)
TABLE = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
"""Texts with what is found in them: the browser's finder is tested with the same table."""
OF_THE_FIELD = {
    "diagnosis": """diagnose, ziektebeeld, burn-out, burnout, depressie, depressief, angststoornis, ptss, autisme, adhd,
        hernia, rugklachten, kanker, hartinfarct, long covid, verslaving, zwanger, psychische klachten, stressklachten,
        stressgerelateerd, overspannen""",
    "treatment": """behandeling, therapie, chemotherapie, gedragscognitieve training, psycholoog, psychiater, huisarts,
        specialist, fysiotherapeut, ggz, emdr, medicatie, antidepressiva, operatie, opname""",
    "private": """thuissituatie, familieomstandigheden, scheiding, echtscheiding, mantelzorg, schulden,
        relatieproblemen, rouw, overlijden, kinderen""",
    "judgement": """lui, ongemotiveerd, niet gemotiveerd, klaagt, dramt, onwillig, simuleert, aanstelleritis""",
}


@pytest.mark.article("6.health")
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["text"][:30] or "nothing")
def test_finding(row: dict[str, object]) -> None:
    assert [[hit.word, hit.group] for hit in find_words(str(row["text"]), POLICY)] == row["found"]


@pytest.mark.article("6.health")
@pytest.mark.parametrize(("group", "words"), OF_THE_FIELD.items())
def test_every_word_that_the_field_warns_of_is_found_in_its_group(group: str, words: str) -> None:
    for word in (each.strip() for each in words.split(",")):
        assert [(hit.word, hit.group) for hit in find_words(f"Er is {word}.", POLICY)] == [(word, group)]


def test_the_offered_wording_comes_along_and_is_no_hit_itself() -> None:
    (hit,) = find_words("chemotherapie", POLICY)
    assert hit.wording == "gerichte behandeling"
    for block in POLICY.words.values():
        for wording in block.words.values():
            assert find_words(wording, POLICY) == ()


def test_the_browser_gets_every_word_with_its_group_and_each_group_with_its_article() -> None:
    listed = json.loads(json.dumps(word_list(POLICY)))
    assert len(listed["words"]) == sum(len(block.words) for block in POLICY.words.values())
    assert {group for _, group, _ in listed["words"]} == set(listed["groups"])
    assert listed["groups"]["private"]["article"] == "6.confidential"
    assert listed["groups"]["diagnosis"]["why"]["nl"]
