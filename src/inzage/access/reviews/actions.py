"""Sign a review: what is ended ends now, what is kept is on record with who keeps it and why."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from inzage.access.actor import Actor
from inzage.access.grants import actions as grants
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.people import actions as people
from inzage.access.reviews.facts import ROLE, STAND_IN, TASK, Right
from inzage.access.reviews.models import RightsReview
from inzage.access.standins import actions as standins
from inzage.access.tasks.actions import finish_about
from inzage.access.versions.current import policy
from inzage.law.decisions.sign_rights_review import SIGN_RIGHTS_REVIEW, SignRightsReview


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the manager decided about one right; `reason` says why one that is not used is kept."""

    right: Right
    keep: bool
    reason: str


def sign(
    *,
    office: UUID,
    verdicts: Sequence[Verdict],
    others: int,
    left_out: bool,
    completes: UUID | None,
    second_factor: bool,
    by: Actor,
    at: datetime,
) -> RightsReview:
    """End what is ended, and sign for the whole (articles 6.need, 11.security).

    `others` is how many other managers the office has; `left_out` that the signer's own rights wait for one of them;
    `completes` the review that left out the rights decided on here. Raises law's Refused for one's own rights while
    another manager is there, without a reason for what is not used, and without a second factor in this session;
    also what ending a right raises, such as that of the last manager.
    """
    facts = SignRightsReview(
        own_rights=sum(verdict.right.person == by.person for verdict in verdicts),
        other_managers=others,
        unexplained=sum(each.keep and each.right.unused and not each.reason.strip() for each in verdicts),
        second_factor=second_factor,
    )
    SIGN_RIGHTS_REVIEW.decide(facts, policy()).enforce()
    content = _content(verdicts)
    with transaction.atomic():
        review = RightsReview.objects.create(
            office_id=office,
            signed_by=by.person,
            signed_at=at,
            left_out=by.person if left_out else None,
            completes=completes,
            content=content,
            digest=digest(content),
        )
        kept = sum(verdict.keep for verdict in verdicts)
        detail: dict[str, str | int] = {"sha256": review.digest, "kept": kept, "ended": len(verdicts) - kept}
        record(
            Kind.RIGHTS_REVIEWED, by=by, subject=review.pk, purpose="3.a", articles=["6.need", "11.security"],
            detail=detail,
        )  # fmt: skip
        if not left_out:
            finish_about(subject=office, kind=TASK, by=by, at=at)
        for verdict in verdicts:
            if not verdict.keep:
                ENDINGS.get(verdict.right.kind, _end_grant)(verdict.right, by, at)
    return review


def open_due(*, by: Actor, at: datetime) -> int:
    """Open a task for the managers of each office whose review is due soon; how many (articles 6.need, 11.security).

    Due is a term of the policy after the last review that left nothing open, or after the office got its first manager.
    Raises ProgrammingError unless the actor is a service.
    """
    term = settings.POLICY.rights_review
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.open_rights_reviews(%s, %s, %s)",
            [at, f"{term.every.amount} {term.every.unit}", f"{term.opens.amount} {term.opens.unit}"],
        )
        return int(cursor.fetchone()[0])


def digest(content: object) -> str:
    """The SHA-256 (hex) of a content, whatever order its keys are kept in."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _content(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    return [
        {
            "kind": right.kind,
            "row": str(right.row),
            "person": str(right.person),
            "role": right.role,
            "office": str(right.office),
            "since": right.since.isoformat(),
            "until": right.until.isoformat() if right.until else None,
            "given_by": str(right.given_by) if right.given_by else None,
            "given_for": right.reason,
            "last_used": right.last_used.isoformat() if right.last_used else None,
            "unused": right.unused,
            "kept": verdict.keep,
            "reason": verdict.reason,
        }
        for verdict in verdicts
        for right in (verdict.right,)
    ]


def _end_role(right: Right, by: Actor, at: datetime) -> None:
    people.end_role(person=right.person, office=right.office, role=right.role, by=by, at=at)


def _end_stand_in(right: Right, by: Actor, at: datetime) -> None:
    standins.end(standin=right.row, by=by, at=at)


def _end_grant(right: Right, by: Actor, at: datetime) -> None:
    grants.end(grant=right.row, by=by, at=at)


Ending = Callable[[Right, Actor, datetime], None]
ENDINGS: Mapping[str, Ending] = MappingProxyType({ROLE: _end_role, STAND_IN: _end_stand_in})
