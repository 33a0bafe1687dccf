"""The verbs of a meeting: plan, move, call off, ask somebody to come, record who came.

Telling the people outside is the post's affair: `sharing/invitations` uses these verbs and mails in the same
transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement
from inzage.work.meetings.models import Guest, Meeting, MeetingChange, MeetingPlace, Seat

LONGEST_MINUTES = 12 * 60
CAME = frozenset({Seat.Attendance.PRESENT, Seat.Attendance.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """When and where: `starts_at` with a time zone, whole minutes, a kind of place and where exactly."""

    starts_at: datetime
    minutes: int
    place: str
    whereabouts: str = ""
    about: str = ""

    @property
    def ends_at(self) -> datetime:
        """When it ends: the minutes really pass, also in the night when the clock jumps."""
        return self.starts_at.astimezone(UTC) + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Moving:
    """The new time and place of a meeting, who asked to move it and why."""

    planned: Planned
    asked_by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """Whether one person came; `minutes_late` only for who came late."""

    attendance: str
    minutes_late: int | None = None


def plan(
    *, engagement: Engagement, planned: Planned, coach: UUID, colleagues: Sequence[UUID] = (), by: Actor, at: datetime
) -> Meeting:
    """Plan a meeting with the client of an engagement (article 3.c). Gives it; the client has a seat in it.

    `coach` and `colleagues` are people who are assigned to the engagement now: only they need to know of it (6.need).
    A time that has passed may be planned, to record a talk afterwards. Raises ValidationError for a length that is
    none, for somebody who is not assigned, and for an engagement that has ended.
    """
    staff = list(dict.fromkeys([coach, *colleagues]))
    _check(engagement, planned, staff)
    meeting = Meeting.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        office_id=engagement.office_id,
        engagement=engagement,
        coach_id=coach,
        staff=staff,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        place=planned.place,
        planned_at=at,
        planned_by_id=by.person,
    )
    MeetingPlace.objects.create(
        dossier_id=meeting.dossier_id, meeting=meeting, whereabouts=planned.whereabouts, about=planned.about
    )
    _seat(meeting, Seat.Kind.CLIENT, client_knows_on=timezone.localdate(at))
    _trace(meeting, Kind.MEETING_PLANNED, entry="meeting", subject=meeting.pk, by=by, at=at)
    return meeting


def _check(engagement: Engagement, planned: Planned, staff: Sequence[UUID]) -> None:
    if engagement.ended_on is not None:
        raise ValidationError(_("This engagement has ended; no meeting can be planned in it any more."))
    if not set(staff) <= {each.person_id for each in assigned(engagement)}:
        raise ValidationError(
            {"coach": _("Only colleagues who are assigned to the engagement come to a meeting; assign them first.")}
        )
    _check_length(planned)


def _check_length(planned: Planned) -> None:
    if not 0 < planned.minutes <= LONGEST_MINUTES:
        raise ValidationError(
            {"minutes": _("Give how long it lasts in minutes, from 1 to %(most)s.") % {"most": LONGEST_MINUTES}}
        )


def move(*, meeting: Meeting, moving: Moving, by: Actor, at: datetime) -> Meeting:
    """Move a planned meeting to another time or place, and keep the old time, who asked and why. Gives the meeting.

    Answers to the old time count no more. Raises ValidationError for one that is over or called off.
    """
    kept, planned = _planned(meeting), moving.planned
    _check_length(planned)
    change = _keep_change(
        kept,
        what=MeetingChange.What.MOVED,
        asked_by=moving.asked_by,
        reason=moving.reason,
        planned=planned,
        by=by,
        at=at,
    )
    kept.starts_at, kept.ends_at, kept.place = planned.starts_at, planned.ends_at, planned.place
    kept.sequence += 1
    kept.save(update_fields=["starts_at", "ends_at", "place", "sequence"], force_update=True)
    where = MeetingPlace.objects.select_for_update().get(dossier=kept.dossier_id, meeting=kept)
    where.whereabouts, where.about = planned.whereabouts, planned.about
    where.save(update_fields=["whereabouts", "about"], force_update=True)
    Seat.objects.filter(dossier=kept.dossier_id, meeting=kept).update(reply="", replied_at=None)
    _trace(kept, Kind.MEETING_MOVED, entry="meeting_change", subject=change.pk, by=by, at=at)
    return kept


def cancel(*, meeting: Meeting, asked_by: str, reason: str = "", by: Actor, at: datetime) -> Meeting:
    """Call a planned meeting off, and keep who asked it and why. Gives the meeting.

    Raises ValidationError for one that is over or called off already.
    """
    kept = _planned(meeting)
    change = _keep_change(
        kept, what=MeetingChange.What.CANCELLED, asked_by=asked_by, reason=reason, planned=None, by=by, at=at
    )
    kept.state = Meeting.State.CANCELLED
    kept.sequence += 1
    kept.save(update_fields=["state", "sequence"], force_update=True)
    _trace(kept, Kind.MEETING_CANCELLED, entry="meeting_change", subject=change.pk, by=by, at=at)
    return kept


def _planned(meeting: Meeting) -> Meeting:
    kept = Meeting.objects.select_for_update().get(dossier=meeting.dossier_id, pk=meeting.pk)
    if not kept.is_planned:
        raise ValidationError(_("This meeting is over or called off; plan a new one."))
    return kept


def _keep_change(
    meeting: Meeting, *, what: str, asked_by: str, reason: str, planned: Planned | None, by: Actor, at: datetime
) -> MeetingChange:
    return MeetingChange.objects.create(
        id=uuid4(),
        dossier_id=meeting.dossier_id,
        meeting=meeting,
        what=what,
        old_starts_at=meeting.starts_at,
        old_ends_at=meeting.ends_at,
        new_starts_at=planned.starts_at if planned else None,
        new_ends_at=planned.ends_at if planned else None,
        asked_by=asked_by,
        reason=reason.strip(),
        by_id=by.person,
        at=at,
    )


def ask_contact(
    *, meeting: Meeting, contact: SponsorContact, client_knows_on: date | None, by: Actor, at: datetime
) -> Seat:
    """Ask a contact of the engagement's sponsor to come. `client_knows_on`: when the client was told of it.

    Raises ValidationError for a contact of another organisation, one who left it, and one who is asked already.
    """
    kept = _planned(meeting)
    if contact.sponsor_id != kept.engagement.sponsor_id or not contact.active:
        raise ValidationError(_("This is no contact of the sponsor of this engagement any more; choose another."))
    if Seat.objects.filter(dossier=kept.dossier_id, meeting=kept, contact=contact).exists():
        raise ValidationError(_("This contact is asked to come already."))
    seat = _seat(kept, Seat.Kind.CONTACT, contact=contact, client_knows_on=_past(client_knows_on, at))
    _note_asked(seat, by)
    return seat


def ask_guest(
    *, meeting: Meeting, name: str, role: str, email: str = "", client_knows_on: date | None, by: Actor, at: datetime
) -> Seat:
    """Ask somebody else to come, by name and role; see `ask_contact`. Raises ValidationError without name or role."""
    kept = _planned(meeting)
    missing = {field: _("Fill this in.") for field, said in (("name", name), ("role", role)) if not said.strip()}
    if missing:
        raise ValidationError(missing)
    seat = _seat(kept, Seat.Kind.GUEST, client_knows_on=_past(client_knows_on, at))
    Guest.objects.create(
        id=uuid4(), dossier_id=kept.dossier_id, seat=seat, name=name.strip(), role=role.strip(), email=email
    )
    _note_asked(seat, by)
    return seat


def _past(day: date | None, at: datetime) -> date | None:
    if day is not None and day > timezone.localdate(at):
        raise ValidationError({"client_knows_on": _("This day is still to come; give the day of the talk, or none.")})
    return day


def _seat(meeting: Meeting, kind: str, *, contact: SponsorContact | None = None, client_knows_on: date | None) -> Seat:
    return Seat.objects.create(
        id=uuid4(),
        dossier_id=meeting.dossier_id,
        office_id=meeting.office_id,
        meeting=meeting,
        kind=kind,
        contact=contact,
        client_knows_on=client_knows_on,
    )


def _note_asked(seat: Seat, by: Actor) -> None:
    record(Kind.MEETING_ASKED, by=by, dossier=seat.dossier_id, subject=seat.meeting_id, purpose="3.c", articles=["3.c"])


def record_attendance(*, meeting: Meeting, came: Mapping[UUID, Came], by: Actor, at: datetime) -> Meeting:
    """Record who came, by the ids of the seats; the state of the meeting follows the client. Gives the meeting.

    It may be put right later. Raises ValidationError before the meeting begins, for one that is called off, and for
    somebody who was late by no minutes.
    """
    kept = Meeting.objects.select_for_update().get(dossier=meeting.dossier_id, pk=meeting.pk)
    if kept.state == Meeting.State.CANCELLED or kept.starts_at > at:
        raise ValidationError(
            _("Record who came once the meeting has begun; one that is called off has no attendance.")
        )
    for seat in Seat.objects.select_for_update().filter(dossier=kept.dossier_id, meeting=kept, pk__in=came):
        _sit(seat, came[seat.pk])
        if seat.kind == Seat.Kind.CLIENT:
            kept.state = Meeting.State.HELD if seat.attendance in CAME else Meeting.State.MISSED
    kept.save(update_fields=["state"], force_update=True)
    _trace(kept, Kind.MEETING_ATTENDED, entry="meeting_held", subject=kept.pk, by=by, at=at)
    return kept


def _sit(seat: Seat, came: Came) -> None:
    is_late = came.attendance == Seat.Attendance.LATE
    if is_late and not came.minutes_late:
        raise ValidationError(_("Give by how many minutes somebody was late."))
    seat.attendance, seat.minutes_late = came.attendance, came.minutes_late if is_late else None
    seat.save(update_fields=["attendance", "minutes_late"], force_update=True)


def _trace(meeting: Meeting, kind: Kind, *, entry: str, subject: UUID, by: Actor, at: datetime) -> None:
    """The line on the time line and the one on the ledger."""
    enter(dossier=meeting.dossier, part="card", kind=entry, subject=subject, by=by, at=at)
    record(kind, by=by, dossier=meeting.dossier_id, subject=meeting.pk, purpose="3.c", articles=["3.c"])


def note_invited(*, seat: Seat, sequence: int, at: datetime) -> None:
    """Write on a seat that its person was invited, for the meeting as it is at `sequence`; the post pushes it down."""
    seat.invited_at, seat.invited_for = at, sequence
    seat.save(update_fields=["invited_at", "invited_for"], force_update=True)


def note_reply(*, seat: Seat, reply: str, replied_at: datetime) -> None:
    """Write on a seat what its person answered, and when; the post pushes it down."""
    seat.reply, seat.replied_at = reply, replied_at
    seat.save(update_fields=["reply", "replied_at"], force_update=True)
