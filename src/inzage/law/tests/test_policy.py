"""A policy folder is read whole, and every fault in it is named with its key, the problem and what is allowed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.law.articles import ARTICLES
from inzage.law.calendar import Term
from inzage.law.policy import MODEL, PolicyError, load_policy

POLICY = load_policy(MODEL)
Change = Callable[[str, str], Path]
CAREER_REPORTS = 'reports = ["intake", "plan", "progress", "full", "final", "oral"]\n\n[services.coaching]'


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """A copy of the model regulation in which one piece of policy.toml is replaced."""

    def change(old: str, new: str) -> Path:
        folder = tmp_path / "policy"
        shutil.copytree(MODEL, folder, dirs_exist_ok=True)
        toml = folder / "policy.toml"
        text = toml.read_text(encoding="utf-8")
        assert old in text
        toml.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'present = "before" # the article',
            'present = "befor" # the article',
            "policy.toml: key reporting.full.present: 'befor' is not allowed; allowed: before, after",
        ),
        (
            "note_kinds = { talk = ",
            'note_kinds = { "A talk" = ',
            "policy.toml: key dossier.note_kinds: A talk is no code; allowed: at most 30 small letters, digits and _",
        ),
        (
            "most_pins = 5",
            "most_pins = 0",
            "policy.toml: key dossier.most_pins: input should be greater than or equal to 1 (found: 0)",
        ),
        (
            "[health.aspects]",
            '[health.aspects]\ncause = { category = "adaptations", label = {nl="a", en="b"}, hint = {nl="a", en="b"} }',
            "policy.toml: key health.aspects: cause may not stand here; allowed: what somebody can and cannot do",
        ),
        (
            'energy = { category = "functional_capacity"',
            'energy = { category = "attendance"',
            "policy.toml: key health.aspects: category attendance is no health category; allowed: adaptations, ",
        ),
        (
            "opening_minutes = 15",
            "",
            "policy.toml: key windows.opening_minutes: is missing; needed in every policy",
        ),
        (
            "opening_minutes = 15",
            "opening_minutes = 15\nopening_hours = 1",
            "policy.toml: key windows.opening_hours: is not a key of the policy; allowed: article, law, opening_",
        ),
        (
            "opening_minutes = 15",
            "opening_minutes = 0",
            "policy.toml: key windows.opening_minutes: input should be greater than or equal to 1 (found: 0)",
        ),
        (
            "inform_orally = { working_days = 5 }",
            "inform_orally = { fortnights = 1 }",
            "policy.toml: key reporting.progress.inform_orally: a term is one unit with a whole number",
        ),
        (
            'article = "10.cookies"',
            'article = "10.cooky"',
            "policy.toml: key cookies.article: '10.cooky' is not an article reference; allowed: 1.scope, ",
        ),
        (
            'parts.team_leader = ["card", "reports"',
            'parts.team_leader = ["card", "rapports"',
            "policy.toml: key needs.client.office.parts.team_leader.1: 'rapports' is not allowed; allowed: card, ",
        ),
        (
            "[clocks]\narticle_14_notice =",
            "[clocks]\narticle_14_notify =",
            "policy.toml: key clocks.article_14_notify: 'article_14_notify' is not allowed; allowed: article_14_notice",
        ),
        (
            'code = "model"',
            'code = "model"\ncolour = "red"',
            "policy.toml: key identity.colour: is not a key of the policy; allowed: article, law, code, title",
        ),
        (
            f"allows_bsn = false\n{CAREER_REPORTS}",
            f"allows_bsn = true\n{CAREER_REPORTS}",
            "policy.toml: key services.career_advice: fields holds bsn exactly when allows_bsn is true",
        ),
        (
            'required = ["last_name", "email", "employer"]',
            'required = ["last_name", "bsn"]',
            "policy.toml: key services.outplacement: required holds bsn, which fields does not",
        ),
        (
            "binds_data_subjects = false",
            "binds_data_subjects = true",
            "policy.toml: key liability.binds_data_subjects: True is not allowed; allowed: false",
        ),
        (
            "[identity]",
            'text = "x"\n[identity]',
            "policy.toml: key text: is not a key of the policy; the program fills it itself",
        ),
        (
            'purposes.coach = ["3.a", "3.b", "3.c"',
            'purposes.coach = ["14", "3.c"',
            "policy.toml: key needs.client.assigned.purposes.coach: 14 is no duty of the role",
        ),
        (
            'notes = ["3.c", "3.e", "4.2", "13", "15"]',
            'notes = ["4.2"]',
            "policy.toml: key needs.client.assigned.parts.coach: notes serves none of the role's purposes",
        ),
        (
            'purposes.account_manager = ["3.a", "3.d", "5"]',
            "",
            "policy.toml: key needs.client.office: account_manager has parts without purposes",
        ),
        (
            "longest_exception = { weeks = 4 }",
            "longest_exception = { working_days = 4 }",
            "policy.toml: key grants.longest_exception: access ends by the clock",
        ),
        ("[identity]", "[identity", "policy.toml: is not valid TOML: "),
    ],
)
def test_a_fault_names_key_problem_and_what_is_allowed(changed: Change, old: str, new: str, fault: str) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy(changed(old, new))
    assert any(line.startswith(fault) for line in caught.value.faults), caught.value.faults


def test_all_faults_come_at_once(changed: Change) -> None:
    changed("opening_minutes = 15", "opening_minutes = 9999")
    folder = changed('present = "before" # the article', 'present = "never" # the article')
    toml = folder / "policy.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("largest_sample = 25", ""), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(folder)
    assert len(caught.value.faults) == 2


@pytest.mark.article("2.registration")
def test_no_policy_can_open_the_bsn_to_a_service_without_a_statute(changed: Change) -> None:
    old = '"phone", "city", "language", "employer", "job_title"]\nrequired = ["last_name", "email"]\n'
    old += "allows_health = false\nallows_bsn = false"
    new = old.replace('"job_title"]', '"job_title", "bsn"]').replace("allows_bsn = false", "allows_bsn = true")
    with pytest.raises(PolicyError, match=r"coaching may not use the BSN \(UAVG 46\); allowed with allows_bsn: reint"):
        load_policy(changed(old, new))


def test_a_text_without_an_article_is_named(changed: Change) -> None:
    folder = changed("[identity]", "[identity]")
    text = folder / "text.md"
    text.write_text(text.read_text(encoding="utf-8").replace("## Artikel 9 ", "## Over "), encoding="utf-8")
    with pytest.raises(PolicyError, match=r"text\.md: article 9 is missing; allowed: a heading '## Artikel 9"):
        load_policy(folder)


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"policy\.toml: is not in the folder"):
        load_policy(tmp_path)
    (tmp_path / "policy.toml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(PolicyError, match=r"policy\.toml: cannot be read: is not UTF-8 text"):
        load_policy(tmp_path)


def test_another_choice_is_another_policy(changed: Change) -> None:
    other = load_policy(changed('present = "before" # the article', 'present = "after" # the article'))
    assert (POLICY.reporting.full.present, other.reporting.full.present) == ("before", "after")
    assert POLICY.digest != other.digest
    assert POLICY.digest == load_policy(MODEL).digest


@pytest.mark.article("6.need")
@pytest.mark.parametrize(
    ("role", "relation", "part", "needed"),
    [
        ("coach", "assigned", "notes", True),
        ("coach", "office", "card", False),
        ("coach", "assigned", "health", False),
        ("coach", "exception", "health", True),
        ("psychologist", "assigned", "health", True),
        ("back_office", "office", "reports", True),
        ("back_office", "assigned", "reports", True),
        ("back_office", "office", "notes", False),
        ("back_office", "office", "health", False),
        ("team_leader", "office", "reports", True),
        ("manager", "office", "notes", False),
        ("privacy_officer", "office", "log", True),
        ("privacy_officer", "office", "notes", False),
        ("auditor", "sample", "reports", True),
        ("auditor", "sample", "notes", False),
        ("auditor", "assigned", "card", False),
        ("administrator", "exception", "card", False),
        ("stranger", "assigned", "card", False),
        ("coach", "nobody", "card", False),
    ],
)
def test_who_needs_which_part_of_a_client_dossier(role: str, relation: str, part: str, needed: bool) -> None:
    assert (part in POLICY.parts(role, relation, "client")) is needed


@pytest.mark.article("5.need")
def test_who_needs_which_part_of_a_sponsor_dossier() -> None:
    assert "billing" in POLICY.parts("account_manager", "office", "sponsor")
    assert "billing" not in POLICY.parts("coach", "assigned", "sponsor")
    assert POLICY.parts("coach", "assigned", "website") == frozenset()


def test_questions_to_the_policy() -> None:
    assert POLICY.clock("breach_authority").term == Term(72, "hours")
    coaching, purpose = POLICY.service("coaching"), POLICY.purpose("13")
    assert coaching is not None
    assert not coaching.allows_bsn
    assert purpose is not None
    assert purpose.article == "13.access"
    assert POLICY.service("yoga") is None
    assert POLICY.purpose("3.k") is None
    assert "functional_capacity" in POLICY.health_categories()
    assert "attendance" not in POLICY.health_categories()


@pytest.mark.article("3.purposes")
def test_the_model_has_ten_purposes_and_six_duties() -> None:
    assert list(POLICY.purposes.agreed) == [f"3.{letter}" for letter in "abcdefghij"]
    assert list(POLICY.purposes.duties) == ["4.2", "5", "11", "13", "14", "15"]


@pytest.mark.article("14.retention")
def test_a_client_dossier_is_kept_two_years_after_its_end() -> None:
    rule = POLICY.retention["client_file"]
    assert (rule.keep, rule.anchor) == (Term(2, "years"), "engagement_ended")


def test_every_reference_of_the_model_exists() -> None:
    toml = (MODEL / "policy.toml").read_text(encoding="utf-8")
    assert toml.count("article = ") > 80
    assert POLICY.reporting.full.article in ARTICLES
