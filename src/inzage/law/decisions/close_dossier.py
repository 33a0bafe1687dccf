"""May this client's dossier be closed? Articles 3.a and 6.dossier."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDossier(Facts):
    """How many engagements still run, how many duties are open in the dossier, and whether a reason was given."""

    running: int
    open_duties: int
    reason_given: bool


@rule("3.a", "6.dossier")
def nothing_is_left_to_do(facts: CloseDossier, _policy: Policy) -> Permit | Forbid:
    """A dossier closes when no engagement runs and nothing is owed any more, for a reason."""
    if facts.running > 0:
        return Forbid(
            Words(nl="Er loopt nog een traject in dit dossier.", en="An engagement still runs in this dossier."),
            Words(nl="Beëindig eerst het traject.", en="End the engagement first."),
        )
    if facts.open_duties > 0:
        return Forbid(
            Words(nl="Er staan nog taken open in dit dossier.", en="Duties are still open in this dossier."),
            Words(nl="Rond eerst af wat open staat.", en="First finish what is open."),
        )
    if not facts.reason_given:
        return Forbid(
            Words(nl="Er is geen reden gekozen.", en="No reason was chosen."),
            Words(nl="Kies waarom het dossier dicht kan.", en="Choose why the dossier can be closed."),
        )
    return Permit(Words(nl="Alles is afgerond; het dossier kan dicht.", en="All is done; the dossier can be closed."))


CLOSE_DOSSIER = Act("close_dossier", CloseDossier, (nothing_is_left_to_do,), (Ref("3.a"),))
