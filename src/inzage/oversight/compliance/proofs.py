"""The tests that prove an article: run them, and count per article how they ended."""

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


@dataclass(frozen=True, slots=True)
class Proof:
    """How the tests of one article ended. A skipped test proves nothing and refutes nothing."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def holds(self) -> bool:
        """Whether at least one test passed and none failed."""
        return self.passed > 0 and self.failed == 0


def run(options: Sequence[str] = ("-n", "2", "--dist", "loadfile")) -> Mapping[str, Proof]:
    """Run every marked test in a process of its own and give the proofs by article.

    `options` go to pytest. Raises FileNotFoundError when the run broke off before its end.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "articles.json"
        subprocess.run(  # noqa: S603 - our own interpreter with arguments of our own
            [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "inzage.oversight.compliance.recorder",
                "--articles-to",
                str(target),
                "-m",
                "article",
                "-q",
                *options,
            ],
            cwd=ROOT,
            check=False,
            stdout=sys.stderr,
        )
        return read(target)


def read(path: Path) -> Mapping[str, Proof]:
    """Read what the recorder wrote, as proofs by article."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in json.loads(path.read_text(encoding="utf-8")).values():
        for ref in outcome["articles"]:
            counts[ref][outcome["outcome"]] += 1
    return {ref: Proof(count["passed"], count["failed"], count["skipped"]) for ref, count in counts.items()}
