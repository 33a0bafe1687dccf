"""May it be recorded that the client was told of a report? Article 6.informing."""

from dataclasses import dataclass
from datetime import date

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class InformClient(Facts):
    """When the report went, when and how the client was told, and which day it is."""

    disclosed_on: date
    told_on: date
    today: date
    how: str


@rule("6.informing", law=("AVG 5(1)(a)",))
def told_after_it_went(facts: InformClient, _policy: Policy) -> Permit | Forbid:
    """Telling happens on a day that has come, not before the report went, and it is said how."""
    if facts.disclosed_on <= facts.told_on <= facts.today and facts.how.strip():
        return Permit(
            Words(nl="De cliënt weet wat er is verstuurd.", en="The client knows what was sent."),
        )
    return Forbid(
        Words(
            nl="De dag of de manier waarop de cliënt is geïnformeerd, klopt niet.",
            en="The day or the way in which the client was told is not right.",
        ),
        Words(
            nl="Kies een dag vanaf het verzenden tot en met vandaag, en schrijf op hoe het ging.",
            en="Choose a day from the sending up to today, and write down how it was done.",
        ),
    )


INFORM_CLIENT = Act("inform_client", InformClient, (told_after_it_went,), (Ref("6.informing"),))
