"""May this consent be recorded as given? Articles 6.health and 3.i; AVG 4(11), 7 and 9(2)(a)."""

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
class GiveConsent(Facts):
    """What the client signed, and what stands on the form."""

    at: AwareDatetime
    service: str
    subject: Literal["health", "profile"]
    information: str
    direction: Literal["out", "in", "keep"]
    recipient_kind: Literal["sponsor", "doctor", "medical_adviser", "relation", "bureau"]
    recipient_named: bool
    recipient_of_sponsor: bool
    in_writing: bool
    given_at: AwareDatetime
    expires_on: date


@rule("6.health", "3.i", law=("AVG 4(11)", "AVG 7(1)"))
def signed_and_specific(facts: GiveConsent, _policy: Policy) -> Permit | Forbid:
    """A consent is in writing and names one recipient; it was given, not to be given."""
    if not facts.in_writing:
        return Forbid(
            Words(nl="Deze toestemming is niet schriftelijk gegeven.", en="This consent was not given in writing."),
            Words(
                nl="Laat de cliënt het formulier tekenen en voeg de scan toe.",
                en="Let the client sign the form and add the scan.",
            ),
        )
    if not facts.recipient_named or (facts.recipient_kind == "sponsor" and not facts.recipient_of_sponsor):
        return Forbid(
            Words(
                nl="De toestemming noemt geen ontvanger, of geen contact van de opdrachtgever van dit traject.",
                en="The consent names no recipient, or no contact of the sponsor of this engagement.",
            ),
            Words(
                nl="Kies de ontvanger die op het formulier staat; een tweede ontvanger is een tweede toestemming.",
                en="Choose the recipient that the form names; a second recipient is a second consent.",
            ),
        )
    if facts.given_at > facts.at:
        return Forbid(
            Words(nl="De datum van de handtekening ligt in de toekomst.", en="The day of the signature lies ahead."),
            Words(nl="Geef de dag waarop de cliënt tekende.", en="Give the day on which the client signed."),
        )
    return Permit(
        Words(
            nl="De cliënt gaf schriftelijk toestemming voor één ontvanger en één soort gegevens.",
            en="The client consented in writing to one recipient and one kind of data.",
        )
    )


@rule("6.health", "3.i", law=("AVG 5(1)(e)", "AVG 7(3)"))
def ends_in_time(facts: GiveConsent, policy: Policy) -> Forbid | None:
    """A consent has a last day, no later than the policy allows, and has not ended already."""
    signed = facts.given_at.astimezone(AMSTERDAM).date()
    latest = policy.health.consent_lasts.last_day(signed)
    if facts.at.astimezone(AMSTERDAM).date() <= facts.expires_on <= latest:
        return None
    return Forbid(
        Words(
            nl=f"De toestemming is voorbij of duurt langer dan het beleid toestaat (uiterlijk {latest:%d-%m-%Y}).",
            en=f"The consent has ended, or lasts longer than the policy allows (until {latest:%Y-%m-%d} at most).",
        ),
        Words(nl="Kies een laatste dag binnen die tijd.", en="Choose a last day within that time."),
    )


@rule("6.health", law=("AVG 5(1)(c)", "AVG 9(1)", "UAVG 30(1)(b)"))
def health_belongs_to_the_service(facts: GiveConsent, policy: Policy) -> Forbid | None:
    """Health data are asked and given only where the service has a ground for them, and some never go to a sponsor.

    That the bureau keeps what somebody can and cannot do is the one thing to which a client of any service may consent.
    """
    if facts.subject != "health" or facts.direction == "keep":
        return None
    service = policy.service(facts.service)
    if service is None or not service.allows_health:
        return Forbid(
            Words(nl="Bij deze dienst horen geen gezondheidsgegevens.", en="No health data belong to this service."),
            Words(nl="Leg geen gezondheidsgegevens vast.", en="Record no health data."),
        )
    if (
        facts.direction == "out"
        and facts.recipient_kind == "sponsor"
        and facts.information in policy.health.never_to_sponsor
    ):
        return Forbid(
            Words(
                nl="Deze gegevens gaan nooit naar een opdrachtgever, ook niet met toestemming.",
                en="These data never go to a sponsor, not even with consent.",
            ),
            Words(
                nl="Meld hooguit wat de cliënt kan en niet kan.",
                en="At most report what the client can and cannot do.",
            ),
        )
    return None


@rule("6.health", law=("AVG 9(1)", "AVG 9(2)(a)"))
def kept_by_the_bureau(facts: GiveConsent, policy: Policy) -> Forbid | None:
    """The bureau itself is who keeps, and keeps only what somebody can and cannot do: no illness, no treatment."""
    if (facts.direction == "keep") != (facts.recipient_kind == "bureau"):
        return Forbid(
            Words(nl="Bewaren doet het bureau zelf, niemand anders.", en="The bureau itself keeps data, nobody else."),
            Words(nl="Kies het bureau bij bewaren, en alleen dan.", en="Choose the bureau for keeping, and only then."),
        )
    if facts.direction != "keep" or facts.information in {each.category for each in policy.health.aspects.values()}:
        return None
    return Forbid(
        Words(
            nl="Voor deze gegevens heeft het bureau geen plaats, ook niet met toestemming.",
            en="The bureau has no place for these data, not even with consent.",
        ),
        Words(
            nl="Kies wat de cliënt kan en niet kan, hoe lang dat duurt, of wat er nodig is.",
            en="Choose what the client can and cannot do, how long that lasts, or what is needed.",
        ),
    )


GIVE_CONSENT = Act(
    "give_consent",
    GiveConsent,
    (signed_and_specific, ends_in_time, health_belongs_to_the_service, kept_by_the_bureau),
    (Ref("6.health"), Ref("3.i")),
)
