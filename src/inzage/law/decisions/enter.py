"""May this person use a page of the bureau at all? Articles 1.confidentiality, 5.need and 6.need."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Enter(Facts):
    """The roles that the page is for (none: any staff), those of the person, and what the person still owes."""

    needed_roles: frozenset[str]
    roles: frozenset[str]
    missing: frozenset[str]


@rule("1.confidentiality", law=("UAVG 30(4)",))
def bound_to_secrecy(facts: Enter, _policy: Policy) -> Forbid | None:
    """Nothing opens before the declaration of secrecy is on file and the current regulation acknowledged."""
    if not facts.missing:
        return None
    return Forbid(
        Words(
            nl="Uw verklaring van geheimhouding of uw kennisneming van het reglement ontbreekt nog.",
            en="Your declaration of secrecy or your acknowledgement of the regulation is still missing.",
        ),
        Words(
            nl="Teken de verklaring en bevestig het reglement op de startpagina.",
            en="Sign the declaration and acknowledge the regulation on the starting page.",
        ),
    )


@rule("6.need", "5.need", law=("AVG 5(1)(f)", "AVG 32"))
def needs_it_for_the_job(facts: Enter, _policy: Policy) -> Permit | Forbid:
    """A page is for the roles whose work needs it."""
    if not facts.needed_roles or facts.needed_roles & facts.roles:
        return Permit(
            Words(nl="Deze pagina hoort bij uw functie.", en="This page belongs to your role."),
        )
    return Forbid(
        Words(nl="Deze pagina hoort niet bij uw functie.", en="This page does not belong to your role."),
        Words(
            nl="Vraag een manager om de rol als uw werk die nodig heeft.",
            en="Ask a manager for the role if your work needs it.",
        ),
    )


ENTER = Act("enter", Enter, (bound_to_secrecy, needs_it_for_the_job), (Ref("6.need"),))
