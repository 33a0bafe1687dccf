"""Is the report agreed, told to the client, and signed for? Articles 3.purposes, 4, 5.signing and 6.agreement."""

from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.release_report.facts import ReleaseReport
from inzage.law.decisions.rules import Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words

UNNAMED = ""
"""The category of a part of a report of which nobody said what kind of data it holds."""


@rule("4", "6.agreement", law=("AVG 5(1)(b)",))
def report_was_agreed(facts: ReleaseReport, _policy: Policy) -> Permit | None:
    """Ground 1 of article 4: the regulation itself provides for a report under a reporting agreement."""
    if not _was_told(facts):
        return None
    return Permit(
        Words(
            nl="Het reglement voorziet in deze rapportage: zij is afgesproken en aan de cliënt verteld.",
            en="The regulation provides for this report: it was agreed and told to the client.",
        )
    )


@rule("6.agreement")
def there_is_an_agreement(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """Oracle 4: without a reporting agreement nothing is reported."""
    if facts.agreement is not None:
        return None
    return Forbid(
        Words(
            nl="Er zijn voor dit traject geen afspraken over rapportage vastgelegd.",
            en="No reporting agreement is on record for this engagement.",
        ),
        Words(
            nl="Leg vast wat is afgesproken (aan wie, welke gegevens, hoe, waarvoor, wanneer) en vertel het de cliënt.",
            en="Record what was agreed (to whom, which data, how, why, when) and tell the client.",
        ),
    )


@rule("6.agreement", law=("AVG 13(1)(e)",))
def client_was_told(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """The client hears of the agreement at the start, so before anything goes."""
    if facts.agreement is None or _was_told(facts):
        return None
    return Forbid(
        Words(
            nl="De cliënt is nog niet verteld wat er gerapporteerd wordt.",
            en="The client has not yet been told what will be reported.",
        ),
        Words(
            nl="Vertel de cliënt de afspraken over rapportage en leg vast wie dat deed, wanneer en hoe.",
            en="Tell the client the reporting agreement and record who did so, when and how.",
        ),
    )


def _was_told(facts: ReleaseReport) -> bool:
    terms = facts.agreement
    return terms is not None and terms.told_at is not None and terms.told_at <= facts.at


@rule("6.agreement")
def agreement_covers_the_report(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """Oracle 4: recipient, kind, data, form and period are as agreed."""
    outside = _outside(facts, policy)
    if not outside:
        return None
    return Forbid(
        Words(
            nl=f"Dit valt buiten de afspraken over rapportage: {', '.join(words.nl for words in outside)}.",
            en=f"This is outside the reporting agreement: {', '.join(words.en for words in outside)}.",
        ),
        Words(
            nl="Maak nieuwe afspraken met de opdrachtgever, vertel ze de cliënt, of pas het rapport aan.",
            en="Make a new version of the agreement with the sponsor and tell the client, or change the report.",
        ),
    )


def _outside(facts: ReleaseReport, policy: Policy) -> list[Words]:
    terms = facts.agreement
    if terms is None:
        return []
    today = facts.at.astimezone(AMSTERDAM).date()
    found = []
    if facts.recipient not in terms.recipients:
        found.append(Words("de ontvanger", "the recipient"))
    # A short oral message is progress told aloud: it needs "oral" as a form, not as a kind of its own.
    if facts.report_kind not in terms.kinds and not (facts.report_kind == "oral" and "progress" in terms.kinds):
        found.append(Words("het soort rapport", "the kind of report"))
    if facts.form not in terms.forms:
        found.append(Words("de vorm (schriftelijk of mondeling)", "the form (written or oral)"))
    if today < terms.from_on or (terms.until_on is not None and today > terms.until_on):
        found.append(Words("de periode", "the period"))
    named = facts.categories | facts.health_categories
    if not named or UNNAMED in named:
        found.append(Words("een deel zonder soort gegevens", "a part without a kind of data"))
    labels = policy.reporting.categories
    for code in sorted(named - terms.categories - {UNNAMED}):
        label = labels[code].label if code in labels else Words(f"gegevens '{code}'", f"data '{code}'")
        found.append(Words(label.nl.lower(), label.en.lower()))
    return found


@rule("3.purposes", law=("AVG 5(1)(b)",))
def purpose_is_one_of_ten(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """Every act names one of the purposes of the regulation."""
    if policy.purpose(facts.purpose) is not None:
        return None
    return Forbid(
        Words(
            nl="Het doel van deze rapportage is geen doel van het reglement.",
            en="The purpose of this report is not a purpose of the regulation.",
        ),
        Words(
            nl="Kies een van de doelen 3.a tot en met 3.j.",
            en="Choose one of the purposes 3.a to 3.j.",
        ),
    )


@rule("5.signing", law=("AVG 28", "AVG 32"))
def sponsor_has_signed(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """Intake may go before the signature, a report may not."""
    signed = facts.sponsor_agreement_signed_at
    if signed is not None and signed <= facts.at:
        return None
    return Forbid(
        Words(
            nl="De overeenkomst met de opdrachtgever is niet door beide partijen getekend.",
            en="The agreement with the sponsor has not been signed by both parties.",
        ),
        Words(
            nl="Laat de overeenkomst met de afspraken over geheimhouding tekenen en leg de scan vast.",
            en="Have the agreement with its confidentiality terms signed and record the scan.",
        ),
    )


RULES = (
    report_was_agreed,
    there_is_an_agreement,
    client_was_told,
    agreement_covers_the_report,
    purpose_is_one_of_ten,
    sponsor_has_signed,
)
