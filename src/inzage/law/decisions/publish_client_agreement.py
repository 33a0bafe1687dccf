"""May this template of the agreement with clients be published? Article 11.agreements."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishClientAgreement(Facts):
    """Whether the template has its text, and the clause in which the bureau promises secrecy."""

    has_text: bool
    has_secrecy_clause: bool


@rule("11.agreements", law=("AVG 5(1)(f)",))
def secures_secrecy(facts: PublishClientAgreement, _policy: Policy) -> Permit | Forbid:
    """No agreement with clients is published without its secrecy clause."""
    if not facts.has_secrecy_clause:
        return Forbid(
            Words(
                nl="In dit model ontbreekt de bepaling over geheimhouding.",
                en="The secrecy clause is missing from this template.",
            ),
            Words(
                nl="Schrijf de bepaling over geheimhouding, en publiceer daarna.",
                en="Write the secrecy clause, then publish.",
            ),
        )
    if not facts.has_text:
        return Forbid(
            Words(nl="Dit model heeft nog geen tekst.", en="This template has no text yet."),
            Words(nl="Schrijf wat er is afgesproken, en publiceer daarna.", en="Write what is agreed, then publish."),
        )
    return Permit(Words(nl="De geheimhouding is geregeld.", en="Secrecy is secured."))


PUBLISH_CLIENT_AGREEMENT = Act(
    "publish_client_agreement", PublishClientAgreement, (secures_secrecy,), (Ref("11.agreements"),)
)
