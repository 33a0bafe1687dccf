"""May this notice go to the client? Article 2.registration; AVG 12, 13 and 14."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(Facts):
    """How the notice goes, whether there is an address, what it leaves out, and whether a regulation is in force."""

    channel: Literal["email", "letter", "handed"]
    has_email: bool
    missing_items: frozenset[str]
    regulation_published: bool


@rule("2.registration", law=("AVG 12(1)", "AVG 14(1)", "AVG 14(2)"))
def is_whole_and_can_arrive(facts: SendNotice, _policy: Policy) -> Permit | Forbid:
    """A notice names everything the law asks, points to a regulation that is in force, and has somewhere to go."""
    if not facts.regulation_published:
        return Forbid(
            Words(nl="Er is nog geen reglement gepubliceerd.", en="No regulation has been published yet."),
            Words(nl="Publiceer eerst een versie van het reglement.", en="First publish a version of the regulation."),
        )
    if facts.missing_items:
        items = ", ".join(sorted(facts.missing_items))
        return Forbid(
            Words(nl=f"De mededeling laat iets weg: {items}.", en=f"The notice leaves something out: {items}."),
            Words(nl="Vul dit aan in de instellingen.", en="Complete this in the settings."),
        )
    if facts.channel == "email" and not facts.has_email:
        return Forbid(
            Words(nl="Van deze cliënt is geen e-mailadres bekend.", en="No e-mail address of this client is known."),
            Words(
                nl="Verstuur de mededeling per brief of geef haar mee, of vul het adres aan.",
                en="Send the notice by letter or hand it over, or add the address.",
            ),
        )
    return Permit(
        Words(
            nl="De cliënt hoort welke gegevens wij verwerken, waarvoor en van wie wij ze kregen.",
            en="The client is told which data we process, why, and from whom we had them.",
        )
    )


SEND_NOTICE = Act("send_notice", SendNotice, (is_whole_and_can_arrive,), (Ref("2.registration"),))
