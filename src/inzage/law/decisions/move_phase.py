"""May an engagement go to this phase? Article 2.registration: what is required must be there after the intake."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePhase(Facts):
    """The phase asked for, and whether something that the policy requires of the client is still missing."""

    phase: str
    data_missing: bool


@rule("2.registration")
def nothing_missing_after_intake(facts: MovePhase, _policy: Policy) -> Permit | Forbid:
    """An engagement does not leave its intake while required data are missing."""
    if facts.data_missing and facts.phase != "intake":
        return Forbid(
            Words(
                nl="Er ontbreken nog gegevens die voor deze dienst nodig zijn.",
                en="Data that this service needs are still missing.",
            ),
            Words(
                nl="Vul de gegevens van de cliënt aan. Daarna kan het traject verder dan de intake.",
                en="Complete the client's data. Then the engagement can go on after the intake.",
            ),
        )
    return Permit(Words(nl="Alles wat nodig is, is er.", en="All that is needed is there."))


MOVE_PHASE = Act("move_phase", MovePhase, (nothing_missing_after_intake,), (Ref("2.registration"),))
