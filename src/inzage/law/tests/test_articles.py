"""The list of references is closed, and docs/articles.md holds the same one."""

from pathlib import Path

import pytest

from inzage.law.articles import ARTICLES, Ref, read_articles_doc

ROOT = Path(__file__).resolve().parents[4]
SHARED = ROOT.parent / "shared" / "articles.md"


def test_an_unknown_reference_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'6\.helth' is not an article reference; allowed: 1\.scope, .*6\.health"):
        Ref("6.helth")


def test_a_reference_leads_to_its_row() -> None:
    assert Ref("6.health") == "6.health"
    assert Ref("6.health").article.number == "6"
    assert Ref("V.ethics").article.number == "V"
    assert Ref("4").article.title("nl") == "Verstrekken aan derden"
    assert Ref("4").article.title("en-gb") == "Disclosure to third parties"


def test_the_document_and_the_code_hold_the_same_references() -> None:
    rows = read_articles_doc(ROOT / "docs" / "articles.md")
    assert [row.ref for row in rows] == list(ARTICLES)
    assert all(row.article and row.software for row in rows)


@pytest.mark.skipif(not SHARED.exists(), reason="the list that the regulation was read into is not on this machine")
def test_no_row_was_forgotten() -> None:
    assert [row.ref for row in read_articles_doc(SHARED)] == list(ARTICLES)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("| 6.helth | a | b |", "line 3: '6.helth' is not an article reference"),
        ("| 6.health | a |", "line 3: a row has 2 columns; allowed: 3 or 4"),
        ("| | a | b |", "line 3: "),
    ],
)
def test_a_wrong_row_is_named_by_its_line(tmp_path: Path, row: str, problem: str) -> None:
    document = tmp_path / "articles.md"
    document.write_text(f"| ref | the article in one line | the software |\n|---|---|---|\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=problem):
        read_articles_doc(document)
