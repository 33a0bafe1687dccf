"""A plugin of pytest that writes down, per marked test, which articles it proves and how it ended.

Used as `pytest -p inzage.oversight.compliance.recorder --articles-to FILE -m article`.
"""

import json
from pathlib import Path

import pytest

MARK = "article"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the file to write to."""
    parser.addoption(
        "--articles-to", type=Path, default=None, help="write the outcome of each marked test to this file"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Listen in the process that hears of every test, whether it runs them itself or not."""
    target = config.getoption("--articles-to")
    if target is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(target), "articles-recorder")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test its articles along, so that they travel with its outcome."""
    for item in items:
        for mark in item.iter_markers(MARK):
            item.user_properties.extend((MARK, str(ref)) for ref in mark.args)


class Recorder:
    """Collects outcomes and writes them when the run is over."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.outcomes: dict[str, dict[str, object]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of a test's phases: a test whose setup failed proves nothing."""
        refs = [value for name, value in report.user_properties if name == MARK]
        known = self.outcomes.get(report.nodeid, {"articles": refs, "outcome": "passed"})
        if report.failed or (report.skipped and known["outcome"] != "failed"):
            known["outcome"] = report.outcome
        self.outcomes[report.nodeid] = known

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        self.target.write_text(json.dumps(self.outcomes), encoding="utf-8")
