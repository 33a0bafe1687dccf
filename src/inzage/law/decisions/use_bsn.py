"""May the BSN be kept, shown or printed? Article 2.registration; UAVG 46: only where a statute provides for it."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class UseBsn(Facts):
    """What is done with the number, for which service, whether a reason was given, and on which form it is printed."""

    how: Literal["keep", "show", "print"]
    service: str
    reason_given: bool = False
    form: str = ""


@rule("2.registration", law=("UAVG 46", "BW 7:658a(5)"))
def only_by_statute(facts: UseBsn, policy: Policy) -> Permit | Forbid:
    """Oracle 10: only for a service whose statute provides for it. What is there already may be seen, to remove it."""
    service = policy.service(facts.service)
    if facts.how == "show" or (service is not None and service.allows_bsn):
        return Permit(
            Words(nl="De wet voorziet in dit gebruik van het BSN.", en="The law provides for this use of the BSN.")
        )
    return Forbid(
        Words(
            nl="Het BSN mag alleen voor re-integratie worden vastgelegd en gebruikt (UAVG 46).",
            en="The BSN may be kept and used for reintegration only (UAVG 46).",
        ),
        Words(
            nl="Laat het BSN weg: deze dienst heeft het niet nodig.", en="Leave the BSN out: this service needs none."
        ),
    )


@rule("2.registration", "6.need", law=("AVG 32",))
def shown_for_a_reason(facts: UseBsn, _policy: Policy) -> Forbid | None:
    """The number stays masked until somebody says why it must be seen."""
    if facts.how != "show" or facts.reason_given:
        return None
    return Forbid(
        Words(nl="Het BSN wordt alleen getoond om een reden.", en="The BSN is shown for a reason only."),
        Words(nl="Kies waarom u het nodig hebt.", en="Choose why you need it."),
    )


@rule("2.registration", law=("UAVG 46",))
def printed_where_the_law_asks_for_it(facts: UseBsn, policy: Policy) -> Forbid | None:
    """Only a form whose law asks for the number bears it; the policy lists these forms for each service."""
    form = policy.bsn.forms.get(facts.form)
    if facts.how != "print" or (form is not None and facts.service in form.services):
        return None
    return Forbid(
        Words(
            nl="Op dit formulier hoort geen BSN: geen wet vraagt erom.",
            en="This form bears no BSN: no law asks for it.",
        ),
        Words(nl="Kies een formulier dat het reglement noemt.", en="Choose a form that the regulation names."),
    )


USE_BSN = Act(
    "use_bsn",
    UseBsn,
    (only_by_statute, shown_for_a_reason, printed_where_the_law_asks_for_it),
    (Ref("2.registration"),),
)
