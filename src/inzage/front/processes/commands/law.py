"""`inzage decide FILE`, `inzage regulation read FILE`, `inzage regulation needs`: ask the law, without any database."""

import argparse
import json
from pathlib import Path

from django.conf import settings

from inzage.front.processes.unusable import Unusable
from inzage.law import FactsError, RegulationError, RegulationText, decide_file, read_regulation_file
from inzage.law.needs import markdown


def run(options: argparse.Namespace) -> int:
    """Print a decision as JSON (0 allowed, 1 refused), a regulation, or who sees what (0). Raises Unusable."""
    if options.command == "decide":
        return _decide(options.file)
    if options.verb == "needs":
        print(markdown(settings.POLICY), end="")
        return 0
    return _read(options.file, as_json=options.json)


def _decide(file: Path) -> int:
    try:
        decision = decide_file(file, settings.POLICY)
    except FactsError as error:
        raise Unusable("\ninzage: ".join(error.faults)) from error
    print(json.dumps(decision.to_json(), ensure_ascii=False, indent=2))
    return 0 if decision.allowed else 1


def _read(file: Path, *, as_json: bool) -> int:
    try:
        regulation = read_regulation_file(file)
    except RegulationError as error:
        raise Unusable(str(error)) from error
    if as_json:
        print(json.dumps(regulation.to_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_summary(regulation)))
    return 0


def _summary(regulation: RegulationText) -> list[str]:
    lines = [regulation.title, ""]
    lines += [
        f"Article {article.number}. {article.title} ({len(article.parts)} parts)" for article in regulation.articles
    ]
    lines += ["", *(f"Version {one.label}, {one.date:%Y-%m-%d}, {one.author}" for one in regulation.versions)]
    counts = (len(regulation.articles), len(regulation.versions), len(regulation.unplaced))
    return [*lines, "", "{} articles, {} versions, {} lines without a place".format(*counts)]
