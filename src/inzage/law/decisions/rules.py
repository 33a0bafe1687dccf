"""How rules become one decision: forbid overrides permit, no rule means no, an error in a rule means no."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from pydantic import ConfigDict

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Decision, Obligation, Reason
from inzage.law.policy import Policy
from inzage.law.wording import Words

logger = logging.getLogger(__name__)


class Facts:
    """Base of the facts of an act; each act has its own frozen dataclass."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True, slots=True)
class Permit:
    """A rule's yes, with what the bureau owes for it."""

    sentence: Words
    obligations: tuple[Obligation, ...] = ()


@dataclass(frozen=True, slots=True)
class Forbid:
    """A rule's no, with what would make the act allowed."""

    sentence: Words
    remedy: Words


@dataclass(frozen=True, slots=True)
class Rule(Generic[F]):
    """One rule: its name, what it cites, and the function that speaks (or stays silent with None)."""

    name: str
    articles: tuple[Ref, ...]
    law: tuple[str, ...]
    speak: Callable[[F, Policy], Permit | Forbid | None]

    def ask(self, facts: F, policy: Policy) -> Reason | None:
        """Let the rule speak on `facts`. A fault inside it becomes a reason to refuse; it is logged without data."""
        try:
            says = self.speak(facts, policy)
        except Exception as error:  # noqa: BLE001 - any fault in a rule must become a no
            logger.error("rule %s failed: %s", self.name, type(error).__name__)  # noqa: TRY400 - a traceback may hold data
            return Reason(self.name, "error", self.articles, self.law, *_fault(self.name, error))
        if says is None:
            return None
        if isinstance(says, Permit):
            return Reason(self.name, "permit", self.articles, self.law, says.sentence, obligations=says.obligations)
        return Reason(self.name, "forbid", self.articles, self.law, says.sentence, says.remedy)


def rule(*refs: str, law: tuple[str, ...] = ()) -> Callable[[Callable[[F, Policy], Permit | Forbid | None]], Rule[F]]:
    """Make a function into a Rule that cites `refs` (ValueError when one does not exist) and `law`."""
    articles = tuple(Ref(value) for value in refs)

    def make(speak: Callable[[F, Policy], Permit | Forbid | None]) -> Rule[F]:
        return Rule(speak.__name__, articles, law, speak)

    return make


@dataclass(frozen=True, slots=True)
class Act(Generic[F]):
    """An act that needs a decision: its name, the class of its facts, its rules, and the articles it falls under."""

    name: str
    facts: type[F]
    rules: tuple[Rule[F], ...]
    home: tuple[Ref, ...]

    def decide(self, facts: object, policy: Policy) -> Decision:
        """Decide on `facts`; never raises. Facts of another class are a fault, and a fault means no."""
        if not isinstance(facts, self.facts):
            error = TypeError(type(facts).__name__)
            return refuse(self.name, (Reason("facts", "error", self.home, (), *_fault("facts", error)),))
        spoken = (each.ask(facts, policy) for each in self.rules)
        reasons = tuple(reason for reason in spoken if reason is not None)
        if any(reason.effect != "permit" for reason in reasons):
            return refuse(self.name, reasons)
        if not reasons:
            return no_rule(self.name, self.home)
        return _allow(self.name, reasons)


def refuse(act: str, reasons: tuple[Reason, ...]) -> Decision:
    """Make a refusal out of `reasons`; the first that is not a permit gives the sentence and the remedy."""
    against = tuple(reason for reason in reasons if reason.effect != "permit")
    first = against[0]
    return Decision("refuse", act, _articles(against), first.sentence, first.remedy, (), reasons)


def no_rule(act: str, home: tuple[Ref, ...] = ()) -> Decision:
    """Make the refusal of an act that no rule speaks for."""
    sentence = Words(
        nl="Geen regel van het reglement staat dit toe.",
        en="No rule of the regulation allows this.",
    )
    remedy = Words(
        nl="Vraag de privacyfunctionaris welke bepaling dit kan dragen.",
        en="Ask the privacy officer which provision could carry this.",
    )
    return Decision("refuse", act, home, sentence, remedy, (), ())


def _allow(act: str, reasons: tuple[Reason, ...]) -> Decision:
    owed: dict[str, Obligation] = {}
    for reason in reasons:
        for obligation in reason.obligations:
            owed.setdefault(obligation.kind, obligation)
    return Decision("allow", act, _articles(reasons), reasons[0].sentence, None, tuple(owed.values()), reasons)


def _articles(reasons: tuple[Reason, ...]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(ref for reason in reasons for ref in reason.articles))


def _fault(name: str, error: Exception) -> tuple[Words, Words]:
    kind = type(error).__name__
    sentence = Words(
        nl=f"De regel {name} kon niet worden toegepast ({kind}); dan is het antwoord nee.",
        en=f"The rule {name} could not be applied ({kind}); then the answer is no.",
    )
    remedy = Words(
        nl="Meld dit aan de beheerder; er is niets gedaan.",
        en="Report this to the administrator; nothing was done.",
    )
    return sentence, remedy
