"""A report goes only when every rule about it is content; each rule is proved by one fact that turns the answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from inzage.law.calendar import Term
from inzage.law.decisions import Decision, decide
from inzage.law.decisions.release_report import RELEASE_REPORT, HealthConsent, ReleaseReport, ReportingTerms
from inzage.law.policy import MODEL, Policy, load_policy

POLICY = load_policy(MODEL)
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BEFORE, AFTER = AT - timedelta(days=1), AT + timedelta(minutes=1)
TERMS = ReportingTerms(
    recipients=frozenset({"hr"}),
    categories=frozenset({"attendance", "applications", "functional_capacity"}),
    kinds=frozenset({"progress", "full", "assessment"}),
    forms=frozenset({"written", "oral"}),
    from_on=date(2026, 9, 1),
    until_on=date(2026, 12, 31),
    told_at=BEFORE,
    response="acknowledged",
)
FULL = ReleaseReport(
    at=AT,
    report_kind="full",
    form="written",
    channel="email_pdf",
    purpose="3.c",
    recipient="hr",
    recipient_kind="sponsor",
    categories=frozenset({"attendance"}),
    agreement=TERMS,
    sponsor_agreement_signed_at=BEFORE,
    presented_at=BEFORE,
    client_response="remarks",
    remarks_attached=True,
    ground="legitimate_interest",
    ground_reasons="The sponsor pays for the engagement.",
    weighing="Only facts that the client saw.",
    unreleased_passages=0,
    confidential_passages=0,
    unresolved_words=frozenset(),
    health_categories=frozenset(),
    health_consents=(),
    health_necessity="",
    from_third_party=True,
    article_14_notice_at=BEFORE,
    note_id=None,
    ethics_confirmed=True,
)
PROGRESS = replace(FULL, report_kind="progress", presented_at=None, client_response="none", remarks_attached=False)
ASSESSMENT = replace(FULL, report_kind="assessment", client_response="agreed")
ORAL = replace(PROGRESS, report_kind="oral", form="oral", channel=None, note_id="note-1")
CONSENT = HealthConsent(
    recipient="hr", kind="functional_capacity", direction="out", written=True, given_at=BEFORE, expires_on=AT.date()
)
HEALTH = replace(
    FULL,
    channel="portal",
    categories=frozenset({"functional_capacity"}),
    health_categories=frozenset({"functional_capacity"}),
    health_consents=(CONSENT,),
    health_necessity="The sponsor must adapt the work.",
)


def ask(facts: ReleaseReport, policy: Policy = POLICY) -> Decision:
    return decide("release_report", facts, policy)


def terms(**changed: Any) -> dict[str, Any]:
    return {"agreement": replace(TERMS, **changed)}


def consent(**changed: Any) -> dict[str, Any]:
    return {"health_consents": (replace(CONSENT, **changed),)}


def after_policy() -> Policy:
    full = POLICY.reporting.full.model_copy(update={"present": "after"})
    return POLICY.model_copy(update={"reporting": POLICY.reporting.model_copy(update={"full": full})})


DIAGNOSIS = {
    "health_categories": frozenset({"diagnosis"}),
    **consent(kind="diagnosis"),
    **terms(categories=frozenset({"functional_capacity", "diagnosis"})),
}
REFUSED: list[tuple[ReleaseReport, dict[str, Any], str, str]] = [
    (FULL, {"agreement": None}, "there_is_an_agreement", "6.agreement"),
    (FULL, terms(told_at=None), "client_was_told", "6.agreement"),
    (FULL, terms(told_at=AFTER), "client_was_told", "6.agreement"),
    (FULL, {"recipient": "boss"}, "agreement_covers_the_report", "6.agreement"),
    (FULL, {"categories": frozenset({"prognosis"})}, "agreement_covers_the_report", "6.agreement"),
    (FULL, {"categories": frozenset({"unheard_of"})}, "agreement_covers_the_report", "6.agreement"),
    (FULL, {"categories": frozenset()}, "agreement_covers_the_report", "6.agreement"),
    (FULL, terms(kinds=frozenset({"progress"})), "agreement_covers_the_report", "6.agreement"),
    (FULL, terms(forms=frozenset({"oral"})), "agreement_covers_the_report", "6.agreement"),
    (FULL, terms(from_on=date(2026, 11, 25)), "agreement_covers_the_report", "6.agreement"),
    (FULL, terms(until_on=date(2026, 11, 23)), "agreement_covers_the_report", "6.agreement"),
    (ORAL, terms(forms=frozenset({"written"})), "agreement_covers_the_report", "6.agreement"),
    (FULL, {"purpose": "3.k"}, "purpose_is_one_of_ten", "3.purposes"),
    (FULL, {"sponsor_agreement_signed_at": None}, "sponsor_has_signed", "5.signing"),
    (FULL, {"sponsor_agreement_signed_at": AFTER}, "sponsor_has_signed", "5.signing"),
    (FULL, {"ground": None}, "ground_is_named", "6.exceptions"),
    (FULL, {"ground_reasons": " "}, "ground_is_named", "6.exceptions"),
    (FULL, {"weighing": ""}, "ground_is_named", "6.exceptions"),
    (FULL, {"ground": "consent", **terms(response="refused")}, "ground_is_named", "6.exceptions"),
    (FULL, {"ground": "consent", "client_response": "objected"}, "ground_is_named", "6.exceptions"),
    (FULL, {"presented_at": None}, "full_report_is_shown", "6.informing"),
    (FULL, {"presented_at": AFTER}, "full_report_is_shown", "6.informing"),
    (ASSESSMENT, {"client_response": "blocked"}, "assessment_is_offered_first", "6.informing"),
    (ASSESSMENT, {"client_response": "none"}, "assessment_is_offered_first", "6.informing"),
    (ASSESSMENT, {"presented_at": None}, "assessment_is_offered_first", "6.informing"),
    (FULL, {"remarks_attached": False}, "remarks_go_along", "6.informing"),
    (FULL, {"article_14_notice_at": None}, "source_was_told", "2.registration"),
    (FULL, {"article_14_notice_at": AFTER}, "source_was_told", "2.registration"),
    (FULL, {"ethics_confirmed": False}, "sender_confirms_ethics", "V.ethics"),
    (FULL, {"confidential_passages": 1}, "nothing_confidential", "6.confidential"),
    (FULL, {"unreleased_passages": 2}, "nothing_confidential", "6.confidential"),
    (FULL, {"unresolved_words": frozenset({"private"})}, "no_private_words", "6.confidential"),
    (FULL, {"unresolved_words": frozenset({"judgement"})}, "no_private_words", "6.confidential"),
    (HEALTH, {"unresolved_words": frozenset({"diagnosis"})}, "no_medical_words", "6.health"),
    (HEALTH, {"unresolved_words": frozenset({"treatment"})}, "no_medical_words", "6.health"),
    (HEALTH, DIAGNOSIS, "never_to_a_sponsor", "6.health"),
    (HEALTH, {"health_consents": ()}, "health_has_consent", "6.health"),
    (HEALTH, {"health_necessity": ""}, "health_has_consent", "6.health"),
    (HEALTH, consent(written=False), "health_has_consent", "6.health"),
    (HEALTH, consent(recipient="boss"), "health_has_consent", "6.health"),
    (HEALTH, consent(kind="adaptations"), "health_has_consent", "6.health"),
    (HEALTH, consent(direction="in"), "health_has_consent", "6.health"),
    (HEALTH, consent(withdrawn_at=BEFORE), "health_has_consent", "6.health"),
    (HEALTH, consent(expires_on=date(2026, 11, 23)), "health_has_consent", "6.health"),
    (HEALTH, consent(given_at=AFTER), "health_has_consent", "6.health"),
    (HEALTH, {"channel": "email_pdf"}, "goes_by_an_allowed_channel", "6.sending"),
    (FULL, {"channel": None}, "goes_by_an_allowed_channel", "6.sending"),
    (ORAL, {"note_id": None}, "oral_report_has_its_note", "6.sending"),
    (ORAL, {"report_kind": "progress", "note_id": None}, "oral_report_has_its_note", "6.sending"),
]

MARKS = {
    ref: getattr(pytest.mark, "article")(ref)  # noqa: B009 - one mark per row, by its reference
    for ref in {row[3] for row in REFUSED}
}


@pytest.mark.parametrize(
    ("facts", "change", "rule", "ref"),
    [pytest.param(*row, marks=MARKS[row[3]], id=f"{row[2]}-{number}") for number, row in enumerate(REFUSED)],
)
def test_one_wrong_fact_refuses_and_names_the_article(
    facts: ReleaseReport, change: dict[str, Any], rule: str, ref: str
) -> None:
    assert ask(facts).allowed
    decision = ask(replace(facts, **change))
    against = [reason for reason in decision.reasons if reason.effect == "forbid"]
    assert not decision.allowed
    assert [reason.rule for reason in against] == [rule]
    assert ref in decision.articles
    assert decision.remedy is not None
    assert decision.remedy.nl
    assert decision.remedy.en


def test_every_rule_is_proved_by_a_refusal_or_only_ever_permits() -> None:
    only_permit = {"report_was_agreed", "short_report_is_told"}
    assert {row[2] for row in REFUSED} | only_permit == {rule.name for rule in RELEASE_REPORT.rules}


@pytest.mark.article("6.informing")
def test_the_refusal_of_a_report_that_was_not_shown_says_what_the_article_leaves_and_the_policy_chose() -> None:
    decision = ask(replace(FULL, presented_at=None))
    assert decision.articles == ("6.informing",)
    assert "Article 6 allows before or after sending" in decision.sentence.en
    assert "this bureau's policy chose before (AVG 5(1)(a))" in decision.sentence.en
    assert "voor of na het verzenden" in decision.sentence.nl
    assert decision.remedy is not None
    assert decision.remedy.en.startswith("Put this version before the client")


@pytest.mark.article("6.informing")
def test_a_bureau_that_chose_after_sends_first_and_owes_the_showing() -> None:
    decision = ask(replace(FULL, presented_at=None, client_response="none"), after_policy())
    assert decision.allowed
    assert [owed.kind for owed in decision.obligations] == ["inform_client_orally", "present_to_client"]
    assert ask(FULL, after_policy()).obligations == ask(FULL).obligations
    shown_first = ask(replace(HEALTH, presented_at=None, client_response="none"), after_policy())
    assert shown_first.articles == ("6.informing",)


@pytest.mark.article("6.informing")
@pytest.mark.parametrize("facts", [PROGRESS, ORAL])
def test_a_short_report_leaves_the_duty_to_tell_the_client(facts: ReleaseReport) -> None:
    decision = ask(facts)
    assert decision.allowed
    (owed,) = decision.obligations
    assert (owed.kind, owed.term) == ("inform_client_orally", Term(5, "working_days"))
    assert owed.due_on(AT) == date(2026, 12, 1)


@pytest.mark.article("6.exceptions")
def test_without_consent_the_client_is_told_all_the_same() -> None:
    assert [(owed.kind, owed.article) for owed in ask(FULL).obligations] == [("inform_client_orally", "6.exceptions")]
    assert ask(replace(FULL, ground="consent", ground_reasons="", weighing="")).obligations == ()
    for ground in ("contract", "legal_duty", "vital_interest"):
        assert ask(replace(FULL, ground=ground, weighing="")).allowed


@pytest.mark.article("6.exceptions")
def test_after_a_refusal_a_weighed_interest_still_carries_a_report() -> None:
    assert ask(replace(FULL, agreement=replace(TERMS, response="refused"))).allowed


@pytest.mark.article("6.health")
@pytest.mark.parametrize("recipient_kind", ["doctor", "medical_adviser"])
def test_words_and_kinds_that_never_reach_a_sponsor_may_reach_a_doctor_with_consent(recipient_kind: Any) -> None:
    to_doctor = replace(
        HEALTH,
        recipient_kind=recipient_kind,
        unresolved_words=frozenset({"diagnosis", "private"}),
        categories=frozenset({"diagnosis"}),
        health_categories=frozenset({"diagnosis"}),
        health_consents=(replace(CONSENT, kind="diagnosis"),),
        agreement=replace(TERMS, categories=frozenset({"diagnosis"})),
    )
    assert ask(to_doctor).allowed
    assert not ask(replace(to_doctor, recipient_kind="sponsor")).allowed


@pytest.mark.article("4")
def test_an_allowed_report_rests_on_the_first_ground_of_article_four() -> None:
    assert ask(FULL).articles[:2] == ("4", "6.agreement")


def test_a_client_who_came_alone_needs_no_notice_of_the_source() -> None:
    assert ask(replace(FULL, from_third_party=False, article_14_notice_at=None)).allowed
