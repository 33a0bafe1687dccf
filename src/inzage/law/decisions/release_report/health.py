"""May health data go, with what consent, and how needed? Article 6.health."""

from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.release_report.facts import HealthConsent, ReleaseReport
from inzage.law.decisions.release_report.sensitive import MEDICAL, words_stand
from inzage.law.decisions.rules import Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@rule("6.health", law=("AVG 9(1)",))
def no_medical_words(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """Oracle 6: a report never goes to a sponsor with a medical word that nobody looked at, also with consent."""
    groups = facts.unresolved_words & MEDICAL
    if not groups or facts.recipient_kind != "sponsor":
        return None
    return words_stand(groups, policy)


@rule("6.health", law=("AVG 9(1)",))
def never_to_a_sponsor(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """Diagnosis, treatment and cause never go to a sponsor: consent in employment is rarely free."""
    found = facts.health_categories & frozenset(policy.health.never_to_sponsor)
    if not found or facts.recipient_kind != "sponsor":
        return None
    return Forbid(
        Words(
            nl="Ziekte, behandeling en oorzaak gaan nooit naar een opdrachtgever, ook niet met toestemming.",
            en="Illness, treatment and cause of absence never go to a sponsor, not even with consent.",
        ),
        Words(
            nl="Haal deze gegevens uit het rapport; meld hooguit wat de cliënt kan en niet kan.",
            en="Take these data out of the report; at most report what the client can and cannot do.",
        ),
    )


@rule("6.health", law=("AVG 9(2)(a)", "UAVG 22(2)(a)", "UAVG 30"))
def health_has_consent(facts: ReleaseReport, _policy: Policy) -> Permit | Forbid | None:
    """Oracle 6: each kind of health data needs a written, running consent for this recipient, and a need."""
    if not facts.health_categories:
        return None
    consented = {consent.kind for consent in facts.health_consents if _runs(consent, facts)}
    if facts.health_categories - consented:
        return Forbid(
            Words(
                nl="Voor deze gezondheidsgegevens is geen geldige schriftelijke toestemming voor deze ontvanger.",
                en="Health data in this report has no valid written consent for this recipient.",
            ),
            Words(
                nl="Vraag de cliënt schriftelijk toestemming voor deze ontvanger en gegevens, of haal ze eruit.",
                en="Ask the client's written consent for this recipient and kind of data, or take the data out.",
            ),
        )
    if not facts.health_necessity.strip():
        return Forbid(
            Words(
                nl="Niet vastgelegd is waarom deze gezondheidsgegevens nodig zijn.",
                en="It is not on record why these health data are needed.",
            ),
            Words(nl="Schrijf op waarom het nodig is, of haal ze eruit.", en="Write down the need, or take them out."),
        )
    return Permit(
        Words(
            nl="De gezondheidsgegevens gaan met schriftelijke toestemming en zijn nodig.",
            en="The health data go with written consent and are needed.",
        )
    )


def _runs(consent: HealthConsent, facts: ReleaseReport) -> bool:
    return (
        consent.written
        and consent.recipient == facts.recipient
        and consent.direction == "out"
        and consent.given_at <= facts.at
        and (consent.withdrawn_at is None or consent.withdrawn_at > facts.at)
        and (consent.expires_on is None or consent.expires_on >= facts.at.astimezone(AMSTERDAM).date())
    )


RULES = (
    no_medical_words,
    never_to_a_sponsor,
    health_has_consent,
)
