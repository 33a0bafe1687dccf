"""May a doctor be asked for data about a client's health? Article 6.health; AVG 9(2)(a), BW 7:457 (medical secrecy)."""

from dataclasses import dataclass
from typing import Literal

from pydantic import AwareDatetime

from inzage.law.articles import Ref
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.release_report import HealthConsent
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDoctor(Facts):
    """Who is asked, for which kind of data, on which consents, and why that is needed."""

    at: AwareDatetime
    recipient_kind: Literal["sponsor", "doctor", "medical_adviser", "relation", "bureau"]
    recipient: str
    category: str
    consents: tuple[HealthConsent, ...]
    necessity: str


@rule("6.health", law=("AVG 9(2)(a)", "BW 7:457"))
def client_lets_us_ask(facts: AskDoctor, _policy: Policy) -> Permit | Forbid:
    """A doctor is asked only with the client's written, running consent to ask this doctor for this."""
    if not any(_runs(consent, facts) for consent in facts.consents):
        return Forbid(
            Words(
                nl="Er is geen geldige schriftelijke toestemming om dit aan deze arts te vragen.",
                en="There is no valid written consent to ask this doctor for this.",
            ),
            Words(
                nl="Vraag de cliënt schriftelijk toestemming om dit aan deze arts te vragen.",
                en="Ask the client's written consent to ask this doctor for this.",
            ),
        )
    return Permit(
        Words(
            nl="De cliënt gaf schriftelijk toestemming om dit aan deze arts te vragen.",
            en="The client consented in writing to asking this doctor for this.",
        )
    )


def _runs(consent: HealthConsent, facts: AskDoctor) -> bool:
    return (
        consent.direction == "in"
        and consent.written
        and (consent.recipient, consent.kind) == (facts.recipient, facts.category)
        and consent.given_at <= facts.at
        and (consent.withdrawn_at is None or consent.withdrawn_at > facts.at)
        and (consent.expires_on is None or facts.at.astimezone(AMSTERDAM).date() <= consent.expires_on)
    )


@rule("6.health", law=("BW 7:457",))
def only_care_is_asked(facts: AskDoctor, _policy: Policy) -> Forbid | None:
    """The question goes to a doctor, a care provider or a medical adviser."""
    if facts.recipient_kind in {"doctor", "medical_adviser"}:
        return None
    return Forbid(
        Words(nl="Dit is geen arts of medisch adviseur.", en="This is no doctor and no medical adviser."),
        Words(nl="Kies een toestemming voor een arts.", en="Choose a consent for a doctor."),
    )


@rule("6.health", "2.registration", law=("AVG 5(1)(c)", "AVG 9(1)"))
def only_what_may_be_kept(facts: AskDoctor, policy: Policy) -> Forbid | None:
    """Nothing is asked for which the bureau has no place: what somebody has, or how it is treated."""
    if facts.category in {aspect.category for aspect in policy.health.aspects.values()}:
        return None
    return Forbid(
        Words(
            nl="Voor het antwoord heeft het bureau geen plaats: ziekte en behandeling blijven bij de arts.",
            en="The bureau has no place for the answer: illness and treatment stay with the doctor.",
        ),
        Words(
            nl="Vraag wat de cliënt kan en niet kan, hoe lang, of wat er nodig is.",
            en="Ask what the client can and cannot do, for how long, or what is needed.",
        ),
    )


@rule("6.health", law=("AVG 5(1)(c)",))
def only_where_needed(facts: AskDoctor, _policy: Policy) -> Forbid | None:
    """Health data are asked reluctantly: the need is written down."""
    if facts.necessity.strip():
        return None
    return Forbid(
        Words(nl="Er staat niet bij waarom dit nodig is.", en="It does not say why this is needed."),
        Words(nl="Schrijf in een zin op waarom dit nodig is.", en="Write in a sentence why this is needed."),
    )


ASK_DOCTOR = Act(
    "ask_doctor",
    AskDoctor,
    (client_lets_us_ask, only_care_is_asked, only_what_may_be_kept, only_where_needed),
    (Ref("6.health"),),
)
