"""The verbs of a group programme: make one, plan a meeting, let a client take part, end that, record who was there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record, record_shown
from inzage.access.ledger.kinds import Kind
from inzage.kit.text import clean_line
from inzage.law.calendar import AMSTERDAM
from inzage.work.engagements.models import Engagement
from inzage.work.groups.facts import attendance, participants_of
from inzage.work.groups.models import GroupAttendance, GroupMeeting, GroupProgramme, Participant


def make_programme(*, title: str, by: Actor, at: datetime) -> GroupProgramme:
    """Make a programme at one's own office and give it. Raises ValidationError without a title."""
    said = clean_line(title)
    if not said:
        raise ValidationError({"title": _("Give the programme a title.")})
    if by.office is None:
        raise ValidationError(_("You work at no office; a programme is of an office."))
    kept = GroupProgramme.objects.create(id=uuid4(), office_id=by.office, title=said, made_at=at)
    record(Kind.GROUP_MADE, by=by, subject=kept.id, articles=("3.c",))
    return kept


def plan_meeting(
    *,
    programme: GroupProgramme,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    by: Actor,
    at: datetime,  # noqa: ARG001  a verb says when
) -> GroupMeeting:
    """Plan a date of a programme and give it. Raises ValidationError without a place, or when it ends before it begins.

    A date that has passed may be planned: what took place is recorded afterwards too.
    """
    said = clean_line(place)
    if not said:
        raise ValidationError({"place": _("Give the place where it is.")})
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": _("It ends before it begins; give a later moment.")})
    meeting = GroupMeeting.objects.create(
        id=uuid4(), programme=programme, starts_at=starts_at, ends_at=ends_at, place=said
    )
    record(Kind.GROUP_PLANNED, by=by, subject=meeting.id, articles=("3.c",))
    return meeting


def take_part(*, engagement: Engagement, programme: GroupProgramme, by: Actor, at: datetime) -> Participant:
    """Let the client of an engagement take part in a programme. Gives the participant.

    Raises ValidationError when that is so already, when the engagement ended, and for a programme of another office.
    """
    kept = Engagement.objects.select_for_update().get(id=engagement.id)
    if kept.ended_on is not None:
        raise ValidationError(_("This engagement has ended; nothing new begins for it."))
    if programme.office_id != kept.office_id:
        raise ValidationError({"programme": _("This programme is of another office; choose one from the list.")})
    running = Participant.objects.filter(dossier=kept.dossier_id, engagement=kept, programme=programme, left_on=None)
    if running.exists():
        raise ValidationError({"programme": _("The client takes part in it already.")})
    participant = Participant.objects.create(
        id=uuid4(),
        dossier_id=kept.dossier_id,
        office_id=kept.office_id,
        engagement=kept,
        programme=programme,
        joined_on=at.astimezone(AMSTERDAM).date(),
    )
    enter(dossier=engagement.dossier, part="card", kind="group", subject=participant.id, by=by, at=at)
    record(Kind.GROUP_JOINED, by=by, dossier=kept.dossier_id, subject=participant.id, articles=("3.c",))
    return participant


def leave(*, participant: Participant, by: Actor, at: datetime) -> Participant:
    """End that a client takes part; one who left stays as it was."""
    kept = Participant.objects.select_for_update().get(id=participant.id)
    if kept.left_on is None:
        kept.left_on = at.astimezone(AMSTERDAM).date()
        kept.save(update_fields=("left_on",))
        record(Kind.GROUP_LEFT, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("3.c",))
    return kept


def record_attendance(*, meeting: GroupMeeting, states: Mapping[UUID, str], by: Actor, at: datetime) -> int:
    """Record of participants (by id) how a meeting went, only of those whom the actor may see; how many changed.

    Raises ValidationError for a meeting that is still to come.
    """
    if meeting.starts_at > at:
        raise ValidationError(_("This meeting is still to come; record who was there when it has begun."))
    seen = [each for each in participants_of(meeting.programme) if each.id in states]
    known = attendance(seen)
    changed = 0
    for participant in seen:
        before = known.get((participant.id, meeting.id))
        if before is None or before.state != states[participant.id]:
            _keep(before, participant, meeting, states[participant.id], by=by, at=at)
            changed += 1
    return changed


def _keep(
    before: GroupAttendance | None,
    participant: Participant,
    meeting: GroupMeeting,
    state: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    kept = before or GroupAttendance(
        id=uuid4(),
        dossier_id=participant.dossier_id,
        office_id=participant.office_id,
        participant=participant,
        meeting=meeting,
    )
    kept.state, kept.recorded_by_id, kept.recorded_at = state, by.person, at
    kept.save(force_insert=before is None, update_fields=("state", "recorded_by", "recorded_at") if before else None)
    record(
        Kind.GROUP_ATTENDED, by=by, dossier=participant.dossier_id, subject=kept.id, articles=("3.c",),
        detail={"state": state},
    )  # fmt: skip


def trace_shown(*, dossiers: Iterable[UUID], by: Actor) -> None:
    """Leave on the log of each of these dossiers that a list of participants showed it."""
    record_shown(Kind.LIST_SHOWN, dossiers=list(dossiers), by=by, purpose="3.c", articles=("3.c",))
