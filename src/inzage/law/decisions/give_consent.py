"""May this consent be recorded? Articles 6.health and 3.i, with what AVG 7 asks of any consent."""

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
    """What the client consents to: which information, to or from whom, in writing or not, from when to when."""

    subject_kind: Literal["health", "profile"]
    information: str
    direction: Literal["out", "in"]
    recipient_kind: Literal["sponsor", "doctor", "medical_adviser", "relation"]
    recipient_named: bool
    recipient_of_sponsor: bool
    written: bool
    has_scan: bool
    given_at: AwareDatetime
    at: AwareDatetime
    expires_on: date
    service: str


@rule("6.health", law=("AVG 9(2)(a)", "UAVG 22(2)(a)"))
def health_in_writing(facts: GiveConsent, _policy: Policy) -> Forbid | None:
    """Consent to health data is in writing, with the writing on file."""
    if facts.subject_kind != "health" or (facts.written and facts.has_scan):
        return None
    return Forbid(
        Words(
            nl="Toestemming voor gezondheidsgegevens is schriftelijk, en het stuk hoort erbij.",
            en="Consent to health data is in writing, and the paper goes with it.",
        ),
        Words(nl="Voeg een scan van de getekende toestemming toe.", en="Add a scan of the signed consent."),
    )


@rule("6.health", "2.registration", law=("AVG 9", "UAVG 30(1)(b)"))
def service_has_health_data(facts: GiveConsent, policy: Policy) -> Forbid | None:
    """Health data only in a service that has a ground for it."""
    service = policy.service(facts.service)
    if facts.subject_kind != "health" or (service is not None and service.allows_health):
        return None
    return Forbid(
        Words(
            nl="Bij deze dienst worden geen gezondheidsgegevens verwerkt.",
            en="This service has no health data.",
        ),
        Words(nl="Leg deze gegevens niet vast.", en="Do not record these data."),
    )


@rule("6.health", law=("AVG 7(4)",))
def never_to_a_sponsor(facts: GiveConsent, policy: Policy) -> Forbid | None:
    """Diagnosis, treatment and cause never go to a sponsor, so nobody is asked to consent to it."""
    outward = facts.recipient_kind == "sponsor" and facts.direction == "out"
    if facts.subject_kind != "health" or not outward or facts.information not in policy.health.never_to_sponsor:
        return None
    return Forbid(
        Words(
            nl="Ziekte, behandeling en oorzaak gaan nooit naar een opdrachtgever, ook niet met toestemming.",
            en="Illness, treatment and cause of absence never go to a sponsor, not even with consent.",
        ),
        Words(
            nl="Vraag hooguit toestemming voor belastbaarheid, verwachte duur of aanpassingen.",
            en="At most ask consent for functional capacity, expected duration or adaptations.",
        ),
    )


@rule("6.health", "3.i", law=("AVG 4(11)",))
def recipient_is_named(facts: GiveConsent, _policy: Policy) -> Forbid | None:
    """Consent is specific: it names who gets or gives the data."""
    strange = facts.recipient_kind == "sponsor" and not facts.recipient_of_sponsor
    if facts.recipient_named and not strange:
        return None
    return Forbid(
        Words(
            nl="De toestemming noemt geen ontvanger die bij dit traject hoort.",
            en="The consent names no recipient that belongs to this engagement.",
        ),
        Words(nl="Kies de persoon of instelling om wie het gaat.", en="Choose the person or body it is about."),
    )


@rule("6.health", "3.i", law=("AVG 7",))
def runs_for_a_time(facts: GiveConsent, policy: Policy) -> Forbid | None:
    """Consent is given, not foreseen, and does not last for ever."""
    given, today = facts.given_at.astimezone(AMSTERDAM).date(), facts.at.astimezone(AMSTERDAM).date()
    last = policy.health.consent_lasts.last_day(given)
    if facts.given_at <= facts.at and today <= facts.expires_on <= last:
        return None
    return Forbid(
        Words(
            nl="De toestemming ligt in de toekomst, is al verlopen of loopt te lang.",
            en="The consent lies in the future, has expired already or runs too long.",
        ),
        Words(
            nl=f"Kies een datum tot en met {last:%d-%m-%Y} en een moment van geven dat voorbij is.",
            en=f"Choose a date up to {last:%d-%m-%Y} and a moment of giving that is past.",
        ),
    )


@rule("6.health")
def health_consent_may_be_kept(facts: GiveConsent, _policy: Policy) -> Permit | None:
    """A written consent to health data may be recorded."""
    if facts.subject_kind != "health":
        return None
    return Permit(Words(nl="De cliënt zei schriftelijk ja.", en="The client said yes in writing."))


@rule("3.i", law=("AVG 6(1)(a)",))
def profile_consent_may_be_kept(facts: GiveConsent, _policy: Policy) -> Permit | None:
    """An explicit consent to giving a profile or CV may be recorded."""
    if facts.subject_kind != "profile":
        return None
    return Permit(Words(nl="De cliënt zei uitdrukkelijk ja.", en="The client explicitly said yes."))


GIVE_CONSENT = Act(
    "give_consent",
    GiveConsent,
    (
        health_in_writing,
        service_has_health_data,
        never_to_a_sponsor,
        recipient_is_named,
        runs_for_a_time,
        health_consent_may_be_kept,
        profile_consent_may_be_kept,
    ),
    (Ref("6.health"), Ref("3.i")),
)
