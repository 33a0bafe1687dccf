"""The law always answers: forbid overrides permit, no rule and a fault mean no, a wrong question gets clear errors."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime, TypeAdapter

from inzage.law import ACTS, MODEL, FactsError, Refused, Words, decide, decide_file, decide_json, load_policy
from inzage.law.articles import ARTICLES, Ref
from inzage.law.calendar import AMSTERDAM, Term
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, Rule, no_rule, rule
from inzage.law.policy import Policy

POLICY = load_policy(MODEL)
steady = settings(deadline=None, max_examples=40)  # a busy machine is no fault
st.register_type_strategy(AwareDatetime, st.datetimes(timezones=st.just(AMSTERDAM)))
YES, NO = Words("ja", "yes"), Words("nee", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Says(Facts):
    """Facts of an act made for these tests: what each of three rules does."""

    first: Literal["permit", "forbid", "silent", "fail"]
    second: Literal["permit", "forbid", "silent", "fail"]
    third: Literal["permit", "forbid", "silent", "fail"]


def speaker(name: str) -> Rule[Says]:
    def speak(facts: Says, _policy: Policy) -> Permit | Forbid | None:
        says = getattr(facts, name)
        if says == "fail":
            raise RuntimeError("Jansen")
        if says == "permit":
            return Permit(YES, (Obligation(name, Ref("4"), YES, Term(1, "days")),))
        return Forbid(NO, YES) if says == "forbid" else None

    speak.__name__ = name
    return rule("4")(speak)


TRIAL = Act("trial", Says, (speaker("first"), speaker("second"), speaker("third")), (Ref("4"),))


@steady
@given(st.builds(Says))
def test_forbid_overrides_permit_and_silence_and_faults_mean_no(facts: Says) -> None:
    said = [facts.first, facts.second, facts.third]
    decision = TRIAL.decide(facts, POLICY)
    assert decision.allowed == ("permit" in said and "forbid" not in said and "fail" not in said)
    assert len(decision.reasons) == len([word for word in said if word != "silent"])
    assert len(decision.obligations) == (said.count("permit") if decision.allowed else 0)


def every_act(name: str) -> st.SearchStrategy[Facts]:
    return st.from_type(ACTS[name].facts)


@pytest.mark.parametrize("name", ACTS)
@steady
@given(data=st.data())
def test_every_act_answers_any_facts(name: str, data: st.DataObject) -> None:
    decision = decide(name, data.draw(every_act(name)), POLICY)
    against = [reason for reason in decision.reasons if reason.effect != "permit"]
    assert decision.allowed == (bool(decision.reasons) and not against)
    assert (decision.remedy is None) == decision.allowed
    assert set(decision.articles) <= set(ARTICLES)
    assert decision.sentence.nl
    assert decision.sentence.en
    assert json.loads(json.dumps(decision.to_json()))["outcome"] == decision.outcome


@pytest.mark.parametrize("name", ACTS)
@steady
@given(data=st.data())
def test_facts_survive_the_way_through_json(name: str, data: st.DataObject) -> None:
    facts = data.draw(every_act(name))
    document = TypeAdapter(type(facts)).dump_python(facts, mode="json")
    assert decide_json({"act": name, "facts": document}, POLICY) == decide(name, facts, POLICY)


def test_an_unknown_act_is_allowed_by_no_rule() -> None:
    decision = decide("fly", Says(first="permit", second="permit", third="permit"), POLICY)
    assert not decision.allowed
    assert decision.sentence.en == "No rule of the regulation allows this."
    assert decision == no_rule("fly")


def test_silence_of_all_rules_is_a_refusal_under_the_articles_of_the_act() -> None:
    decision = TRIAL.decide(Says(first="silent", second="silent", third="silent"), POLICY)
    assert (decision.outcome, decision.articles) == ("refuse", ("4",))
    assert decision.sentence.en == "No rule of the regulation allows this."


def test_a_fault_is_named_and_logged_without_what_it_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        decision = TRIAL.decide(Says(first="permit", second="fail", third="silent"), POLICY)
    assert decision.sentence.en == "The rule second could not be applied (RuntimeError); then the answer is no."
    assert "rule second failed: RuntimeError" in caplog.text
    assert "Jansen" not in caplog.text
    assert "Jansen" not in json.dumps(decision.to_json())


def test_facts_of_another_act_are_a_fault() -> None:
    decision = decide("release_passage", Says(first="permit", second="permit", third="permit"), POLICY)
    assert (decision.outcome, decision.articles) == ("refuse", ("6.confidential",))


def test_a_rule_cannot_cite_an_article_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match=r"'18\.more' is not an article reference"):
        rule("18.more")


def test_enforcing_a_refusal_raises_it_and_an_allowance_comes_back() -> None:
    allowed = decide_json({"act": "release_passage", "facts": {"confidential": False, "by_author": True}}, POLICY)
    refused = decide_json({"act": "release_passage", "facts": {"confidential": True, "by_author": True}}, POLICY)
    assert allowed.enforce() is allowed
    with pytest.raises(Refused, match=r"release_passage refused: 6\.confidential") as caught:
        refused.enforce()
    assert caught.value.decision is refused


PASSAGE = {"confidential": False, "by_author": True}
OPENING = {
    "kind": "client",
    "parts": ["card"],
    "roles": ["coach"],
    "has_grant": True,
    "declaration_signed": True,
    "acknowledged_current": True,
    "purpose": "3.a",
    "agreement_purposes": None,
}


@pytest.mark.parametrize(
    ("document", "faults"),
    [
        ([], ['the document is not an object; allowed: {"act": "…", "facts": {…}}']),
        ({"act": "fly"}, [f"act: 'fly' is not an act; allowed: {', '.join(ACTS)}"]),
        ({"facts": {}}, [f"act: None is not an act; allowed: {', '.join(ACTS)}"]),
        (
            {"act": "release_passage", "facts": PASSAGE, "who": "me"},
            ["who: is not a field of the document; allowed: act, facts"],
        ),
        (
            {"act": "release_passage", "facts": {"confidential": "Jansen"}},
            ["facts.confidential: input should be a valid boolean", "facts.by_author: is missing; give it a value"],
        ),
        (
            {"act": "release_passage", "facts": {**PASSAGE, "mood": "Jansen"}},
            ["facts.mood: is not a fact of this act; docs/decide.md lists them"],
        ),
        (
            {"act": "open_dossier", "facts": {**OPENING, "relation": "Jansen"}},
            [
                (
                    "facts.relation: this value is not allowed;"
                    " allowed: 'assigned', 'office', 'exception', 'sample' or 'none'"
                )
            ],
        ),
        ({"act": "release_passage"}, ["facts: input should be an object"]),
    ],
)
def test_a_wrong_question_gets_field_problem_and_remedy(document: object, faults: Sequence[str]) -> None:
    with pytest.raises(FactsError) as caught:
        decide_json(document, POLICY)
    assert list(caught.value.faults) == list(faults)
    assert "Jansen" not in str(caught.value)


def test_a_question_that_json_cannot_hold_is_an_error() -> None:
    with pytest.raises(FactsError, match="facts: cannot be written as JSON"):
        decide_json({"act": "release_passage", "facts": {"confidential": object()}}, POLICY)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"act": ', "question.json: is not JSON \\(line 1, column 9\\)"),
        (b"[" * 100_000, "question.json: is not JSON \\(nesting\\)"),
        (b"\xff\xfe", "question.json: is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_question_is_an_error(tmp_path: Path, content: bytes, problem: str) -> None:
    file = tmp_path / "question.json"
    file.write_bytes(content)
    with pytest.raises(FactsError, match=problem):
        decide_file(file, POLICY)


def test_a_file_is_decided_as_its_document_is(tmp_path: Path) -> None:
    file = tmp_path / "question.json"
    file.write_text(json.dumps({"act": "release_passage", "facts": PASSAGE}), encoding="utf-8")
    assert decide_file(file, POLICY).allowed
    with pytest.raises(FactsError, match=r"nowhere\.json: cannot be read: No such file"):
        decide_file(tmp_path / "nowhere.json", POLICY)


def test_facts_of_every_act_are_frozen_dataclasses_named_after_it() -> None:
    for name, act in ACTS.items():
        assert is_dataclass(act.facts)
        assert fields(act.facts)
        assert act.facts.__name__ == name.title().replace("_", "")
        parameters: Any = vars(act.facts)["__dataclass_params__"]
        assert parameters.frozen
