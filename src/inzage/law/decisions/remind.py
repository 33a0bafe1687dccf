"""May a reminder of a meeting go to the client by mail? Articles 3.g and 3.3; AVG 21."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Facts):
    """Whether the client objected or wants no reminders, and whether the meeting is still to come at this time."""

    objected: bool
    refused: bool
    still_to_come: bool


@rule("3.3", law=("AVG 21(1)",))
def nobody_objected(facts: Remind, _policy: Policy) -> Forbid | None:
    """An objection to being informed, or to the work itself, stops what informs."""
    if not facts.objected:
        return None
    return Forbid(
        Words(nl="De cliënt heeft bezwaar gemaakt.", en="The client objected."),
        Words(nl="Alleen de cliënt kan het bezwaar intrekken.", en="Only the client can take the objection back."),
    )


@rule("3.g", law=("AVG 6(1)(f)",))
def is_wanted_and_in_time(facts: Remind, _policy: Policy) -> Permit | Forbid:
    """A reminder is a service: only for who wants it, and only before the meeting."""
    if facts.refused:
        return Forbid(
            Words(nl="De cliënt wil geen herinneringen.", en="The client wants no reminders."),
            Words(nl="Vraag het de cliënt als dat is veranderd.", en="Ask the client whether that has changed."),
        )
    if not facts.still_to_come:
        return Forbid(
            Words(nl="De afspraak is voorbij, verzet of afgezegd.", en="The meeting is over, moved or called off."),
            Words(nl="Er is niets meer om aan te herinneren.", en="There is nothing left to remind of."),
        )
    return Permit(
        Words(
            nl="De cliënt krijgt een herinnering aan de eigen afspraak.",
            en="The client is reminded of their own meeting.",
        )
    )


REMIND = Act("remind", Remind, (nobody_objected, is_wanted_and_in_time), (Ref("3.g"),))
