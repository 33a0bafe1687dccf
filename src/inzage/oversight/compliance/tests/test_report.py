"""The compliance report counts only what is true: a rule or screen, a passing test, and none that fails."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings

from inzage.law.articles import read_articles_doc
from inzage.oversight.compliance.proofs import Proof, read
from inzage.oversight.compliance.report import ARTICLES, print_report, standings
from inzage.oversight.compliance.rules import rules_of
from inzage.oversight.compliance.screens import screens_of

TESTS = """
import pytest

@pytest.mark.article("6.health")
def test_one(): pass

@pytest.mark.article("6.health")
@pytest.mark.article("6.sending")
def test_two(): assert False

@pytest.mark.article("3.c")
def test_three(): pytest.skip("not here")

@pytest.fixture
def broken(): raise RuntimeError

@pytest.mark.article("V.ethics")
def test_four(broken): pass

def test_unmarked(): pass
"""


def test_a_row_is_proved_by_a_rule_or_screen_and_a_passing_test() -> None:
    rows = [row for row in read_articles_doc(ARTICLES) if not row.missing]
    refs = [str(row.ref) for row in rows]
    everything = {ref: ["policy x"] for ref in refs}
    proofs = {refs[0]: Proof(passed=2), refs[1]: Proof(passed=3, failed=1), refs[2]: Proof(skipped=1)}
    found = standings(rows, rules=everything, screens={}, proofs=proofs)
    assert [each.verdict for each in found[:4]] == ["proved", "FAILED", "not yet", "not yet"]
    assert not standings(rows[:1], rules={}, screens={}, proofs=proofs)[0].proved
    assert standings(rows[:1], rules={}, screens={refs[0]: ["log:list"]}, proofs=proofs)[0].proved
    out = StringIO()
    print_report(found, out)
    assert out.getvalue().splitlines()[-1] == f"1/{len(rows)} rows proved"
    assert "3 passed, 1 failed" in out.getvalue()


def test_a_row_of_which_something_is_missing_is_not_proved() -> None:
    row = next(row for row in read_articles_doc(ARTICLES) if row.missing)
    standing = standings([row], rules={row.ref: ["policy x"]}, screens={}, proofs={row.ref: Proof(passed=2)})[0]
    assert standing.verdict == f"not yet: {row.missing}"


def test_a_long_list_is_cut_short() -> None:
    rows = read_articles_doc(ARTICLES)[:1]
    out = StringIO()
    print_report(standings(rows, rules={rows[0].ref: [f"r{n}" for n in range(9)]}, screens={}, proofs={}), out)
    assert "r5 and 3 more" in out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("workers", [["-p", "no:xdist"], ["-n", "1"]], ids=["alone", "with a worker"])
def test_the_recorder_writes_what_really_happened(tmp_path: Path, workers: list[str]) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    article(ref): x\n")
    target = tmp_path / "out.json"
    subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "inzage.oversight.compliance.recorder",
            "-p", "no:cacheprovider", "--articles-to", str(target), "-m", "article", *workers, str(tmp_path),
        ],
        cwd=tmp_path,
        check=False,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert len(json.loads(target.read_text())) == 4
    assert read(target) == {
        "6.health": Proof(passed=1, failed=1),
        "6.sending": Proof(failed=1),
        "3.c": Proof(skipped=1),
        "V.ethics": Proof(failed=1),
    }


def test_rules_and_screens_are_found_where_they_stand() -> None:
    rules = rules_of(settings.POLICY)
    assert "release_report: health_has_consent" in rules["6.health"]
    assert "policy reporting.full" in rules["6.informing"]
    screens = screens_of([settings.ROOT_URLCONF])
    assert "releases:send" in screens["6.sending"]
    assert "log:list" in screens["6.need"]
