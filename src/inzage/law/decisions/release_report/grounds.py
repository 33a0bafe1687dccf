"""On what ground does the report go, with or without consent? Article 6.exceptions."""

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.release_report.facts import ReleaseReport
from inzage.law.decisions.rules import Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@rule("6.exceptions", law=("AVG 6(1)", "AVG 13(1)(d)", "AVG 21(1)"))
def ground_is_named(facts: ReleaseReport, policy: Policy) -> Permit | Forbid | None:
    """Without consent: one of the four grounds with reasons, weighed when it is an interest, and the client is told."""
    if facts.ground == "consent":
        return _consent_stands(facts)
    if facts.ground is None or facts.ground not in policy.reporting.exceptions.grounds:
        return Forbid(
            Words(
                nl="Er is geen toestemming en geen grond genoemd waarop dit zonder toestemming mag.",
                en="There is no consent and no ground is named on which this may go without it.",
            ),
            Words(
                nl="Kies een grond: overeenkomst met de cliënt, wettelijke plicht, vitaal of gerechtvaardigd belang.",
                en="Choose a ground: contract with the client, legal duty, vital interest or legitimate interest.",
            ),
        )
    if not facts.ground_reasons.strip():
        return Forbid(
            Words(nl="De gekozen grond heeft geen toelichting.", en="The chosen ground has no reasons."),
            Words(nl="Schrijf in een zin waarom deze grond geldt.", en="Write in a sentence why this ground holds."),
        )
    if facts.ground == "legitimate_interest" and not facts.weighing.strip():
        return Forbid(
            Words(
                nl="Het gerechtvaardigd belang is niet afgewogen tegen het belang van de cliënt.",
                en="The legitimate interest has not been weighed against the client's interests.",
            ),
            Words(
                nl="Schrijf de afweging op, ook van wat de cliënt hiertegen inbracht.",
                en="Write down the weighing, including what the client said against it.",
            ),
        )
    return Permit(
        Words(
            nl="Toestemming vooraf is niet nodig: de grond is genoemd en toegelicht. De cliënt hoort het wel.",
            en="Prior consent is not needed: the ground is named with its reasons. The client is told all the same.",
        ),
        (
            Obligation(
                "inform_client_orally",
                Ref("6.exceptions"),
                Words(nl="Vertel de cliënt dat dit is verstuurd.", en="Tell the client that this was sent."),
                policy.reporting.exceptions.inform,
            ),
        ),
    )


def _consent_stands(facts: ReleaseReport) -> Forbid | None:
    refused = facts.agreement is not None and facts.agreement.response == "refused"
    if not refused and facts.client_response != "objected":
        return None
    return Forbid(
        Words(
            nl="De cliënt heeft bezwaar gemaakt; dan is er geen toestemming om op te steunen.",
            en="The client has objected; then there is no consent to rest on.",
        ),
        Words(
            nl="Bespreek het met de cliënt, of noem een andere grond met de afweging.",
            en="Talk it over with the client, or name another ground with its weighing.",
        ),
    )


RULES = (ground_is_named,)
