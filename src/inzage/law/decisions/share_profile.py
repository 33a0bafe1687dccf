"""May a profile or CV go to this recipient? Article 3.i."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from inzage.law.articles import Ref
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileConsent(Facts):
    """An explicit consent: for these recipients, in this form, until it expires or is withdrawn."""

    recipients: frozenset[str]
    form: Literal["named", "anonymised"]
    explicit: bool
    given_at: AwareDatetime
    expires_on: date | None = None
    withdrawn_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareProfile(Facts):
    """The recipient and the form in which the profile or CV would go, and the client's consents."""

    at: AwareDatetime
    recipient: str
    form: Literal["named", "anonymised"]
    consents: tuple[ProfileConsent, ...]


@rule("3.i", law=("AVG 6(1)(a)", "AVG 7"))
def client_said_yes(facts: ShareProfile, _policy: Policy) -> Permit | Forbid:
    """Oracles 2 and 3: an explicit, running consent that names the recipient; a named form covers anonymised."""
    if any(_covers(consent, facts) for consent in facts.consents):
        return Permit(
            Words(
                nl="De cliënt gaf uitdrukkelijk toestemming voor deze ontvanger en vorm.",
                en="The client explicitly consented to this recipient and form.",
            )
        )
    return Forbid(
        Words(
            nl="Er is geen uitdrukkelijke, geldende toestemming van de cliënt voor deze ontvanger en vorm.",
            en="There is no explicit, running consent of the client for this recipient and form.",
        ),
        Words(
            nl="Vraag de cliënt toestemming die de ontvanger noemt, met of zonder naam.",
            en="Ask the client for a consent that names the recipient, with or without the name.",
        ),
    )


def _covers(consent: ProfileConsent, facts: ShareProfile) -> bool:
    return (
        consent.explicit
        and facts.recipient in consent.recipients
        and consent.form in {facts.form, "named"}
        and consent.given_at <= facts.at
        and (consent.withdrawn_at is None or consent.withdrawn_at > facts.at)
        and (consent.expires_on is None or consent.expires_on >= facts.at.astimezone(AMSTERDAM).date())
    )


SHARE_PROFILE = Act("share_profile", ShareProfile, (client_said_yes,), (Ref("3.i"),))
