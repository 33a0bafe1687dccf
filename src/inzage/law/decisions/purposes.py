"""Which purposes a relation carries. Articles 3.purposes, 3.2 and 3.3."""

from typing import Literal

from inzage.law.policy import Policy

Answer = Literal["allowed", "unknown", "not_agreed", "prohibited"]


def purpose_allowed(
    purpose: str, policy: Policy, *, agreed: frozenset[str] | None, prohibited: frozenset[str]
) -> Answer:
    """Say whether data may be used for `purpose` ("3.a" … "3.j", or a duty such as "13").

    agreed: the purposes that the agreement switched on, None when there is no agreement yet; then those of the policy's
    `before_agreement` hold. prohibited: purposes the person objected to (AVG 21). A duty of the regulation is never
    switched off: it serves the person. "unknown" is a purpose that the regulation does not have.
    """
    if policy.purpose(purpose) is None:
        return "unknown"
    if purpose in policy.purposes.duties:
        return "allowed"
    if purpose in prohibited:
        return "prohibited"
    carried = purpose in policy.purposes.before_agreement or (agreed is not None and purpose in agreed)
    return "allowed" if carried else "not_agreed"
