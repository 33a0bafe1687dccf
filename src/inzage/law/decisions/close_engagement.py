"""May an engagement be closed so? Articles 3.c (its result) and 6.dossier (what a dossier must show)."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseEngagement(Facts):
    """How it ends: codes of the policy, the lines of the closing check-list that are missing, and why it goes on so."""

    service: str
    outcome: str
    reason: str
    gaps: frozenset[str]
    gaps_reason_given: bool


@rule("3.c")
def ends_with_an_outcome_of_the_service(facts: CloseEngagement, policy: Policy) -> Permit | Forbid:
    """The outcome is one that the policy gives the service, and a break-off has one of the policy's reasons."""
    service = policy.service(facts.service)
    outcomes = service.course.outcomes if service else tuple(policy.courses.outcomes)
    if facts.outcome not in outcomes:
        return Forbid(
            Words(nl="Deze uitkomst hoort niet bij deze dienst.", en="This outcome does not belong to this service."),
            Words(nl=f"Kies uit: {', '.join(outcomes)}.", en=f"Choose one of: {', '.join(outcomes)}."),
        )
    is_early = policy.courses.outcomes[facts.outcome].early
    if is_early and facts.reason not in policy.courses.reasons:
        return Forbid(
            Words(
                nl="Wie voortijdig stopt, doet dat met een reden; die ontbreekt.",
                en="An engagement that ends early has a reason; it is missing.",
            ),
            Words(nl="Kies de reden uit de lijst.", en="Choose the reason from the list."),
        )
    if not is_early and facts.reason:
        return Forbid(
            Words(
                nl="Deze uitkomst is geen voortijdig einde; dan is er geen reden van afbreken.",
                en="This outcome is no early end; then there is no reason of breaking off.",
            ),
            Words(nl="Laat de reden leeg.", en="Leave the reason empty."),
        )
    return Permit(Words(nl="De uitkomst hoort bij de dienst.", en="The outcome belongs to the service."))


@rule("6.dossier")
def gaps_are_accounted_for(facts: CloseEngagement, _policy: Policy) -> Forbid | None:
    """What an auditor must find in the dossier is there, or it is written down why not."""
    if not facts.gaps or facts.gaps_reason_given:
        return None
    return Forbid(
        Words(
            nl="In het dossier ontbreekt nog iets van de afsluitlijst.",
            en="Something of the closing check-list is still missing from the dossier.",
        ),
        Words(
            nl="Vul aan wat ontbreekt, of schrijf op waarom het traject zo eindigt.",
            en="Complete what is missing, or write down why the engagement ends like this.",
        ),
    )


CLOSE_ENGAGEMENT = Act(
    "close_engagement",
    CloseEngagement,
    (ends_with_an_outcome_of_the_service, gaps_are_accounted_for),
    (Ref("3.c"),),
)
