"""The meetings of a client of the demo: those that were held, and the next one, some days ahead."""

from datetime import datetime, time, timedelta

from inzage.access.actor import Actor
from inzage.access.identity import acting
from inzage.front.demo.case import DAY, Case
from inzage.front.demo.stories import NOTES, Stage
from inzage.law.calendar import AMSTERDAM, working_days_after
from inzage.sharing.invitations.actions import move, plan
from inzage.work.engagements.models import Engagement
from inzage.work.meetings.actions import Came, Moving, Planned, record_attendance
from inzage.work.meetings.models import Meeting, Seat

HOURS = (9, 10, 11, 13, 14, 15)
PLACES = (
    ("office", "Spreekkamer 2"),
    ("video", "https://video.werkhaven.example/gesprek"),
    ("phone", "06 55 55 01 00"),
    ("office", "Spreekkamer 1"),
)
LATE_MINUTES = 10


def meet(case: Case, engagement: Engagement) -> None:
    """Plan and hold the meetings of which there are notes, move one, and plan the next."""
    case.open(case.worker, "card", "contact", "disclosures")
    with acting(case.worker) as actor:
        held = [
            _hold(case, engagement, case.at - timedelta(weeks=weeks), by=actor)
            for weeks, _text, _confidential in NOTES
            if case.at - timedelta(weeks=weeks) > case.since + 6 * DAY
        ]
        if case.story.stage == Stage.ENDED:
            return
        soon = _plan(case, engagement, case.at + (case.story.days // 5 % 4) * DAY, invites=True, by=actor)
        if len(held) > 1:
            later = _when(case, soon.starts_at + DAY)
            move(meeting=soon, moving=Moving(later, "client", "Kan die dag niet"), by=actor, at=case.at)


def _when(case: Case, near: datetime) -> Planned:
    """The working day at or after a moment, at the hour and place of this client."""
    day = working_days_after(near.astimezone(AMSTERDAM).date(), 0)
    place, where = PLACES[case.story.days % len(PLACES)]
    hour = time(HOURS[case.story.days % len(HOURS)])
    return Planned(starts_at=datetime.combine(day, hour, tzinfo=AMSTERDAM), minutes=60, place=place, whereabouts=where)


def _plan(case: Case, engagement: Engagement, near: datetime, *, invites: bool = False, by: Actor) -> Meeting:
    """Plan one; the client gets a mail of one that is still to come."""
    planned = _when(case, near)
    return plan(
        engagement=engagement,
        planned=planned,
        coach=case.worker,
        invites=invites and planned.starts_at > case.at,
        by=by,
        at=min(near, case.at),
    )


def _hold(case: Case, engagement: Engagement, near: datetime, *, by: Actor) -> Meeting:
    meeting = _plan(case, engagement, near, by=by)
    seat = Seat.objects.get(dossier=case.dossier, meeting=meeting, kind=Seat.Kind.CLIENT)
    came = Came("late", LATE_MINUTES) if case.story.days % 2 else Came("present")
    return record_attendance(meeting=meeting, came={seat.pk: came}, by=by, at=meeting.ends_at)
