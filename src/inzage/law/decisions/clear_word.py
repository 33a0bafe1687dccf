"""May this sensitive word stand in a report to a sponsor? Articles 6.confidential and 6.health."""

from dataclasses import dataclass

from pydantic import AwareDatetime

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.policy.blocks import WordGroup
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearWord(Facts):
    """Which word, why it may stand, and who says so."""

    at: AwareDatetime
    group: WordGroup
    reason_given: bool
    by_author: bool
    one_person_bureau: bool
    considered_since: AwareDatetime | None


@rule("6.confidential", law=("AVG 5(2)",))
def with_a_reason(facts: ClearWord, _policy: Policy) -> Permit | Forbid:
    """A word stands for a reason that can be read later."""
    if facts.reason_given:
        return Permit(Words(nl="Het woord mag blijven staan.", en="The word may stand."))
    return Forbid(
        Words(nl="Er staat niet bij waarom het woord mag blijven staan.", en="It does not say why the word may stand."),
        Words(
            nl="Schrijf in een zin waarom, of schrijf het anders.", en="Write why in a sentence, or word it otherwise."
        ),
    )


@rule("6.health", "6.confidential", law=("AVG 9(1)",))
def medical_words_by_a_second_person(facts: ClearWord, policy: Policy) -> Forbid | None:
    """Somebody other than the author judges the groups that the policy names; alone: after the thinking time."""
    check = policy.reporting.word_check
    if facts.group not in check.second_person or not facts.by_author or _thought_over(facts, policy):
        return None
    return Forbid(
        Words(
            nl="Over dit woord oordeelt iemand anders dan de schrijver van het rapport.",
            en="Somebody other than the author of the report judges this word.",
        ),
        Words(
            nl=f"Vraag een collega, of wacht in een eenmanszaak {check.thinking_time.amount} "
            f"{'uur' if check.thinking_time.unit == 'hours' else check.thinking_time.unit} en kijk dan opnieuw.",
            en=f"Ask a colleague; in a bureau of one person wait {check.thinking_time.amount} "
            f"{check.thinking_time.unit.replace('_', ' ')} and look again.",
        ),
    )


def _thought_over(facts: ClearWord, policy: Policy) -> bool:
    since = facts.considered_since
    due = policy.reporting.word_check.thinking_time.due
    return facts.one_person_bureau and since is not None and due(since) <= facts.at


CLEAR_WORD = Act(
    "clear_word", ClearWord, (with_a_reason, medical_words_by_a_second_person), (Ref("6.confidential"), Ref("6.health"))
)
