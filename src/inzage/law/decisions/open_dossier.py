"""May this person open these parts of a dossier for this purpose? Articles 1.confidentiality, 3, 5.need, 6.need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.purposes import purpose_allowed
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.policy.blocks import DossierKind
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDossier(Facts):
    """Who asks, on what relation to the dossier, for which parts and purpose."""

    kind: DossierKind
    parts: frozenset[str]
    roles: frozenset[str]
    relation: Literal["assigned", "office", "exception", "sample", "none"]
    has_grant: bool
    declaration_signed: bool
    acknowledged_current: bool
    purpose: str
    agreement_purposes: frozenset[str] | None
    prohibited_purposes: frozenset[str] = frozenset()
    reason: str = ""


@rule("1.confidentiality", law=("UAVG 30(4)", "AVG 32(4)"))
def declaration_is_signed(facts: OpenDossier, _policy: Policy) -> Forbid | None:
    """Oracle 8: nothing opens before the declaration of secrecy is on file."""
    if facts.declaration_signed:
        return None
    return Forbid(
        Words(
            nl="De verklaring van geheimhouding is nog niet getekend.",
            en="The declaration of secrecy has not been signed yet.",
        ),
        Words(nl="Teken eerst de verklaring.", en="Sign the declaration first."),
    )


@rule("1.confidentiality", "16.change")
def regulation_is_acknowledged(facts: OpenDossier, _policy: Policy) -> Forbid | None:
    """Each version of the regulation is acknowledged before anything opens under it."""
    if facts.acknowledged_current:
        return None
    return Forbid(
        Words(
            nl="De huidige versie van het reglement is nog niet gelezen en bevestigd.",
            en="The current version of the regulation has not been read and acknowledged yet.",
        ),
        Words(nl="Lees het reglement en bevestig dat.", en="Read the regulation and acknowledge it."),
    )


@rule("3.purposes", law=("AVG 5(1)(b)",))
def purpose_exists(facts: OpenDossier, policy: Policy) -> Forbid | None:
    """An opening names one of the ten purposes or a duty of the regulation, and a duty only by whose duty it is."""
    if _is_purpose(facts, policy):
        return None
    return Forbid(
        Words(
            nl="Dit is geen doel waarvoor deze functie een dossier mag openen.",
            en="This is not a purpose for which this role may open a dossier.",
        ),
        Words(
            nl="Kies een van de doelen 3.a tot en met 3.j, of een plicht van het reglement die bij de functie hoort.",
            en="Choose one of the purposes 3.a to 3.j, or a duty of the regulation that belongs to the role.",
        ),
    )


def _is_purpose(facts: OpenDossier, policy: Policy) -> bool:
    """Whether the regulation has this purpose for one of these roles."""
    duty = next((duty for code, duty in policy.purposes.duties.items() if code == facts.purpose), None)
    only_auditor = facts.roles == {"auditor"} and facts.purpose not in policy.auditor.purposes
    known = policy.purpose(facts.purpose) is not None and not only_auditor
    return known and (duty is None or bool(facts.roles & frozenset(duty.roles)))


@rule("3.2", law=("AVG 5(1)(b)",))
def purpose_is_agreed(facts: OpenDossier, policy: Policy) -> Forbid | None:
    """Before an agreement the relation carries few purposes; the agreement switches on the others."""
    if _purpose(facts, policy) != "not_agreed":
        return None
    return Forbid(
        Words(
            nl="De overeenkomst draagt dit doel niet, of er is nog geen overeenkomst.",
            en="The agreement does not carry this purpose, or there is no agreement yet.",
        ),
        Words(
            nl="Leg een overeenkomst vast die dit doel noemt, of kies een doel dat al mag.",
            en="Record an agreement that names this purpose, or choose one that is already carried.",
        ),
    )


@rule("3.3", law=("AVG 21",))
def nobody_objected(facts: OpenDossier, policy: Policy) -> Forbid | None:
    """An objection switches a purpose off."""
    if _purpose(facts, policy) != "prohibited":
        return None
    return Forbid(
        Words(nl="De persoon maakte bezwaar tegen dit doel.", en="The person objected to this purpose."),
        Words(
            nl="Gebruik de gegevens niet voor dit doel; alleen de persoon zelf kan het bezwaar intrekken.",
            en="Do not use the data for this purpose; only the person can take the objection back.",
        ),
    )


def _purpose(facts: OpenDossier, policy: Policy) -> str:
    return purpose_allowed(facts.purpose, policy, agreed=facts.agreement_purposes, prohibited=facts.prohibited_purposes)


def _needed(facts: OpenDossier, policy: Policy) -> Mapping[str, frozenset[str]]:
    """The parts that one's roles need, each with its purposes, of roles that the policy names for the relation.

    Any relation but the office needs a grant as well.
    """
    if facts.relation == "none" or (facts.relation != "office" and not facts.has_grant):
        return {}
    needed: dict[str, frozenset[str]] = {}
    named = policy.needs_of(facts.kind)[facts.relation].parts
    for role in (role for role in facts.roles if role in named):
        for part, purposes in policy.rights(role, facts.relation, facts.kind).items():
            needed[part] = needed.get(part, frozenset()) | purposes
    return needed


@rule("3.purposes", law=("AVG 5(1)(b)", "AVG 5(1)(c)"))
def parts_serve_the_purpose(facts: OpenDossier, policy: Policy) -> Forbid | None:
    """A part opens only for the purposes that the work of this role needs it for."""
    needed = _needed(facts, policy)
    if not _is_purpose(facts, policy) or all(facts.purpose in needed[part] for part in facts.parts if part in needed):
        return None
    return Forbid(
        Words(
            nl="Dit deel van het dossier is voor dit doel niet nodig.",
            en="This part of the dossier is not needed for this purpose.",
        ),
        Words(
            nl="Kies het doel waarvoor het wel nodig is; het overzicht van de rechten noemt ze.",
            en="Choose the purpose for which it is needed; the overview of rights names them.",
        ),
    )


def _need(facts: OpenDossier, policy: Policy) -> Permit | Forbid:
    if not facts.parts or not facts.parts <= _needed(facts, policy).keys():
        return Forbid(
            Words(
                nl="Dit deel van het dossier is niet nodig voor het werk van deze functie aan dit dossier.",
                en="This part of the dossier is not needed for this role's work on this dossier.",
            ),
            Words(
                nl="Vraag om toegewezen te worden, of om een uitzondering met een reden en een einde.",
                en="Ask to be assigned, or for an exception with a reason and an end.",
            ),
        )
    if facts.relation != "exception":
        return Permit(Words(nl="Het werk aan dit dossier heeft dit nodig.", en="The work on this dossier needs this."))
    if not facts.reason.strip():
        return Forbid(
            Words(nl="De uitzondering heeft geen reden.", en="The exception has no reason."),
            Words(nl="Schrijf op waarom dit nu nodig is.", en="Write down why this is needed now."),
        )
    return Permit(
        Words(nl="Een uitzondering met reden laat dit toe.", en="An exception with a reason allows this."),
        (
            Obligation(
                "review_exception",
                Ref("6.need") if facts.kind == "client" else Ref("5.need"),
                Words(
                    nl="De privacyfunctionaris kijkt de uitzondering na.",
                    en="The privacy officer reviews the exception.",
                ),
            ),
        ),
    )


@rule("6.need", law=("AVG 5(1)(f)", "AVG 25(2)"))
def client_dossier_is_needed(facts: OpenDossier, policy: Policy) -> Permit | Forbid | None:
    """Oracle 9: only whose work needs it opens a client dossier."""
    return _need(facts, policy) if facts.kind == "client" else None


@rule("5.need", law=("AVG 5(1)(f)", "AVG 25(2)"))
def sponsor_dossier_is_needed(facts: OpenDossier, policy: Policy) -> Permit | Forbid | None:
    """Only whose work needs it opens a sponsor dossier."""
    return _need(facts, policy) if facts.kind == "sponsor" else None


OPEN_DOSSIER = Act(
    "open_dossier",
    OpenDossier,
    (
        declaration_is_signed,
        regulation_is_acknowledged,
        purpose_exists,
        parts_serve_the_purpose,
        purpose_is_agreed,
        nobody_objected,
        client_dossier_is_needed,
        sponsor_dossier_is_needed,
    ),
    (Ref("6.need"), Ref("5.need")),
)
