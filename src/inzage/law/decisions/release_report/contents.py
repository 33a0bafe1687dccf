"""May what is in the report go, this way? Articles 6.confidential, 6.health and 6.sending."""

from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.release_report.facts import HealthConsent, ReleaseReport
from inzage.law.decisions.rules import Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words

_MEDICAL = frozenset({"diagnosis", "treatment"})


@rule("6.confidential")
def nothing_confidential(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """A passage of an entry marked confidential never goes; a passage goes only after its author released it."""
    if facts.confidential_passages > 0:
        return Forbid(
            Words(
                nl=f"Het rapport bevat {facts.confidential_passages} passage(s) uit een vertrouwelijke notitie.",
                en=f"The report holds {facts.confidential_passages} passage(s) of a confidential note.",
            ),
            Words(
                nl="Haal de passage uit het rapport, of laat de schrijver de markering met een reden opheffen.",
                en="Take the passage out of the report, or have the author lift the mark with a reason.",
            ),
        )
    if facts.unreleased_passages > 0:
        return Forbid(
            Words(
                nl=f"Het rapport bevat {facts.unreleased_passages} passage(s) die de schrijver niet heeft vrijgegeven.",
                en=f"The report holds {facts.unreleased_passages} passage(s) that their author has not released.",
            ),
            Words(
                nl="Vraag de schrijver de passage vrij te geven, of haal haar uit het rapport.",
                en="Ask the author to release the passage, or take it out of the report.",
            ),
        )
    return None


@rule("6.confidential", law=("AVG 5(1)(c)", "AVG 5(1)(d)"))
def no_private_words(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """Private circumstances and judgements of the person are not reported to a sponsor."""
    groups = facts.unresolved_words - _MEDICAL
    if not groups or facts.recipient_kind != "sponsor":
        return None
    return _words(groups, policy)


@rule("6.health", law=("AVG 9(1)",))
def no_medical_words(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """Oracle 6: a report never goes to a sponsor with a medical word that nobody looked at, also with consent."""
    groups = facts.unresolved_words & _MEDICAL
    if not groups or facts.recipient_kind != "sponsor":
        return None
    return _words(groups, policy)


def _words(groups: frozenset[str], policy: Policy) -> Forbid:
    labels = [entry.label for code, entry in policy.words.items() if code in groups]
    return Forbid(
        Words(
            nl=f"Er staan woorden in die niet in een rapport horen: {', '.join(each.nl.lower() for each in labels)}.",
            en=f"It holds words that do not belong in a report: {', '.join(each.en.lower() for each in labels)}.",
        ),
        Words(
            nl="Kies de aangeboden formulering, of laat een tweede persoon elk woord met een reden goedkeuren.",
            en="Choose the wording offered, or have a second person clear each word with a reason.",
        ),
    )


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


@rule("6.sending", law=("AVG 32",))
def goes_by_an_allowed_channel(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """In writing: a PDF by a channel that the policy allows, and a safe one for health data."""
    sending = policy.reporting.sending
    if facts.form == "oral" or facts.report_kind == "oral":
        return None
    allowed = sending.health_channels if facts.health_categories else sending.channels
    if "written" in sending.forms and facts.channel in allowed:
        return None
    return Forbid(
        Words(
            nl="Dit rapport kan niet langs deze weg.",
            en="This report cannot go by this channel.",
        ),
        Words(
            nl=f"Kies een weg die mag: {', '.join(allowed)}.",
            en=f"Choose a channel that is allowed: {', '.join(allowed)}.",
        ),
    )


@rule("6.sending")
def oral_report_has_its_note(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """Oracle 7: an oral report is not recorded without the note in the client's dossier."""
    if (facts.form != "oral" and facts.report_kind != "oral") or facts.note_id:
        return None
    return Forbid(
        Words(
            nl="Van een mondelinge rapportage hoort een gespreksnotitie in het dossier.",
            en="An oral report leaves a conversation note in the dossier.",
        ),
        Words(
            nl="Schrijf eerst de notitie en kies haar bij deze rapportage.",
            en="Write the note first and choose it with this report.",
        ),
    )


RULES = (
    nothing_confidential,
    no_private_words,
    no_medical_words,
    never_to_a_sponsor,
    health_has_consent,
    goes_by_an_allowed_channel,
    oral_report_has_its_note,
)
