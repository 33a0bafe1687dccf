"""Was an assessment offered to the client first? Article 6.informing and the code of the psychologists."""

from inzage.law.decisions.release_report.facts import ReleaseReport
from inzage.law.decisions.release_report.informing import shown
from inzage.law.decisions.rules import Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@rule("6.informing", law=("AVG 5(1)(a)", "NIP-beroepscode 94"))
def assessment_is_offered_first(facts: ReleaseReport, policy: Policy) -> Permit | Forbid | None:
    """Oracle 5: the client sees an assessment first and may block it; the sponsor then hears no more than that."""
    if policy.reporting.informing(facts.report_kind) != "assessment":
        return None
    if facts.client_response == "blocked":
        return Forbid(
            Words(
                nl="De cliënt heeft dit assessmentrapport tegengehouden.",
                en="The client has blocked this assessment report.",
            ),
            Words(
                nl="Meld de opdrachtgever alleen dat het niet wordt uitgebracht, zonder reden. "
                "Versturen kan pas als de cliënt het vrijgeeft.",
                en="Tell the sponsor only that it is not issued, without a reason. "
                "It may go once the client releases it.",
            ),
        )
    if shown(facts) and facts.client_response in {"agreed", "remarks"}:
        return Permit(
            Words(
                nl="De cliënt heeft het assessmentrapport gezien en vrijgegeven.",
                en="The client saw the assessment report and released it.",
            )
        )
    return Forbid(
        Words(
            nl="De cliënt heeft dit assessmentrapport nog niet gezien en vrijgegeven.",
            en="The client has not yet seen and released this assessment report.",
        ),
        Words(
            nl="Bied het rapport aan de cliënt aan en leg het antwoord vast: akkoord, opmerkingen of tegengehouden.",
            en="Offer the report to the client and record the answer: agreed, remarks or blocked.",
        ),
    )


RULES = (assessment_is_offered_first,)
