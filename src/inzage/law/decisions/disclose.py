"""May data go to a third party, outside a report? Article 4 and its four grounds."""

from dataclasses import dataclass
from typing import Literal

from pydantic import AwareDatetime

from inzage.law.articles import ARTICLES, Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.policy.outward import DisclosureRule
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclose(Facts):
    """Recipient, data, ground and purpose, who decided, and what the ground asks for in writing."""

    at: AwareDatetime
    recipient: str
    purpose: str
    categories: frozenset[str]
    ground: Literal["regulation", "law", "rights", "verification"] | None
    provision: str
    weighing: str
    no_less_intrusive_way: str
    decided_by: str
    second_person: str | None
    one_person_bureau: bool
    considered_since: AwareDatetime | None
    health: bool
    from_third_party: bool
    article_14_notice_at: AwareDatetime | None


@rule("4", law=("AVG 5(2)", "AVG 6(1)"))
def one_of_four_grounds(facts: Disclose, policy: Policy) -> Permit | Forbid:
    """No data to third parties except on one of four grounds, with what that ground asks for."""
    ground = next((rule for code, rule in policy.disclosure.grounds.items() if code == facts.ground), None)
    if ground is None or not facts.recipient.strip() or not facts.categories:
        return Forbid(
            Words(
                nl="Niets gaat naar derden zonder ontvanger, gegevens en een van de vier gronden van artikel 4.",
                en="Nothing goes to third parties without recipient, data and one of the four grounds of article 4.",
            ),
            Words(
                nl="Noem de ontvanger, de gegevens en de grond.",
                en="Name the recipient, the data and the ground.",
            ),
        )
    lacking = _lacking(facts, ground, policy)
    if lacking is None:
        return Permit(
            Words(nl=f"Grond: {ground.label.nl.lower()}.", en=f"Ground: {ground.label.en.lower()}."),
        )
    return Forbid(
        Words(
            nl=f"Bij de grond '{ground.label.nl.lower()}' ontbreekt: {lacking.nl}.",
            en=f"The ground '{ground.label.en.lower()}' lacks: {lacking.en}.",
        ),
        Words(nl="Leg dit vast en probeer het opnieuw.", en="Record this and try again."),
    )


def _lacking(facts: Disclose, ground: DisclosureRule, policy: Policy) -> Words | None:
    if ground.needs_provision and not _names_provision(facts):
        return Words(
            "de bepaling (een enkel verzoek is geen grond)",
            "the provision (a mere request is no ground)",
        )
    if ground.needs_weighing and not facts.weighing.strip():
        return Words("de geschreven afweging", "the written weighing")
    if ground.needs_no_less_intrusive_way and not facts.no_less_intrusive_way.strip():
        return Words("waarom een lichter middel ontbreekt", "why there is no less intrusive way")
    if ground.needs_second_person and not _looked_at_twice(facts, policy):
        return Words("een tweede persoon, of bedenktijd in een eenmanszaak", "a second person, or thinking time alone")
    return None


def _names_provision(facts: Disclose) -> bool:
    provision = facts.provision.strip()
    return provision in ARTICLES if facts.ground == "regulation" else bool(provision)


def _looked_at_twice(facts: Disclose, policy: Policy) -> bool:
    if facts.second_person and facts.second_person != facts.decided_by:
        return True
    since = facts.considered_since
    return facts.one_person_bureau and since is not None and policy.disclosure.thinking_time.due(since) <= facts.at


@rule("3.purposes", law=("AVG 5(1)(b)",))
def purpose_is_named(facts: Disclose, policy: Policy) -> Forbid | None:
    """Each disclosure names one of the purposes or duties of the regulation."""
    if policy.purpose(facts.purpose) is not None:
        return None
    return Forbid(
        Words(nl="Het doel is geen doel van het reglement.", en="The purpose is not one of the regulation."),
        Words(
            nl="Kies een doel van artikel 3 of een plicht van het reglement.",
            en="Choose a purpose of article 3 or a duty of the regulation.",
        ),
    )


@rule("6.health", law=("AVG 9",))
def health_only_by_law(facts: Disclose, _policy: Policy) -> Forbid | None:
    """Health data go only with written consent, by a report; outside one only where the law obliges."""
    if not facts.health or facts.ground == "law":
        return None
    return Forbid(
        Words(
            nl="Gezondheidsgegevens gaan alleen met schriftelijke toestemming of als de wet ertoe verplicht.",
            en="Health data go only with written consent or where the law obliges.",
        ),
        Words(
            nl="Laat ze weg, of verstuur ze als rapport met toestemming van de cliënt.",
            en="Leave them out, or send them as a report with the client's consent.",
        ),
    )


@rule("2.registration", law=("AVG 14(3)(c)",))
def source_was_told(facts: Disclose, _policy: Policy) -> Forbid | None:
    """Oracle 19: the notice of the source comes at the latest at the first disclosure."""
    told = facts.article_14_notice_at
    if not facts.from_third_party or (told is not None and told <= facts.at):
        return None
    return Forbid(
        Words(
            nl="De cliënt heeft nog geen bericht gehad dat de gegevens van een ander komen (AVG 14).",
            en="The client has not yet been told that the data came from another (AVG 14).",
        ),
        Words(nl="Verstuur eerst die mededeling.", en="Send that notice first."),
    )


DISCLOSE = Act(
    "disclose", Disclose, (one_of_four_grounds, purpose_is_named, health_only_by_law, source_was_told), (Ref("4"),)
)
