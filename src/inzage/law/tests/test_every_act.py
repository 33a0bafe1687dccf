"""Every rule of the smaller acts, proved by one fact that turns the documented example into a refusal.

The example of docs/decide.md is the allowed case; each row changes it and says which rule must speak, and for what.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from inzage.law import ACTS, MODEL, Decision, decide_json, load_policy

POLICY = load_policy(MODEL)
DOCUMENT = (Path(__file__).resolve().parents[4] / "docs" / "decide.md").read_text(encoding="utf-8")
EXAMPLES: dict[str, dict[str, Any]] = {
    example["act"]: example["facts"]
    for example in map(json.loads, re.findall(r"^Allowed:\n\n```json\n(.*?)```", DOCUMENT, re.MULTILINE | re.DOTALL))
}
SPONSOR = {"kind": "sponsor", "parts": ["card"]}
OFFICER = {"roles": ["privacy_officer"], "relation": "office", "parts": ["log"]}
EMERGENCY = {"how": "break_glass", "to_oneself": True, "ends_on": "2026-11-24"}
RIGHTS = {"ground": "rights", "weighing": "An unpaid invoice.", "second_person": "person-2"}
ALONE = {**RIGHTS, "second_person": None, "one_person_bureau": True}
VERIFY = {**RIGHTS, "ground": "verification", "no_less_intrusive_way": "The client cannot be reached."}
(ASKED,) = EXAMPLES["ask_doctor"]["consents"]
(PROFILE_CONSENT,) = EXAMPLES["share_profile"]["consents"]
PROFILE = {"subject": "profile", "recipient_kind": "relation", "recipient_of_sponsor": False, "service": "coaching"}
KEEP = {
    "direction": "keep", "recipient_kind": "bureau", "recipient_of_sponsor": False, "service": "coaching",
    "information": "functional_capacity",
}  # fmt: skip

REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("agree_reporting", {"recipients": []}, "named_recipients", "6.agreement"),
    ("agree_reporting", {"outside_the_sponsor": 1}, "named_recipients", "6.agreement"),
    ("agree_reporting", {"inactive_recipients": 1}, "named_recipients", "6.agreement"),
    ("agree_reporting", {"categories": ["mood"]}, "data_that_the_service_needs", "6.agreement"),
    ("agree_reporting", {"categories": []}, "data_that_the_service_needs", "6.agreement"),
    (
        "agree_reporting",
        {"service": "coaching", "categories": ["functional_capacity"]},
        "data_that_the_service_needs",
        "2.registration",
    ),
    ("agree_reporting", {"kinds": ["assessment"]}, "kinds_of_the_service", "6.agreement"),
    ("agree_reporting", {"kinds": []}, "kinds_of_the_service", "6.agreement"),
    ("agree_reporting", {"purpose_given": False}, "for_a_stated_purpose", "6.agreement"),
    ("change_note", {"by_author": False}, "by_its_author_and_kept", "6.dossier"),
    ("change_note", {"old_text_kept": False}, "by_its_author_and_kept", "6.dossier"),
    ("change_visibility", {"confidential": True}, "confidential_stays_inside", "6.confidential"),
    ("change_visibility", {"to": "sponsor", "part": "notes"}, "sponsor_gets_a_report", "6.sending"),
    ("change_visibility", {"by_author": False}, "author_says_why", "6.dossier"),
    ("change_visibility", {"reason": " "}, "author_says_why", "6.dossier"),
    ("clear_word", {"reason_given": False}, "with_a_reason", "6.confidential"),
    ("clear_word", {"by_author": True}, "medical_words_by_a_second_person", "6.health"),
    ("clear_word", {"by_author": True, "group": "treatment"}, "medical_words_by_a_second_person", "6.confidential"),
    (
        "clear_word",
        {"by_author": True, "considered_since": "2026-11-20T10:00:00+01:00"},
        "medical_words_by_a_second_person",
        "6.health",
    ),
    (
        "clear_word",
        {"by_author": True, "one_person_bureau": True, "considered_since": "2026-11-23T10:00:01+01:00"},
        "medical_words_by_a_second_person",
        "6.health",
    ),
    ("close_engagement", {"outcome": "goal_reached"}, "ends_with_an_outcome_of_the_service", "3.c"),
    ("close_engagement", {"outcome": "stopped"}, "ends_with_an_outcome_of_the_service", "3.c"),
    ("close_engagement", {"outcome": "stopped", "reason": "bored"}, "ends_with_an_outcome_of_the_service", "3.c"),
    ("close_engagement", {"reason": "moved"}, "ends_with_an_outcome_of_the_service", "3.c"),
    ("close_engagement", {"gaps": ["plan"]}, "gaps_are_accounted_for", "6.dossier"),
    ("close_dossier", {"running": 1}, "nothing_is_left_to_do", "6.dossier"),
    ("close_dossier", {"open_duties": 2}, "nothing_is_left_to_do", "3.a"),
    ("close_dossier", {"reason_given": False}, "nothing_is_left_to_do", "3.a"),
    ("ask_doctor", {"consents": []}, "client_lets_us_ask", "6.health"),
    ("ask_doctor", {"recipient": "doctor-2"}, "client_lets_us_ask", "6.health"),
    ("ask_doctor", {"category": "adaptations"}, "client_lets_us_ask", "6.health"),
    ("ask_doctor", {"at": "2027-05-02T10:00:00+01:00"}, "client_lets_us_ask", "6.health"),
    ("ask_doctor", {"at": "2026-10-31T10:00:00+01:00"}, "client_lets_us_ask", "6.health"),
    ("ask_doctor", {"consents": [{**ASKED, "withdrawn_at": ASKED["given_at"]}]}, "client_lets_us_ask", "6.health"),
    ("ask_doctor", {"consents": [{**ASKED, "written": False}]}, "client_lets_us_ask", "6.health"),
    ("ask_doctor", {"recipient_kind": "sponsor"}, "only_care_is_asked", "6.health"),
    (
        "ask_doctor",
        {"category": "diagnosis", "consents": [{**ASKED, "kind": "diagnosis"}]},
        "only_what_may_be_kept",
        "6.health",
    ),
    ("ask_doctor", {"necessity": " "}, "only_where_needed", "6.health"),
    ("disclose", {"ground": None}, "one_of_four_grounds", "4"),
    ("disclose", {"recipient": " "}, "one_of_four_grounds", "4"),
    ("disclose", {"categories": []}, "one_of_four_grounds", "4"),
    ("disclose", {"provision": ""}, "one_of_four_grounds", "4"),
    ("disclose", {"ground": "regulation", "provision": "article 99"}, "one_of_four_grounds", "4"),
    ("disclose", {**RIGHTS, "weighing": " "}, "one_of_four_grounds", "4"),
    ("disclose", {**RIGHTS, "second_person": None}, "one_of_four_grounds", "4"),
    ("disclose", {**RIGHTS, "second_person": "person-1"}, "one_of_four_grounds", "4"),
    ("disclose", ALONE, "one_of_four_grounds", "4"),
    ("disclose", {**ALONE, "considered_since": "2026-11-23T10:00:01+01:00"}, "one_of_four_grounds", "4"),
    ("disclose", {**VERIFY, "no_less_intrusive_way": ""}, "one_of_four_grounds", "4"),
    ("disclose", {"purpose": "4.1"}, "purpose_is_named", "3.purposes"),
    ("disclose", {**RIGHTS, "health": True}, "health_only_by_law", "6.health"),
    ("disclose", {"from_third_party": True}, "source_was_told", "2.registration"),
    ("draw_passage", {"released": False}, "released_by_its_author", "6.confidential"),
    ("draw_passage", {"same_dossier": False}, "released_by_its_author", "6.confidential"),
    ("end_role", {"other_holders": 0}, "a_manager_remains", "6.need"),
    ("enter", {"missing": ["declaration"]}, "bound_to_secrecy", "1.confidentiality"),
    ("enter", {"roles": ["auditor"]}, "needs_it_for_the_job", "6.need"),
    ("give_access", {"giver_roles": ["back_office"]}, "by_somebody_with_that_power", "6.need"),
    ("give_access", {"how": "stand_in", "giver_roles": ["coach"]}, "by_somebody_with_that_power", "6.need"),
    ("give_access", {**EMERGENCY, "giver_roles": ["coach"]}, "by_somebody_with_that_power", "6.need"),
    ("give_access", {"to_oneself": True}, "not_to_oneself", "6.need"),
    ("give_access", {"how": "stand_in", "to_oneself": True}, "not_to_oneself", "6.need"),
    ("give_access", {"reason": " "}, "with_a_reason_or_an_end", "6.need"),
    ("give_access", {"how": "assigned", "reason": "", "ends_on": None}, "with_a_reason_or_an_end", "6.need"),
    ("give_access", {"ends_on": None}, "ends_in_time", "6.need"),
    ("give_access", {"ends_on": "2026-12-23"}, "ends_in_time", "6.need"),
    ("give_access", {"ends_on": "2026-11-23"}, "ends_in_time", "6.need"),
    ("give_access", {**EMERGENCY, "ends_on": "2026-11-26"}, "ends_in_time", "6.need"),
    ("invite", {"has_email": False}, "has_somewhere_to_go", "6.sending"),
    ("invite", {"client_knows": False}, "the_client_knows_who_comes", "6.agreement"),
    ("invite", {"recipient": "guest", "client_knows": False}, "the_client_knows_who_comes", "6.agreement"),
    ("remind", {"objected": True}, "nobody_objected", "3.3"),
    ("remind", {"refused": True}, "is_wanted_and_in_time", "3.g"),
    ("remind", {"still_to_come": False}, "is_wanted_and_in_time", "3.g"),
    ("give_report", {"addressee": "sponsor"}, "written_for_the_client", "6.dossier"),
    ("give_report", {"locked": False}, "written_for_the_client", "6.dossier"),
    ("give_report", {"unreleased_passages": 1}, "only_what_was_released", "6.confidential"),
    ("give_report", {"confidential_passages": 1}, "only_what_was_released", "6.confidential"),
    ("give_report", {"health": True}, "reaches_the_client_safely", "6.sending"),
    ("give_report", {"has_address": False}, "reaches_the_client_safely", "6.sending"),
    ("give_consent", {"in_writing": False}, "signed_and_specific", "6.health"),
    ("give_consent", {"recipient_named": False}, "signed_and_specific", "6.health"),
    ("give_consent", {"recipient_of_sponsor": False}, "signed_and_specific", "6.health"),
    ("give_consent", {"given_at": "2026-11-24T10:00:01+01:00"}, "signed_and_specific", "6.health"),
    ("give_consent", {**PROFILE, "recipient_named": False}, "signed_and_specific", "3.i"),
    ("give_consent", {"expires_on": "2026-11-23"}, "ends_in_time", "6.health"),
    ("give_consent", {"expires_on": "2027-12-01"}, "ends_in_time", "6.health"),
    ("give_consent", {"service": "coaching"}, "health_belongs_to_the_service", "6.health"),
    ("give_consent", {**KEEP, "recipient_kind": "doctor"}, "kept_by_the_bureau", "6.health"),
    ("give_consent", {"recipient_kind": "bureau"}, "kept_by_the_bureau", "6.health"),
    ("give_consent", {**KEEP, "information": "diagnosis"}, "kept_by_the_bureau", "6.health"),
    ("give_consent", {**KEEP, "information": "other_health"}, "kept_by_the_bureau", "6.health"),
    ("give_consent", {"information": "diagnosis"}, "health_belongs_to_the_service", "6.health"),
    ("inform_client", {"told_on": "2026-11-25"}, "was_told_of_it", "6.informing"),
    ("inform_client", {"told_on": "2026-11-22"}, "was_told_of_it", "6.informing"),
    ("lock_report", {"gaps": 1}, "nothing_is_left_open", "6.dossier"),
    ("lock_report", {"open_words": ["judgement"]}, "private_words_are_judged", "6.confidential"),
    ("lock_report", {"open_words": ["treatment"]}, "medical_words_are_judged", "6.health"),
    ("move_phase", {"data_missing": True}, "nothing_missing_after_intake", "2.registration"),
    ("look_as", {"asker_roles": ["coach"]}, "by_support", "11.security"),
    ("look_as", {"to_oneself": True}, "not_as_who_watches", "11.security"),
    ("look_as", {"colleague_roles": ["privacy_officer"]}, "not_as_who_watches", "11.security"),
    ("look_as", {"reason": " "}, "with_a_reason_and_an_end", "11.security"),
    ("look_as", {"minutes": 31}, "with_a_reason_and_an_end", "11.security"),
    ("look_as", {"minutes": 0}, "with_a_reason_and_an_end", "11.security"),
    ("look_on", {"what": "open"}, "only_looks", "11.security"),
    ("look_on", {"what": "change"}, "only_looks", "11.security"),
    ("move_phase", {"phase": "testing"}, "stage_of_the_service", "3.c"),
    ("move_phase", {"service": "yoga"}, "stage_of_the_service", "3.c"),
    ("open_dossier", {"declaration_signed": False}, "declaration_is_signed", "1.confidentiality"),
    ("open_dossier", {"acknowledged_current": False}, "regulation_is_acknowledged", "1.confidentiality"),
    ("open_dossier", {"purpose": "3.z"}, "purpose_exists", "3.purposes"),
    ("open_dossier", {"purpose": "15"}, "purpose_exists", "3.purposes"),
    (
        "open_dossier",
        {"roles": ["auditor"], "relation": "sample", "parts": ["card"], "purpose": "3.c"},
        "purpose_exists",
        "3.purposes",
    ),
    ("open_dossier", {"purpose": "3.j", "agreement_purposes": ["3.j"]}, "parts_serve_the_purpose", "3.purposes"),
    ("open_dossier", {"purpose": "3.g"}, "parts_serve_the_purpose", "3.purposes"),
    ("open_dossier", {"agreement_purposes": None}, "purpose_is_agreed", "3.2"),
    ("open_dossier", {"agreement_purposes": ["3.e"]}, "purpose_is_agreed", "3.2"),
    ("open_dossier", {"prohibited_purposes": ["3.c"]}, "nobody_objected", "3.3"),
    ("open_dossier", {"relation": "none"}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {"has_grant": False}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {"relation": "office"}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {"parts": ["notes", "health"]}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {"parts": []}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {"roles": []}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {"roles": ["back_office"], "parts": ["card"]}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {"relation": "exception", "reason": " "}, "client_dossier_is_needed", "6.need"),
    ("open_dossier", {**SPONSOR, "parts": ["billing"]}, "sponsor_dossier_is_needed", "5.need"),
    ("publish_client_agreement", {"has_secrecy_clause": False}, "secures_secrecy", "11.agreements"),
    ("publish_client_agreement", {"has_text": False}, "secures_secrecy", "11.agreements"),
    ("publish_regulation", {"checked_by": None}, "law_was_checked", "17.lawful-change"),
    ("publish_regulation", {"checked_at": None}, "law_was_checked", "17.lawful-change"),
    ("publish_regulation", {"checked_at": "2026-11-25T10:00:00+01:00"}, "law_was_checked", "17.lawful-change"),
    ("publish_regulation", {"checked_by": "person-1"}, "law_was_checked", "17.lawful-change"),
    ("publish_regulation", {"label": ""}, "change_is_described", "V.versions"),
    ("publish_regulation", {"description": " "}, "change_is_described", "V.versions"),
    ("publish_regulation", {"articles": 0}, "version_has_articles", "16.change"),
    ("record_agreement", {"has_confidentiality": False}, "signed_with_terms", "5.signing"),
    ("record_agreement", {"signed_by_both": False}, "signed_with_terms", "5.signing"),
    ("record_agreement", {"signed_on": None}, "signed_with_terms", "5.signing"),
    ("record_agreement", {"signed_on": "2026-11-25"}, "signed_with_terms", "5.signing"),
    ("record_agreement", {"purposes": ["3.z"]}, "known_purposes", "3.2"),
    ("record_agreement", {"purposes": ["13"]}, "known_purposes", "3.2"),
    ("record_agreement", {"services": ["yoga"]}, "known_purposes", "3.2"),
    ("record_health", {"services": ["coaching"]}, "has_a_ground", "6.health"),
    ("record_health", {"services": []}, "has_a_ground", "6.health"),
    ("record_health", {"services": [], "consented": ["other_health"]}, "has_a_ground", "6.health"),
    ("record_health", {"services": ["gone"], "consented": []}, "has_a_ground", "6.health"),
    ("record_health", {"aspects": ["diagnosis"]}, "only_what_is_allowed", "6.health"),
    ("record_health", {"services": [], "consented": ["adaptations"]}, "only_what_is_allowed", "6.health"),
    ("record_health", {"medical_words": 1}, "no_illness_or_treatment", "6.health"),
    ("record_oral_report", {"has_note": False}, "with_its_note", "6.sending"),
    ("record_oral_report", {"note_in_dossier": False}, "with_its_note", "6.sending"),
    ("publish_template", {"published_by": "person-1"}, "looked_at_twice", "11.security"),
    (
        "publish_template",
        {"published_by": "person-1", "one_person_bureau": True, "drafted_at": "2026-11-23T10:00:01+01:00"},
        "looked_at_twice",
        "11.security",
    ),
    ("publish_template", {"faults": 1}, "safe_to_fill_in", "6.sending"),
    ("register_client", {"fields": ["shoe_size"]}, "only_fields_of_the_service", "2.registration"),
    ("register_client", {"service": "yoga", "fields": []}, "only_fields_of_the_service", "2.registration"),
    (
        "register_client",
        {"service": "coaching", "fields": ["date_of_birth"]},
        "only_fields_of_the_service",
        "2.registration",
    ),
    ("register_client", {"service": "coaching", "fields": ["bsn"]}, "bsn_only_by_statute", "2.registration"),
    ("register_client", {"service": "outplacement", "fields": ["bsn"]}, "bsn_only_by_statute", "2.registration"),
    ("register_client", {"consents": 1}, "registering_is_no_consent", "3.2"),
    ("release_passage", {"confidential": True}, "note_is_not_confidential", "6.confidential"),
    ("release_passage", {"by_author": False}, "author_releases", "6.confidential"),
    ("remove_second_factor", {"others": 0}, "one_remains", "11.security"),
    ("send_notice", {"regulation_published": False}, "is_whole_and_can_arrive", "2.registration"),
    ("send_notice", {"missing_items": ["source"]}, "is_whole_and_can_arrive", "2.registration"),
    ("send_notice", {"has_email": False}, "is_whole_and_can_arrive", "2.registration"),
    ("share_profile", {"consents": []}, "client_said_yes", "3.i"),
    ("share_profile", {"recipient": "relation-2"}, "client_said_yes", "3.i"),
    *(
        ("share_profile", {"consents": [{**PROFILE_CONSENT, **change}], "form": "named"}, "client_said_yes", "3.i")
        for change in (
            {"explicit": False},
            {"form": "anonymised"},
            {"given_at": "2026-11-25T10:00:00+01:00"},
            {"expires_on": "2026-11-23"},
            {"withdrawn_at": "2026-11-24T10:00:00+01:00"},
        )
    ),
    ("sign_rights_review", {"own_rights": 1}, "not_for_oneself", "6.need"),
    ("sign_rights_review", {"unexplained": 1}, "unused_is_explained", "6.need"),
    ("sign_rights_review", {"second_factor": False}, "with_second_factor", "11.security"),
    ("start_engagement", {"has_confidentiality": False}, "under_a_signed_agreement", "5.signing"),
    ("start_engagement", {"agreement_signed_on": None}, "under_a_signed_agreement", "5.signing"),
    ("start_engagement", {"agreement_signed_on": "2026-11-25"}, "under_a_signed_agreement", "5.signing"),
    ("start_engagement", {"agreement_starts_on": "2026-11-25"}, "while_the_agreement_runs", "5.signing"),
    ("start_engagement", {"agreement_ends_on": "2026-11-23"}, "while_the_agreement_runs", "5.signing"),
    ("start_engagement", {"service": "coaching"}, "in_line_with_the_agreement", "3.2"),
    ("start_engagement", {"agreement_purposes": ["3.a"]}, "in_line_with_the_agreement", "3.2"),
    ("sign_for", {"age": 15}, "the_client_decides", "6.health"),
    ("sign_for", {"age": 11, "about": "rights"}, "the_client_decides", "13.access"),
    ("sign_for", {"age": 17, "about": "agreement"}, "the_client_decides", "5.signing"),
    ("sign_for", {"age": None, "appointed": ["parent"]}, "the_client_decides", "6.health"),
    ("sign_for", {"appointed": ["curator"]}, "the_client_decides", "6.health"),
    ("sign_for", {"appointed": ["mentor"], "about": "rights"}, "the_client_decides", "13.access"),
    ("sign_for", {"signer": "representative"}, "the_representative_decides", "6.health"),
    (
        "sign_for",
        {"signer": "representative", "age": 16, "appointed": ["parent"]},
        "the_representative_decides",
        "13.access",
    ),
    ("use_bsn", {"service": "coaching"}, "only_by_statute", "2.registration"),
    ("use_bsn", {"how": "show"}, "shown_for_a_reason", "2.registration"),
    ("use_bsn", {"how": "print", "form": "invoice"}, "printed_where_the_law_asks_for_it", "2.registration"),
    ("use_bsn", {"how": "print", "form": "uwv_plan"}, "printed_where_the_law_asks_for_it", "2.registration"),
]
MARKS = {ref: getattr(pytest.mark, "article")(ref) for *_, ref in REFUSED}  # noqa: B009 - one mark per row


def ask(act: str, change: dict[str, Any]) -> Decision:
    return decide_json({"act": act, "facts": {**EXAMPLES[act], **change}}, POLICY)


@pytest.mark.parametrize(
    ("act", "change", "rule", "ref"),
    [pytest.param(*row, marks=MARKS[row[3]], id=f"{row[0]}-{row[2]}-{number}") for number, row in enumerate(REFUSED)],
)
def test_one_wrong_fact_refuses_and_names_the_article(act: str, change: dict[str, Any], rule: str, ref: str) -> None:
    assert ask(act, {}).allowed
    decision = ask(act, change)
    assert [reason.rule for reason in decision.reasons if reason.effect != "permit"] == [rule]
    assert ref in decision.articles
    assert decision.remedy is not None


ALLOWED: list[tuple[str, dict[str, Any], list[str]]] = [
    ("clear_word", {"by_author": True, "group": "private"}, []),
    (
        "clear_word",
        {"by_author": True, "one_person_bureau": True, "considered_since": "2026-11-23T10:00:00+01:00"},
        [],
    ),
    ("lock_report", {"addressee": "client", "open_words": ["private", "diagnosis"]}, []),
    ("close_engagement", {"outcome": "stopped", "reason": "no_contact"}, []),
    ("close_engagement", {"gaps": ["plan", "survey"], "gaps_reason_given": True}, []),
    ("disclose", {"ground": "regulation", "provision": "13.audit"}, []),
    ("disclose", RIGHTS, []),
    ("disclose", {**ALONE, "considered_since": "2026-11-23T10:00:00+01:00"}, []),
    ("disclose", VERIFY, []),
    ("disclose", {"health": True}, []),
    ("end_role", {"role": "coach", "other_holders": 0}, []),
    ("enter", {"needed_roles": [], "roles": []}, []),
    ("give_consent", PROFILE, []),
    ("give_report", {"channel": "handed", "health": True, "has_address": False}, []),
    ("give_consent", KEEP, []),
    ("record_health", {"services": [], "consented": ["functional_capacity"]}, []),
    ("record_health", {"services": ["coaching"], "consented": ["adaptations"], "aspects": ["adaptations"]}, []),
    ("record_health", {"aspects": []}, []),
    ("give_consent", {"direction": "in", "recipient_kind": "doctor", "information": "diagnosis"}, []),
    ("give_access", EMERGENCY, ["review_exception"]),
    ("give_access", {"how": "assigned", "reason": "", "ends_on": "2027-06-01"}, []),
    ("give_access", {"how": "assigned", "reason": "The work lasts.", "ends_on": None}, []),
    ("open_dossier", {"parts": ["card"], "purpose": "3.a", "agreement_purposes": None}, []),
    ("open_dossier", {**OFFICER, "purpose": "14", "agreement_purposes": None, "has_grant": False}, []),
    ("open_dossier", {**OFFICER, "purpose": "13", "prohibited_purposes": ["13"]}, []),
    ("open_dossier", {**SPONSOR, "roles": ["back_office"], "relation": "office", "has_grant": False}, []),
    ("open_dossier", {"relation": "exception", "parts": ["health"], "reason": "Ill colleague."}, ["review_exception"]),
    ("publish_regulation", {}, ["acknowledge_regulation", "tell_change"]),
    ("publish_regulation", {"relevant_change": False}, ["acknowledge_regulation"]),
    ("publish_regulation", {"is_first": True}, ["acknowledge_regulation"]),
    (
        "publish_template",
        {"published_by": "person-1", "one_person_bureau": True, "drafted_at": "2026-11-23T10:00:00+01:00"},
        [],
    ),
    ("register_client", {}, ["article_14_notice"]),
    ("register_client", {"source": "self"}, []),
    ("register_client", {"source": "self", "fields": ["last_name"]}, ["complete_registration"]),
    ("send_notice", {"channel": "letter", "has_email": False}, []),
    ("share_profile", {"form": "named"}, []),
]


@pytest.mark.parametrize(("act", "change", "duties"), ALLOWED)
def test_what_is_allowed_and_what_is_owed_for_it(act: str, change: dict[str, Any], duties: list[str]) -> None:
    decision = ask(act, change)
    assert decision.allowed, decision.sentence.en
    assert [owed.kind for owed in decision.obligations] == duties


@pytest.mark.article("3.2")
def test_registering_leaves_a_month_to_tell_the_source_and_makes_no_consent() -> None:
    (notice,) = ask("register_client", {}).obligations
    assert str(notice.term) == "1 months"
    assert not ask("register_client", {"consents": 1}).allowed


def test_every_rule_that_can_forbid_is_proved() -> None:
    only_permit = {"registration_is_for_the_service"}
    elsewhere = {"release_report"}
    for act in ACTS.values():
        if act.name not in elsewhere:
            proved = {row[2] for row in REFUSED if row[0] == act.name} | only_permit
            assert {rule.name for rule in act.rules} <= proved, act.name
