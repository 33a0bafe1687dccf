"""May this service start for a client under this agreement? Articles 3.2, 3.c and 5.signing."""

from dataclasses import dataclass
from datetime import date

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEngagement(Facts):
    """The service asked for and the agreement it is called off from, on the day of starting."""

    on: date
    service: str
    agreement_services: frozenset[str]
    agreement_purposes: frozenset[str]
    agreement_starts_on: date
    agreement_ends_on: date | None
    agreement_signed_on: date | None
    has_confidentiality: bool


@rule("5.signing")
def under_a_signed_agreement(facts: StartEngagement, _policy: Policy) -> Forbid | None:
    """Nothing starts before the agreement with its confidentiality terms is signed."""
    if facts.has_confidentiality and facts.agreement_signed_on is not None and facts.agreement_signed_on <= facts.on:
        return None
    return Forbid(
        Words(
            nl="De overeenkomst met geheimhouding is op die dag nog niet getekend.",
            en="The agreement with its confidentiality terms is not signed on that day yet.",
        ),
        Words(
            nl="Leg eerst de getekende overeenkomst vast, of kies een latere begindatum.",
            en="First record the signed agreement, or choose a later starting day.",
        ),
    )


@rule("5.signing")
def while_the_agreement_runs(facts: StartEngagement, _policy: Policy) -> Forbid | None:
    """A new engagement starts between the agreement's first and last day; running ones may finish after it."""
    ended = facts.agreement_ends_on is not None and facts.agreement_ends_on < facts.on
    if facts.agreement_starts_on <= facts.on and not ended:
        return None
    return Forbid(
        Words(
            nl="De overeenkomst loopt niet op die dag.",
            en="The agreement does not run on that day.",
        ),
        Words(
            nl="Kies een dag binnen de looptijd of leg een nieuwe overeenkomst vast. Wat al loopt, mag af.",
            en="Choose a day on which it runs, or record a new agreement. Running engagements may finish.",
        ),
    )


@rule("3.2", "3.c", law=("AVG 5(1)(b)",))
def in_line_with_the_agreement(facts: StartEngagement, policy: Policy) -> Permit | Forbid:
    """The service and the purpose of serving (3.c) are what the agreement is about."""
    if facts.service not in facts.agreement_services or policy.service(facts.service) is None:
        return Forbid(
            Words(nl="De overeenkomst gaat niet over deze dienst.", en="The agreement does not cover this service."),
            Words(
                nl="Kies een dienst uit de overeenkomst, of leg een overeenkomst vast die deze dienst noemt.",
                en="Choose a service of the agreement, or record an agreement that names this service.",
            ),
        )
    if "3.c" not in facts.agreement_purposes:
        return Forbid(
            Words(
                nl="De overeenkomst zet doel 3.c (diensten verlenen) niet aan.",
                en="The agreement does not switch on purpose 3.c (providing services).",
            ),
            Words(
                nl="Leg met de opdrachtgever een overeenkomst vast die dit doel noemt.",
                en="Record an agreement with the sponsor that names this purpose.",
            ),
        )
    return Permit(
        Words(
            nl="De dienst past bij de overeenkomst en bij doel 3.c.",
            en="The service is in line with the agreement and with purpose 3.c.",
        )
    )


START_ENGAGEMENT = Act(
    "start_engagement",
    StartEngagement,
    (under_a_signed_agreement, while_the_agreement_runs, in_line_with_the_agreement),
    (Ref("3.2"),),
)
