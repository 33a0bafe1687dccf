"""What a decision is: allowed or refused, on which articles, in words a person can read, with what is still owed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.calendar import AMSTERDAM, Term
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something the bureau still owes after an allowed act; `term` is how long it has, None when there is no clock."""

    kind: str
    article: Ref
    sentence: Words
    term: Term | None = None

    def due_on(self, at: datetime) -> date | None:
        """The last day of the clock when it starts at `at` (with a time zone), or None without a clock."""
        return self.term.due(at).astimezone(AMSTERDAM).date() if self.term else None

    def to_json(self) -> dict[str, object]:
        """Kind, article, sentence and term, ready for JSON."""
        return {
            "kind": self.kind,
            "article": str(self.article),
            "sentence": self.sentence.to_json(),
            "term": {"amount": self.term.amount, "unit": self.term.unit} if self.term else None,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule said: "permit", "forbid", or "error" when the rule itself failed (an error means no)."""

    rule: str
    effect: Literal["permit", "forbid", "error"]
    articles: tuple[Ref, ...]
    law: tuple[str, ...]
    sentence: Words
    remedy: Words | None = None
    obligations: tuple[Obligation, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The rule's name, effect, articles, law, sentence and remedy, ready for JSON."""
        return {
            "rule": self.rule,
            "effect": self.effect,
            "articles": [str(ref) for ref in self.articles],
            "law": list(self.law),
            "sentence": self.sentence.to_json(),
            "remedy": self.remedy.to_json() if self.remedy else None,
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to "may this be done"; `remedy` comes with refusals only, `reasons` holds each rule that spoke."""

    outcome: Literal["allow", "refuse"]
    act: str
    articles: tuple[Ref, ...]
    sentence: Words
    remedy: Words | None
    obligations: tuple[Obligation, ...]
    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """True when the act may be done."""
        return self.outcome == "allow"

    def enforce(self) -> "Decision":
        """Return the decision itself when allowed; raise Refused otherwise."""
        if not self.allowed:
            raise Refused(self)
        return self

    def to_json(self) -> dict[str, object]:
        """The whole decision as plain data for JSON; it holds codes and sentences, never a person's data."""
        return {
            "act": self.act,
            "outcome": self.outcome,
            "articles": [str(ref) for ref in self.articles],
            "sentence": self.sentence.to_json(),
            "remedy": self.remedy.to_json() if self.remedy else None,
            "obligations": [obligation.to_json() for obligation in self.obligations],
            "reasons": [reason.to_json() for reason in self.reasons],
        }


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """An act was refused; `decision` says by which article and what would make it allowed."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"{decision.act} refused: {', '.join(decision.articles) or 'no rule allows it'}")
        self.decision = decision
