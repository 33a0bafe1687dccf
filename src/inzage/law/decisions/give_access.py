"""May this access to a dossier be given? Articles 5.need and 6.need."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.calendar import Term
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAccess(Facts):
    """Who gives what kind of access to whom, why, and until when. `break_glass` is taken in an emergency."""

    how: Literal["assigned", "exception", "stand_in", "break_glass"]
    giver_roles: frozenset[str]
    to_oneself: bool
    reason: str
    today: date
    ends_on: date | None


@rule("6.need", "5.need", law=("AVG 5(1)(f)", "AVG 32(4)"))
def by_somebody_with_that_power(facts: GiveAccess, policy: Policy) -> Permit | Forbid:
    """The policy names who gives access, who decides on an exception, and who breaks the glass."""
    powers = {
        "assigned": policy.grants.givers,
        "stand_in": policy.grants.givers,
        "exception": policy.grants.deciders,
        "break_glass": policy.break_glass.roles,
    }
    if not facts.giver_roles & frozenset(powers[facts.how]):
        return Forbid(
            Words(nl="Deze functie geeft deze toegang niet.", en="This role does not give this access."),
            Words(nl="Vraag een teamleider of een manager.", en="Ask a team leader or a manager."),
        )
    if facts.how != "break_glass":
        return Permit(Words(nl="Deze functie geeft deze toegang.", en="This role gives this access."))
    review = Obligation(
        "review_exception",
        Ref("6.need"),
        Words(
            nl="De coach en de privacyfunctionaris kijken de noodtoegang na.",
            en="The coach and the privacy officer review the emergency access.",
        ),
        policy.break_glass.review,
    )
    return Permit(
        Words(nl="In nood mag dit, met een reden.", en="In an emergency this is allowed, with a reason."), (review,)
    )


@rule("6.need", law=("AVG 32(4)",))
def not_to_oneself(facts: GiveAccess, _policy: Policy) -> Forbid | None:
    """Somebody else decides on an exception, and nobody stands in for themselves."""
    if not facts.to_oneself or facts.how in {"assigned", "break_glass"}:
        return None
    return Forbid(
        Words(nl="Niemand geeft zichzelf deze toegang.", en="Nobody gives themselves this access."),
        Words(nl="Laat een ander hierover beslissen.", en="Let somebody else decide."),
    )


@rule("6.need", "5.need", law=("AVG 5(1)(e)", "AVG 5(2)"))
def with_a_reason_or_an_end(facts: GiveAccess, _policy: Policy) -> Forbid | None:
    """An exception has a reason; an assignment has an end or a reason to have none."""
    if facts.reason.strip() or (facts.how == "assigned" and facts.ends_on is not None):
        return None
    return Forbid(
        Words(nl="Deze toegang heeft geen reden.", en="This access has no reason."),
        Words(nl="Schrijf op waarom dit nodig is.", en="Write down why this is needed."),
    )


@rule("6.need", "5.need", law=("AVG 5(1)(e)",))
def ends_in_time(facts: GiveAccess, policy: Policy) -> Forbid | None:
    """Access that is no assignment ends by itself, within the policy's longest term."""
    longest: dict[str, Term] = {
        "exception": policy.grants.longest_exception,
        "stand_in": policy.grants.longest_stand_in,
        "break_glass": policy.break_glass.lasts,
    }
    if facts.how not in longest:
        return None
    term = longest[facts.how]
    if facts.ends_on is not None and facts.today <= facts.ends_on <= term.last_day(facts.today):
        return None
    return Forbid(
        Words(
            nl="Deze toegang heeft geen einde, of duurt langer dan het reglement toelaat.",
            en="This access has no end, or lasts longer than the regulation allows.",
        ),
        Words(
            nl=f"Kies een einde uiterlijk op {term.last_day(facts.today):%d-%m-%Y}.",
            en=f"Choose an end no later than {term.last_day(facts.today):%d-%m-%Y}.",
        ),
    )


GIVE_ACCESS = Act(
    "give_access",
    GiveAccess,
    (by_somebody_with_that_power, not_to_oneself, with_a_reason_or_an_end, ends_in_time),
    (Ref("6.need"), Ref("5.need")),
)
