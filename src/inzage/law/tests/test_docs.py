"""docs/decide.md holds every act and every fact, and its examples are answered as it says."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from inzage.law import ACTS, MODEL, decide_json, load_policy
from inzage.law.decisions.rules import Facts

POLICY = load_policy(MODEL)
TEXT = (Path(__file__).resolve().parents[4] / "docs" / "decide.md").read_text(encoding="utf-8")
SECTIONS = {
    name: section
    for name, _, section in (part.partition("\n") for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:])
}


def tables(section: str) -> dict[str, list[str]]:
    """The facts in the tables of a section, by the heading over them ("" for the act's own)."""
    parts = re.split(r"^### (\w+)$", section, flags=re.MULTILINE)
    named = dict(zip(["", *parts[1::2]], [parts[0], *parts[2::2]], strict=True))
    return {name: re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE) for name, text in named.items()}


def inner_facts(annotation: Any) -> list[type[Facts]]:
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return [annotation]
    return [found for argument in get_args(annotation) for found in inner_facts(argument)]


def names(facts: Any) -> list[str]:
    return [field.name for field in fields(facts)]


def test_every_act_is_documented_and_no_other() -> None:
    assert list(SECTIONS) == list(ACTS)


@pytest.mark.parametrize("act", ACTS)
def test_every_fact_is_documented_and_no_other(act: str) -> None:
    facts = ACTS[act].facts
    inner = [found for hint in get_type_hints(facts).values() for found in inner_facts(hint)]
    assert tables(SECTIONS[act]) == {"": names(facts), **{found.__name__: names(found) for found in inner}}


@pytest.mark.parametrize("act", ACTS)
def test_the_examples_are_answered_as_the_page_says(act: str) -> None:
    allowed, refused, articles = (
        re.search(r"^Allowed:\n\n```json\n(.*?)```", SECTIONS[act], flags=re.MULTILINE | re.DOTALL),
        re.search(r"^Refused by .*?:\n\n```json\n(.*?)```", SECTIONS[act], flags=re.MULTILINE | re.DOTALL),
        re.search(r"^Refused by (.*?):$", SECTIONS[act], flags=re.MULTILINE),
    )
    assert allowed is not None
    assert refused is not None
    assert articles is not None
    assert decide_json(json.loads(allowed[1]), POLICY).allowed
    decision = decide_json(json.loads(refused[1]), POLICY)
    assert not decision.allowed
    assert ", ".join(decision.articles) == articles[1]
