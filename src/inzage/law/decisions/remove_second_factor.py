"""May this second factor be removed? Article 11.security: staff never signs in with a password alone."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSecondFactor(Facts):
    """How many apps and passkeys remain; recovery codes do not count, they run out."""

    others: int


@rule("11.security", law=("AVG 32",))
def one_remains(facts: RemoveSecondFactor, _policy: Policy) -> Permit | Forbid:
    """The last one stays until there is another."""
    if facts.others < 1:
        return Forbid(
            Words(
                nl="Dit is uw laatste tweede stap. Zonder tweede stap gaat er geen dossier open.",
                en="This is your last second step. Without a second step no dossier opens.",
            ),
            Words(
                nl="Stel eerst een andere passkey of een app in. Daarna kan deze weg.",
                en="First set up another passkey or an app. Then this one can go.",
            ),
        )
    return Permit(Words(nl="Deze tweede stap kan weg.", en="This second step can go."))


REMOVE_SECOND_FACTOR = Act("remove_second_factor", RemoveSecondFactor, (one_remains,), (Ref("11.security"),))
"""The act that removes a passkey or the app that makes codes."""
