"""May the text of this report be locked, to be shown and sent as it is? Articles 6.confidential and 6.health."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.release_report.sensitive import MEDICAL, words_stand
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.policy.blocks import WordGroup
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LockReport(Facts):
    """For whom the report is, how much is still open in it, and the groups of words that nobody let stand."""

    addressee: Literal["sponsor", "client"]
    gaps: int
    open_words: frozenset[WordGroup]


@rule("6.dossier", law=("AVG 5(1)(d)",))
def nothing_is_left_open(facts: LockReport, _policy: Policy) -> Permit | Forbid:
    """A text with a field that was not filled in is not finished: what goes must be complete and right."""
    if facts.gaps == 0:
        return Permit(Words(nl="De tekst is af.", en="The text is finished."))
    return Forbid(
        Words(
            nl=f"Er staan nog {facts.gaps} velden open in de tekst.",
            en=f"{facts.gaps} fields of the text are open yet.",
        ),
        Words(
            nl="Vul elk veld tussen dubbele accolades in, of haal het weg.",
            en="Fill in each field between double braces, or take it out.",
        ),
    )


@rule("6.confidential", law=("AVG 5(1)(c)", "AVG 5(1)(d)"))
def private_words_are_judged(facts: LockReport, policy: Policy) -> Forbid | None:
    """Private circumstances and judgements of the person do not go to a sponsor unless a reason says why."""
    groups = facts.open_words - MEDICAL
    return words_stand(groups, policy) if groups and facts.addressee == "sponsor" else None


@rule("6.health", law=("AVG 9(1)",))
def medical_words_are_judged(facts: LockReport, policy: Policy) -> Forbid | None:
    """Illness and treatment do not go to a sponsor; a word that only looks like it is judged by a second person."""
    groups = facts.open_words & MEDICAL
    return words_stand(groups, policy) if groups and facts.addressee == "sponsor" else None


LOCK_REPORT = Act(
    "lock_report",
    LockReport,
    (nothing_is_left_open, private_words_are_judged, medical_words_are_judged),
    (Ref("6.confidential"), Ref("6.health")),
)
