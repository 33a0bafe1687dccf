"""May an invitation to a meeting go by mail? Articles 6.sending, 6.agreement; AVG 5(1)(a) and 13(1)(e)."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Facts):
    """Who is invited, whether there is an address, and what the client knows of it."""

    recipient: Literal["client", "contact", "guest"]
    has_email: bool
    client_knows: bool
    gets_reports_that_client_knows_of: bool


@rule("6.sending", law=("AVG 5(1)(f)",))
def has_somewhere_to_go(facts: Invite, _policy: Policy) -> Forbid | None:
    """A mail goes to an address that is on file."""
    if facts.has_email:
        return None
    return Forbid(
        Words(nl="Van deze persoon is geen e-mailadres bekend.", en="No e-mail address of this person is known."),
        Words(nl="Vul het adres aan, of nodig mondeling uit.", en="Add the address, or invite by word of mouth."),
    )


@rule("6.agreement", law=("AVG 5(1)(a)", "AVG 13(1)(e)"))
def the_client_knows_who_comes(facts: Invite, _policy: Policy) -> Permit | Forbid:
    """The client is invited; anybody else only when the client knows of it.

    For a contact of the sponsor it is enough that the client was told that this contact gets reports.
    """
    told = facts.recipient == "contact" and facts.gets_reports_that_client_knows_of
    if facts.recipient == "client" or facts.client_knows or told:
        return Permit(
            Words(
                nl="De cliënt weet wie er bij de afspraak komt.",
                en="The client knows who comes to the meeting.",
            )
        )
    return Forbid(
        Words(
            nl="De cliënt weet nog niet dat deze persoon wordt uitgenodigd.",
            en="The client does not know yet that this person is invited.",
        ),
        Words(
            nl="Vertel het de cliënt en leg vast op welke dag dat was; verstuur daarna de uitnodiging.",
            en="Tell the client and record on which day; then send the invitation.",
        ),
    )


INVITE = Act("invite", Invite, (has_somewhere_to_go, the_client_knows_who_comes), (Ref("6.sending"),))
