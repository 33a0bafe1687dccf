"""The verbs of an ending: close an engagement, record that aftercare was given, record that the client was asked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions import policy
from inzage.kit.text import clean_line
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.close_engagement import CLOSE_ENGAGEMENT, CloseEngagement
from inzage.work.closing.checklist import check, gaps
from inzage.work.closing.facts import AFTERCARE, SURVEY, invitation_of, survey_due
from inzage.work.closing.models import Closing, SurveyInvitation
from inzage.work.engagements.actions import end
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How it ends: codes of the policy, the last day, why it ends with gaps, and the last day of aftercare or None."""

    outcome: str
    ended_on: date
    reason: str = ""
    gaps_reason: str = ""
    followed_until: date | None = None


def close(*, engagement: Engagement, ending: Ending, by: Actor, at: datetime) -> Closing:
    """End an engagement as its closing check-list stands now, and give how it was closed.

    The dossier must be opened with agreements and reports. Leaves the task to ask how satisfied the client is, and with
    aftercare that one too. Raises law's Refused for an outcome or reason that does not fit the service (3.c) and for
    gaps without a reason (6.dossier); ValidationError for impossible days, and when it has ended already.
    """
    missing = gaps(check(engagement, at.astimezone(AMSTERDAM).date()))
    why = clean_line(ending.gaps_reason)
    facts = CloseEngagement(
        service=engagement.service,
        outcome=ending.outcome,
        reason=ending.reason,
        gaps=missing,
        gaps_reason_given=bool(why),
    )
    CLOSE_ENGAGEMENT.decide(facts, policy()).enforce()
    _check_days(ending, at)
    follower = next((each.person_id for each in assigned(engagement)), by.person)
    ended = end(
        engagement=engagement,
        outcome=ending.outcome,
        ended_on=ending.ended_on,
        followed_until=ending.followed_until,
        by=by,
        at=at,
    )
    closing = Closing.objects.create(
        id=uuid4(),
        dossier_id=ended.dossier_id,
        office_id=ended.office_id,
        engagement=ended,
        reason=ending.reason,
        gaps=sorted(missing),
        gaps_reason=why if missing else "",
        followed_until=ending.followed_until,
        closed_by_id=by.person,
        closed_at=at,
    )
    _leave(ended, ending, follower, by=by, at=at)
    record(
        Kind.ENGAGEMENT_CLOSED, by=by, dossier=ended.dossier_id, subject=closing.id, articles=("3.c", "6.dossier"),
        detail={"gaps": len(missing)},
    )  # fmt: skip
    return closing


def _check_days(ending: Ending, at: datetime) -> None:
    if ending.ended_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError({"ended_on": _("This day is still to come; close the engagement when it is there.")})
    if ending.followed_until is not None and ending.followed_until < ending.ended_on:
        raise ValidationError({"followed_until": _("Aftercare ends after the last day; give a later day, or none.")})


def _leave(engagement: Engagement, ending: Ending, follower: UUID, *, by: Actor, at: datetime) -> None:
    """Open the tasks that an ending leaves: for the back office the question, for the coach aftercare."""
    today = at.astimezone(AMSTERDAM).date()
    open_task(
        kind=SURVEY, article="3.e", dossier=engagement.dossier, due=max(survey_due(ending.ended_on), today),
        role="back_office", subject=engagement.id, by=by, at=at,
    )  # fmt: skip
    if ending.followed_until:
        open_task(
            kind=AFTERCARE, article="3.c", dossier=engagement.dossier, due=max(ending.followed_until, today),
            person=follower, subject=engagement.id, by=by, at=at,
        )  # fmt: skip


def finish_aftercare(*, engagement: Engagement, by: Actor, at: datetime) -> int:
    """Record that aftercare was given: the task is done. Gives how many there were, 0 when there was none."""
    return finish_about(subject=engagement.id, kind=AFTERCARE, by=by, at=at)


def record_invitation(
    *, engagement: Engagement, invited_on: date, how: str, by: Actor, at: datetime
) -> SurveyInvitation:
    """Record that the client was asked how satisfied they are (article 3.e) and finish the task about it.

    Those who broke off are asked as well. Raises ValidationError for a second time, for a day that is still to come,
    and as long as the engagement runs.
    """
    if engagement.ended_on is None:
        raise ValidationError(_("This engagement still runs; the client is asked after its end."))
    if invited_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError({"invited_on": _("This day is still to come; record it when the client was asked.")})
    # locked, so that a form sent twice records it once
    kept = Engagement.objects.select_for_update().get(id=engagement.id)
    if invitation_of(kept) is not None:
        raise ValidationError(_("It is recorded already that this client was asked."))
    invitation = SurveyInvitation.objects.create(
        id=uuid4(),
        dossier_id=kept.dossier_id,
        office_id=kept.office_id,
        engagement=kept,
        invited_on=invited_on,
        how=how,
        recorded_by_id=by.person,
        recorded_at=at,
    )
    finish_about(subject=kept.id, kind=SURVEY, by=by, at=at)
    record(Kind.SURVEY_INVITED, by=by, dossier=kept.dossier_id, subject=invitation.id, articles=("3.e",))
    return invitation
