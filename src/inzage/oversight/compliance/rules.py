"""Which rules cite an article: the keys of the policy, and the rules of law's decisions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from inzage.law.decisions.acts import ACTS
from inzage.law.policy import Policy
from inzage.law.policy.blocks import Cited


def rules_of(policy: Policy) -> Mapping[str, list[str]]:
    """For each article the rules that cite it: "policy reporting.full", "release_report: full_report_is_shown"."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, article in _cited(policy, ""):
        found[article].append(f"policy {key}")
    for name, act in ACTS.items():
        for rule in act.rules:
            for ref in rule.articles:
                found[ref].append(f"{name}: {rule.name}")
    return found


def _cited(block: object, key: str) -> Iterator[tuple[str, str]]:
    """Every cited table under a block, with its key."""
    if isinstance(block, Cited):
        yield key, str(block.article)
    if isinstance(block, BaseModel):
        for name in type(block).model_fields:
            yield from _cited(getattr(block, name), f"{key}.{name}".strip("."))
    elif isinstance(block, Mapping):
        for name, inner in block.items():
            yield from _cited(inner, f"{key}.{name}")
