"""May this be agreed with a sponsor to be reported? Article 6.agreement: to whom, which data, how, why, when."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeReporting(Facts):
    """What is proposed: recipients (ids), categories, kinds of report, and whether a purpose was written down."""

    recipients: frozenset[str]
    outside_the_sponsor: int
    inactive_recipients: int
    service: str
    categories: frozenset[str]
    kinds: frozenset[str]
    purpose_given: bool


@rule("6.agreement")
def named_recipients(facts: AgreeReporting, _policy: Policy) -> Forbid | None:
    """Reports go to named contacts of the sponsor who are still in place."""
    if facts.recipients and not facts.outside_the_sponsor and not facts.inactive_recipients:
        return None
    return Forbid(
        Words(
            nl="Een rapportage gaat naar een contactpersoon van deze opdrachtgever die daar nog werkt.",
            en="A report goes to a contact of this sponsor who is still in place.",
        ),
        Words(
            nl="Kies ten minste één actieve contactpersoon van deze opdrachtgever.",
            en="Choose at least one active contact of this sponsor.",
        ),
    )


@rule("6.agreement", "2.registration", law=("AVG 5(1)(c)",))
def data_that_the_service_needs(facts: AgreeReporting, policy: Policy) -> Forbid | None:
    """The data are of kinds that may go to a sponsor; health data only in a service that allows it."""
    service = policy.service(facts.service)
    unknown = facts.categories - (set(policy.reporting.categories) - set(policy.health.never_to_sponsor))
    health = facts.categories & policy.health_categories()
    if facts.categories and not unknown and not (health and (service is None or not service.allows_health)):
        return None
    return Forbid(
        Words(
            nl="Over deze gegevens kan voor deze dienst niet worden gerapporteerd.",
            en="These data cannot be reported for this service.",
        ),
        Words(
            nl="Kies gegevens die naar een opdrachtgever mogen. Gezondheid alleen bij een dienst die dat nodig heeft.",
            en="Choose data that may go to a sponsor. Health data need a service that allows them.",
        ),
    )


@rule("6.agreement")
def kinds_of_the_service(facts: AgreeReporting, policy: Policy) -> Forbid | None:
    """The kinds of report are those that the service has."""
    service = policy.service(facts.service)
    if service is not None and facts.kinds and not facts.kinds - set(service.reports):
        return None
    return Forbid(
        Words(nl="Deze soort rapportage hoort niet bij de dienst.", en="The service has no report of this kind."),
        Words(nl="Kies een soort rapportage van de dienst.", en="Choose a kind of report of the service."),
    )


@rule("6.agreement", law=("AVG 5(1)(b)",))
def for_a_stated_purpose(facts: AgreeReporting, _policy: Policy) -> Permit | Forbid:
    """It is written down why is reported."""
    if facts.purpose_given:
        return Permit(
            Words(
                nl="Er staat wie wat krijgt, hoe, waarom en wanneer.",
                en="It says who gets what, how, why and when.",
            )
        )
    return Forbid(
        Words(nl="Er staat niet bij waarom er wordt gerapporteerd.", en="It does not say why is reported."),
        Words(nl="Schrijf in één zin op waarvoor het is.", en="Write in one sentence what it is for."),
    )


AGREE_REPORTING = Act(
    "agree_reporting",
    AgreeReporting,
    (named_recipients, data_that_the_service_needs, kinds_of_the_service, for_a_stated_purpose),
    (Ref("6.agreement"),),
)
