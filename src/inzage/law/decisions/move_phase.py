"""May an engagement go to this phase? Articles 2.registration (what is required is there after the intake) and 3.c."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePhase(Facts):
    """The service, the phase asked for, and whether something that the policy requires of the client is missing."""

    service: str
    phase: str
    data_missing: bool


@rule("3.c")
def stage_of_the_service(facts: MovePhase, policy: Policy) -> Forbid | None:
    """The phase is one of the stages that the policy gives the service."""
    service = policy.service(facts.service)
    stages = service.course.stages if service else ()
    if facts.phase in stages:
        return None
    return Forbid(
        Words(nl="Deze fase hoort niet bij deze dienst.", en="This phase does not belong to this service."),
        Words(
            nl=f"Kies een fase van de dienst: {', '.join(stages) or 'de dienst staat niet meer in het reglement'}.",
            en=f"Choose a phase of the service: {', '.join(stages) or 'the regulation has no such service any more'}.",
        ),
    )


@rule("2.registration")
def nothing_missing_after_intake(facts: MovePhase, policy: Policy) -> Permit | Forbid:
    """An engagement does not leave its first stage, the intake, while required data are missing."""
    service = policy.service(facts.service)
    is_first = service is not None and facts.phase == service.course.stages[0]
    if facts.data_missing and not is_first:
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


MOVE_PHASE = Act(
    "move_phase", MovePhase, (stage_of_the_service, nothing_missing_after_intake), (Ref("2.registration"),)
)
