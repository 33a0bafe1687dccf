"""May the client, or a representative, sign for this? Articles 13.access, 6.health and 5.signing; UAVG 5."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words

About = Literal["consent", "withdrawal", "rights", "agreement"]
Capacity = Literal["parent", "guardian", "curator", "administrator", "mentor", "attorney"]

BY_AGE = frozenset({"parent", "guardian"})
BY_COURT = frozenset({"curator", "administrator", "mentor"})
OWN_RIGHTS, OWN_CONSENT, OF_AGE = 12, 16, 18
A_MINOR = 15
"""The age reckoned with when a client has a parent or guardian on record and no date of birth may be kept."""

MATTERS: tuple[str, ...] = ("data", "agreements", "care")
COVERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "parent": frozenset(MATTERS),
        "guardian": frozenset(MATTERS),
        "curator": frozenset(MATTERS),
        "administrator": frozenset({"data", "agreements"}),
        "mentor": frozenset({"data", "care"}),
        "attorney": frozenset(MATTERS),
    }
)
"""The matters that each capacity can be about at most (BW 1:245, 1:381, 1:431, 1:453, 3:60)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFor(Facts):
    """What is signed for, by whom, the client's age, and the capacities of the representatives appointed for it now."""

    about: About
    signer: Literal["client", "representative"]
    age: int | None
    appointed: frozenset[Capacity]


def _age(facts: SignFor) -> int:
    """The age to reckon with: without one the client is of age, unless a parent or guardian is on record."""
    if facts.age is not None:
        return facts.age
    return A_MINOR if facts.appointed & BY_AGE else OF_AGE


@rule("13.access", "6.health", "5.signing", law=("UAVG 5", "BW 1:234", "BW 1:381", "BW 1:438", "BW 1:453"))
def the_client_decides(facts: SignFor, _policy: Policy) -> Permit | Forbid | None:
    """Consent from 16, rights from 12, agreements from 18; none in what a court gave to somebody else."""
    if facts.signer != "client":
        return None
    age = _age(facts)
    enough = {"consent": OWN_CONSENT, "withdrawal": OWN_RIGHTS, "rights": OWN_RIGHTS, "agreement": OF_AGE}[facts.about]
    by_court = facts.about != "withdrawal" and bool(facts.appointed & BY_COURT)
    if age >= enough and not by_court:
        return Permit(Words(nl="De cliënt beslist hier zelf over.", en="The client decides this."))
    return Forbid(
        Words(
            nl="De cliënt kan hier niet zelf voor tekenen: een vertegenwoordiger beslist.",
            en="The client cannot sign for this: a representative decides.",
        ),
        Words(
            nl="Laat de wettelijk vertegenwoordiger tekenen, of leg vast wie dat is.",
            en="Let the legal representative sign, or record who that is.",
        ),
    )


@rule("13.access", "6.health", "5.signing", law=("UAVG 5", "BW 1:245", "BW 3:60"))
def the_representative_decides(facts: SignFor, _policy: Policy) -> Permit | Forbid | None:
    """Somebody is appointed for this matter; a parent or guardian no longer for who is old enough."""
    if facts.signer != "representative":
        return None
    age = _age(facts)
    until = OF_AGE if facts.about in {"agreement", "withdrawal"} else OWN_CONSENT
    if facts.appointed - BY_AGE or (facts.appointed and age < until):
        return Permit(
            Words(nl="De vertegenwoordiger mag hiervoor tekenen.", en="The representative may sign for this.")
        )
    if not facts.appointed:
        return Forbid(
            Words(nl="Er is niemand aangewezen om hierover te beslissen.", en="Nobody is appointed to decide on this."),
            Words(
                nl="Laat de cliënt zelf tekenen, of leg de vertegenwoordiger met het bewijs vast.",
                en="Let the client sign, or record the representative with the evidence.",
            ),
        )
    return Forbid(
        Words(
            nl="De cliënt is oud genoeg om hier zelf over te beslissen.",
            en="The client is old enough to decide on this.",
        ),
        Words(nl="Laat de cliënt zelf tekenen.", en="Let the client sign."),
    )


SIGN_FOR = Act("sign_for", SignFor, (the_client_decides, the_representative_decides), (Ref("13.access"),))
