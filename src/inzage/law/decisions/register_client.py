"""May a client be registered with these fields for this service? Articles 2.registration and 3.2."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterClient(Facts):
    """The service asked for, the names of the fields that have a value, who brought the data, and any consent made."""

    service: str
    fields: frozenset[str]
    source: Literal["self", "sponsor"] = "self"
    consents: int = 0


@rule("2.registration", law=("AVG 5(1)(c)",))
def only_fields_of_the_service(facts: RegisterClient, policy: Policy) -> Forbid | None:
    """Data minimisation: only the fields that the policy lists for the service."""
    service = policy.service(facts.service)
    if service is None:
        codes = ", ".join(policy.services)
        return Forbid(
            Words(nl="Deze dienst staat niet in het reglement.", en="The regulation does not have this service."),
            Words(nl=f"Kies een dienst: {codes}.", en=f"Choose a service: {codes}."),
        )
    extra = sorted(facts.fields - frozenset(service.fields) - {"bsn"})
    if not extra:
        return None
    return Forbid(
        Words(
            nl=f"Voor {service.label.nl} zijn deze gegevens niet nodig: {', '.join(extra)}.",
            en=f"{service.label.en} does not need these data: {', '.join(extra)}.",
        ),
        Words(nl="Laat deze velden leeg.", en="Leave these fields empty."),
    )


@rule("2.registration", law=("UAVG 46", "BW 7:658a(5)"))
def bsn_only_by_statute(facts: RegisterClient, policy: Policy) -> Forbid | None:
    """Oracle 10: the BSN only for reintegration, where a statute provides for it."""
    service = policy.service(facts.service)
    if "bsn" not in facts.fields or (service is not None and service.allows_bsn):
        return None
    return Forbid(
        Words(
            nl="Het BSN mag alleen voor re-integratie worden vastgelegd (UAVG 46).",
            en="The BSN may be recorded for reintegration only (UAVG 46).",
        ),
        Words(nl="Laat het BSN leeg.", en="Leave the BSN empty."),
    )


@rule("3.2", law=("AVG 4(11)", "AVG 7"))
def registering_is_no_consent(facts: RegisterClient, _policy: Policy) -> Forbid | None:
    """Oracle 1: registering creates no consent."""
    if facts.consents <= 0:
        return None
    return Forbid(
        Words(nl="Inschrijven is geen toestemming.", en="Registration is no consent."),
        Words(nl="Vraag elke toestemming apart, na de inschrijving.", en="Ask each consent apart, after registration."),
    )


@rule("2.registration", "3.a", law=("AVG 6(1)(b)", "AVG 6(1)(f)"))
def registration_is_for_the_service(facts: RegisterClient, policy: Policy) -> Permit | None:
    """A client may be registered for a service; what is missing and the notice of the source stay as duties."""
    service = policy.service(facts.service)
    if service is None:
        return None
    owed = []
    missing = sorted(frozenset(service.required) - facts.fields)
    if missing:
        sentence = Words(
            nl=f"Vul aan voor het einde van de intake: {', '.join(missing)}.",
            en=f"Complete before the intake ends: {', '.join(missing)}.",
        )
        owed.append(Obligation("complete_registration", Ref("2.registration"), sentence))
    if facts.source == "sponsor":
        sentence = Words(
            nl="Laat de cliënt weten waar de gegevens vandaan komen (AVG 14).",
            en="Tell the client where the data came from (AVG 14).",
        )
        term = policy.clock("article_14_notice").term
        owed.append(Obligation("article_14_notice", Ref("2.registration"), sentence, term))
    return Permit(
        Words(
            nl="Deze gegevens heeft de dienst nodig.",
            en="The service needs these data.",
        ),
        tuple(owed),
    )


REGISTER_CLIENT = Act(
    "register_client",
    RegisterClient,
    (only_fields_of_the_service, bsn_only_by_statute, registering_is_no_consent, registration_is_for_the_service),
    (Ref("2.registration"),),
)
