"""Fields in a text of a report: filled from what is known, and a gap that is seen when it is not."""

from pathlib import Path

import pytest

from inzage.law.merging import FIELDS, fields_in, fill, gaps_in, unknown_in
from inzage.law.policy import MODEL, PolicyError, load_policy

DOCUMENT = (Path(__file__).resolve().parents[4] / "docs" / "report-fields.md").read_text(encoding="utf-8")


def test_a_known_field_is_filled_and_an_empty_or_unknown_one_stays_as_a_gap() -> None:
    text = "{{ client_name }} werkt bij {{employer}}, {{hobby}}."
    filled = fill(text, {"client_name": "Mila Vermeer", "employer": ""})
    assert filled == "Mila Vermeer werkt bij {{employer}}, {{hobby}}."
    assert gaps_in(filled) == ("{{employer}}", "{{hobby}}")
    assert unknown_in(text) == ("hobby",)
    assert fields_in("Geen velden.") == ()


@pytest.mark.parametrize("text", ["{{", "}} half", "{{ a {{client_name}}", "{{" + "x" * 90 + "}}"])
def test_braces_that_were_left_behind_are_a_gap_too(text: str) -> None:
    assert gaps_in(fill(text, {"client_name": "Mila"}))


def test_what_is_filled_in_is_not_read_again() -> None:
    assert fill("{{employer}}", {"employer": "{{client_name}}", "client_name": "Mila"}) == "{{client_name}}"


def test_every_field_is_documented_and_no_other() -> None:
    rows = [line.split("|") for line in DOCUMENT.splitlines() if line.startswith("| `{{")]
    assert [(row[1].strip(), row[2].strip()) for row in rows] == [
        (f"`{{{{{code}}}}}`", label.en) for code, label in FIELDS.items()
    ]


def test_a_policy_that_asks_for_an_unknown_field_or_category_is_refused(tmp_path: Path) -> None:
    text = (MODEL / "policy.toml").read_text(encoding="utf-8")
    (tmp_path / "text.md").write_text((MODEL / "text.md").read_text(encoding="utf-8"), encoding="utf-8")
    for old, new, fault in (
        ("{{sponsor_contact}}", "{{hobby}}", "no such field: hobby"),
        ('exempt = ["work_history"', 'exempt = ["hobby"', "kinds and word_check name hobby"),
        ("[reporting.kinds.uwv]", "[reporting.kinds.other]", "reporting.kinds"),
    ):
        (tmp_path / "policy.toml").write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(PolicyError, match=fault):
            load_policy(tmp_path)
