"""May support look as this colleague, and what may be done while looking? Articles 11.security, 6.need."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words

INDEPENDENT = frozenset({"privacy_officer", "complaint_officer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAs(Facts):
    """Who wants to look as whom, why, and for how many minutes."""

    asker_roles: frozenset[str]
    to_oneself: bool
    colleague_roles: frozenset[str]
    reason: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookOn(Facts):
    """What somebody does who looks as a colleague: look at a screen or a list, open a dossier, or change anything."""

    what: Literal["look", "open", "change"]


@rule("11.security", law=("AVG 32(4)",))
def by_support(facts: LookAs, policy: Policy) -> Permit | Forbid:
    """The policy names the roles for it; the colleague and the privacy officer are told."""
    if not facts.asker_roles & frozenset(policy.support.roles):
        return Forbid(
            Words(nl="Alleen functioneel beheer kijkt mee.", en="Only support looks as a colleague."),
            Words(nl="Vraag de functioneel beheerder.", en="Ask the functional administrator."),
        )
    told = Obligation(
        "tell_look",
        Ref("11.security"),
        Words(
            nl="De collega en de privacyfunctionaris horen dat er is meegekeken.",
            en="The colleague and the privacy officer are told of the look.",
        ),
        None,
    )
    return Permit(Words(nl="Meekijken mag, met een reden.", en="Looking along is allowed, with a reason."), (told,))


@rule("11.security", law=("AVG 38(3)",))
def not_as_who_watches(facts: LookAs, _policy: Policy) -> Forbid | None:
    """Nobody looks as themselves, or as the privacy officer or who handles complaints: they watch over the others."""
    if not facts.to_oneself and not facts.colleague_roles & INDEPENDENT:
        return None
    return Forbid(
        Words(
            nl="Niemand kijkt mee als zichzelf, als privacyfunctionaris of als klachtbehandelaar.",
            en="Nobody looks as themselves, as the privacy officer or as who handles complaints.",
        ),
        Words(nl="Laat de collega het zelf tonen.", en="Let the colleague show it."),
    )


@rule("11.security", law=("AVG 5(2)",))
def with_a_reason_and_an_end(facts: LookAs, policy: Policy) -> Forbid | None:
    """A reason, and no longer than the policy says."""
    longest = policy.support.longest_minutes
    if facts.reason.strip() and 1 <= facts.minutes <= longest:
        return None
    return Forbid(
        Words(nl="Meekijken heeft een reden en een einde.", en="A look has a reason and an end."),
        Words(
            nl=f"Geef de reden, en hoogstens {longest} minuten.", en=f"Give the reason, and at most {longest} minutes."
        ),
    )


@rule("11.security", "6.need", law=("AVG 5(1)(f)", "AVG 32(4)"))
def only_looks(facts: LookOn, _policy: Policy) -> Permit | Forbid:
    """Support needs to see where somebody is stuck, never what stands in a dossier, and acts for nobody."""
    if facts.what == "look":
        return Permit(Words(nl="Kijken mag.", en="Looking is allowed."))
    return Forbid(
        Words(
            nl="Wie meekijkt als een collega, opent geen dossier en verandert, tekent of verstuurt niets.",
            en="Whoever looks as a colleague opens no dossier, and changes, signs or sends nothing.",
        ),
        Words(
            nl="Stop met meekijken, of laat de collega dit zelf doen.",
            en="Stop looking, or let the colleague do this.",
        ),
    )


LOOK_AS = Act("look_as", LookAs, (by_support, not_as_who_watches, with_a_reason_and_an_end), (Ref("11.security"),))
"""The act that begins a look."""
LOOK_ON = Act("look_on", LookOn, (only_looks,), (Ref("11.security"),))
"""What is done while looking."""
