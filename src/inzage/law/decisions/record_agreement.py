"""May this agreement with a sponsor be recorded as signed? Articles 5.signing and 3.2."""

from dataclasses import dataclass
from datetime import date

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgreement(Facts):
    """What stands in the agreement and under it."""

    today: date
    has_confidentiality: bool
    signed_by_both: bool
    signed_on: date | None
    services: frozenset[str]
    purposes: frozenset[str]


@rule("5.signing")
def signed_with_terms(facts: RecordAgreement, _policy: Policy) -> Permit | Forbid:
    """The confidentiality terms are in it, and both parties signed on a day that has come."""
    if not facts.has_confidentiality:
        return Forbid(
            Words(
                nl="In deze overeenkomst staan geen voorwaarden over geheimhouding.",
                en="This agreement holds no confidentiality terms.",
            ),
            Words(
                nl="Neem de voorwaarden op en laat beide partijen opnieuw tekenen.",
                en="Add the terms and let both parties sign again.",
            ),
        )
    if not facts.signed_by_both or facts.signed_on is None:
        return Forbid(
            Words(
                nl="Deze overeenkomst is nog niet door beide partijen getekend.",
                en="This agreement has not been signed by both parties yet.",
            ),
            Words(
                nl="Leg hem vast als beide hebben getekend, met de datum van de laatste handtekening.",
                en="Record it when both have signed, with the date of the last signature.",
            ),
        )
    if facts.signed_on > facts.today:
        return Forbid(
            Words(nl="De datum van ondertekening ligt in de toekomst.", en="The date of signing lies in the future."),
            Words(nl="Geef de dag waarop de laatste tekende.", en="Give the day on which the last party signed."),
        )
    return Permit(
        Words(
            nl="De overeenkomst heeft geheimhouding en is door beide partijen getekend.",
            en="The agreement has confidentiality terms and was signed by both parties.",
        )
    )


@rule("3.2")
def known_purposes(facts: RecordAgreement, policy: Policy) -> Forbid | None:
    """An agreement switches on some of the ten purposes, for services that the bureau offers."""
    unknown = sorted(facts.purposes - set(policy.purposes.agreed)) + sorted(facts.services - set(policy.services))
    if not unknown and facts.purposes and facts.services:
        return None
    named = ", ".join(unknown)
    return Forbid(
        Words(
            nl=f"Niet in het reglement: {named}." if named else "De overeenkomst noemt geen dienst of geen doel.",
            en=f"Not in the regulation: {named}." if named else "The agreement names no service or no purpose.",
        ),
        Words(
            nl="Kies ten minste één dienst en één van de doelen a tot en met j.",
            en="Choose at least one service and one of the purposes a to j.",
        ),
    )


RECORD_AGREEMENT = Act("record_agreement", RecordAgreement, (signed_with_terms, known_purposes), (Ref("5.signing"),))
