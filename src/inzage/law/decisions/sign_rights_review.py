"""May this review of rights be signed? Articles 6.need, 11.security: no more than the work needs, looked at yearly."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRightsReview(Facts):
    """What is signed: rights of the signer, other managers, unused rights kept without a reason, the second factor."""

    own_rights: int
    other_managers: int
    unexplained: int
    second_factor: bool


@rule("6.need", law=("AVG 32(1)(d)", "AVG 32(4)"))
def not_for_oneself(facts: SignRightsReview, _policy: Policy) -> Permit | Forbid:
    """Another manager signs for a manager's own rights, as long as there is one."""
    if facts.own_rights > 0 and facts.other_managers > 0:
        return Forbid(
            Words(
                nl="Niemand tekent voor de eigen rechten zolang er een andere manager is.",
                en="Nobody signs for their own rights while there is another manager.",
            ),
            Words(nl="Laat de andere manager daarvoor tekenen.", en="Let the other manager sign for those."),
        )
    return Permit(Words(nl="De rechten zijn bekeken.", en="The rights were looked at."))


@rule("6.need", law=("AVG 5(2)",))
def unused_is_explained(facts: SignRightsReview, _policy: Policy) -> Forbid | None:
    """What is kept though nobody used it for long has a reason."""
    if facts.unexplained < 1:
        return None
    return Forbid(
        Words(
            nl="Een recht dat lang niet is gebruikt, blijft alleen met een reden.",
            en="A right that was not used for long is kept only with a reason.",
        ),
        Words(nl="Geef de reden, of beëindig het recht.", en="Give the reason, or end the right."),
    )


@rule("11.security", law=("AVG 32",))
def with_second_factor(facts: SignRightsReview, _policy: Policy) -> Forbid | None:
    """Signing asks a session that gave its second factor."""
    if facts.second_factor:
        return None
    return Forbid(
        Words(nl="Tekenen kan alleen na de tweede stap.", en="Signing asks for the second step."),
        Words(nl="Log in met uw passkey of een code.", en="Sign in with your passkey or a code."),
    )


SIGN_RIGHTS_REVIEW = Act(
    "sign_rights_review",
    SignRightsReview,
    (not_for_oneself, unused_is_explained, with_second_factor),
    (Ref("6.need"), Ref("11.security")),
)
"""The act with which a manager signs for who keeps which rights."""
