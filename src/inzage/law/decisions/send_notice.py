"""May this privacy notice go to the client? Article 2.registration with AVG 13 and 14."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(Facts):
    """Which notice, by which channel, whether there is an address for it, and which required items it leaves out."""

    article: Literal["13", "14"]
    channel: Literal["email", "letter", "handed"]
    has_address: bool
    missing_items: tuple[str, ...] = ()


@rule("2.registration", law=("AVG 12(1)",))
def there_is_an_address(facts: SendNotice, _policy: Policy) -> Forbid | None:
    """An e-mail or letter needs an address."""
    if facts.channel == "handed" or facts.has_address:
        return None
    return Forbid(
        Words(
            nl="Er is geen adres om dit bericht naartoe te sturen.", en="There is no address to send this notice to."
        ),
        Words(
            nl="Vul het adres aan, of geef het bericht in handen en leg dat vast.",
            en="Complete the address, or hand the notice over and record that.",
        ),
    )


@rule("2.registration", law=("AVG 13", "AVG 14"))
def notice_is_complete(facts: SendNotice, _policy: Policy) -> Permit | Forbid:
    """A notice holds every item that the law asks for."""
    if not facts.missing_items:
        return Permit(
            Words(
                nl=f"Het bericht noemt alles wat artikel {facts.article} AVG vraagt.",
                en=f"The notice holds all that article {facts.article} AVG asks for.",
            )
        )
    return Forbid(
        Words(
            nl=f"In het bericht ontbreekt: {', '.join(facts.missing_items)}.",
            en=f"The notice leaves out: {', '.join(facts.missing_items)}.",
        ),
        Words(nl="Vul deze onderdelen aan.", en="Complete these items."),
    )


SEND_NOTICE = Act("send_notice", SendNotice, (there_is_an_address, notice_is_complete), (Ref("2.registration"),))
