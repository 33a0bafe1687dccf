"""May this person lose this role? Articles 5.need, 6.need: somebody must be able to give access."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRole(Facts):
    """The role that ends, and how many others hold it and still work here."""

    role: str
    other_holders: int


@rule("6.need", "5.need", law=("AVG 32",))
def a_manager_remains(facts: EndRole, _policy: Policy) -> Permit | Forbid:
    """Only a manager gives roles, so the last one stays until there is another."""
    if facts.role == "manager" and facts.other_holders < 1:
        return Forbid(
            Words(
                nl="Dit is de laatste manager. Zonder manager kan niemand meer rollen geven of afnemen.",
                en="This is the last manager. Without a manager nobody can give or end roles any more.",
            ),
            Words(
                nl="Geef eerst een collega de rol manager. Daarna kan deze rol eindigen.",
                en="First give a colleague the role of manager. Then this role can end.",
            ),
        )
    return Permit(Words(nl="De rol kan eindigen.", en="The role can end."))


END_ROLE = Act("end_role", EndRole, (a_manager_remains,), (Ref("6.need"),))
"""The act that ends a role, also when somebody leaves."""
