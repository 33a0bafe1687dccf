"""May it be recorded that the client was told of a disclosure? Articles 6.informing and 6.exceptions."""

from dataclasses import dataclass
from datetime import date

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class InformClient(Facts):
    """The day of the disclosure, the day on which the client was told, and today."""

    disclosed_on: date
    told_on: date
    today: date


@rule("6.informing", "6.exceptions", law=("AVG 5(1)(a)", "AVG 13(1)(e)"))
def was_told_of_it(facts: InformClient, _policy: Policy) -> Permit | Forbid:
    """One is told of what has happened, on a day that has come."""
    if facts.told_on > facts.today:
        return Forbid(
            Words(nl="Deze dag moet nog komen.", en="This day is still to come."),
            Words(nl="Leg het vast als u de cliënt heeft gesproken.", en="Record it when you have told the client."),
        )
    if facts.told_on < facts.disclosed_on:
        return Forbid(
            Words(
                nl="Deze dag ligt voor de verstrekking; toen kon de cliënt nog niet horen wat er is verstuurd.",
                en="This day lies before the disclosure; the client could not hear then what was sent.",
            ),
            Words(
                nl="Vertel de cliënt wat er is verstuurd en geef de dag waarop u dat deed.",
                en="Tell the client what was sent, and give the day on which you did.",
            ),
        )
    return Permit(Words(nl="De cliënt is op de hoogte gebracht.", en="The client was told."))


INFORM_CLIENT = Act("inform_client", InformClient, (was_told_of_it,), (Ref("6.informing"),))
