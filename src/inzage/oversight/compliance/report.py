"""The compliance report: every row of docs/articles.md with its rules, screens and tests, and how many rows are proved.

A row is proved when nothing of it is missing any more, a rule or a screen cites it, at least one test marked with it
passes, and none fails.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.conf import settings

from inzage.law.articles import ArticleRow, read_articles_doc
from inzage.oversight.compliance.proofs import ROOT, Proof, run
from inzage.oversight.compliance.rules import rules_of
from inzage.oversight.compliance.screens import screens_of

ARTICLES = ROOT / "docs" / "articles.md"
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """One row with everything that proves it."""

    row: ArticleRow
    rules: tuple[str, ...]
    screens: tuple[str, ...]
    proof: Proof

    @property
    def proved(self) -> bool:
        """Whether the row is built whole, a rule or screen cites it, a test of it passes, and none fails."""
        return not self.row.missing and bool(self.rules or self.screens) and self.proof.holds

    @property
    def verdict(self) -> str:
        """proved, FAILED, or not yet, with what is missing."""
        if self.proof.failed:
            return "FAILED"
        if self.proved:
            return "proved"
        return f"not yet: {self.row.missing}" if self.row.missing else "not yet"


def standings(
    rows: Iterable[ArticleRow],
    *,
    rules: Mapping[str, list[str]],
    screens: Mapping[str, list[str]],
    proofs: Mapping[str, Proof],
) -> list[Standing]:
    """Put together, for each row, what was found for it."""
    return [
        Standing(row, tuple(rules.get(row.ref, ())), tuple(screens.get(row.ref, ())), proofs.get(row.ref, Proof()))
        for row in rows
    ]


def print_report(found: Iterable[Standing], out: TextIO) -> None:
    """Write the report; its last line is "N/M rows proved"."""
    rows = list(found)
    for each in rows:
        tests = f"{each.proof.passed} passed"
        tests += f", {each.proof.failed} failed" if each.proof.failed else ""
        tests += f", {each.proof.skipped} skipped" if each.proof.skipped else ""
        out.write(f"{each.row.label}: {each.row.article}\n")
        out.write(f"    rules    {_some(each.rules)}\n    screens  {_some(each.screens)}\n")
        out.write(f"    tests    {tests}\n    {each.verdict}\n")
    out.write(f"{sum(each.proved for each in rows)}/{len(rows)} rows proved\n")


def report(out: TextIO, *, urlconfs: Iterable[str], articles: Path = ARTICLES) -> int:
    """Run the marked tests and write the report. Returns 0, or 1 when a marked test failed.

    `urlconfs` are the dotted names of the addresses to look through, `articles` the document with the rows.
    """
    found = standings(
        read_articles_doc(articles),
        rules=rules_of(settings.POLICY),
        screens=screens_of(urlconfs),
        proofs=run(),
    )
    print_report(found, out)
    return int(any(each.proof.failed for each in found))


def _some(names: tuple[str, ...]) -> str:
    """The first few names, and how many more there are."""
    if not names:
        return "none"
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
