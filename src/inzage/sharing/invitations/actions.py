"""Plan, move and call off a meeting and tell whom it concerns, in one transaction; who wants no reminders.

Nothing is mailed that law does not allow, and nothing that is not committed: the mails wait in the outbox.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier
from inzage.access.tasks.actions import finish_about
from inzage.access.versions import policy
from inzage.law.decisions.invite import INVITE
from inzage.sharing.invitations import facts, ical, wording
from inzage.sharing.invitations.facts import Addressee
from inzage.sharing.invitations.models import Invitation, Reminder, ReminderRefusal
from inzage.sharing.post.actions import Enclosed, queue_mail, recall
from inzage.sharing.post.models import Message
from inzage.work.engagements.models import Engagement
from inzage.work.meetings import actions as meetings
from inzage.work.meetings.actions import Moving, Planned
from inzage.work.meetings.models import Meeting, Seat

SECRET_BYTES = 24
CHANGING = ("addressed_to", "sequence", "tell", "message", "sent_at")


@transaction.atomic
def plan(
    *,
    engagement: Engagement,
    planned: Planned,
    coach: UUID,
    colleagues: Sequence[UUID] = (),
    invites: bool,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Plan a meeting and, when `invites`, mail the client an invitation; see `work.meetings.actions.plan`.

    Raises law's Refused when the client has no mail address (6.sending), and ValidationError when nobody can be invited
    any more; then nothing is planned.
    """
    meeting = meetings.plan(engagement=engagement, planned=planned, coach=coach, colleagues=colleagues, by=by, at=at)
    if invites:
        seat = Seat.objects.get(dossier=meeting.dossier_id, meeting=meeting, kind=Seat.Kind.CLIENT)
        invite(meeting=meeting, seat=seat, by=by, at=at)
    return meeting


def move(*, meeting: Meeting, moving: Moving, by: Actor, at: datetime) -> Meeting:
    """Move a meeting and mail the new time to who was invited; see `work.meetings.actions.move`.

    The reminder of the old time never goes. Whom law does not allow a mail any more gets none.
    """
    moved = meetings.move(meeting=meeting, moving=moving, by=by, at=at)
    _stop_reminders(moved.dossier_id, by=by, at=at, meeting=moved)
    finish_about(subject=moved.pk, kind="meeting_declined", by=by, at=at)
    for sent in facts.invitations_of(moved) if moved.starts_at > at else ():
        to = facts.addressee(sent.seat)
        if INVITE.decide(facts.invite_facts(sent.seat, moved.engagement, to.email), policy()).allowed:
            _invite(moved, sent.seat, to, sent, by=by, at=at)
    return moved


def cancel(*, meeting: Meeting, asked_by: str, reason: str = "", by: Actor, at: datetime) -> Meeting:
    """Call a meeting off and tell who was invited; see `work.meetings.actions.cancel`. No reminder goes any more."""
    gone = meetings.cancel(meeting=meeting, asked_by=asked_by, reason=reason, by=by, at=at)
    _stop_reminders(gone.dossier_id, by=by, at=at, meeting=gone)
    finish_about(subject=gone.pk, kind="meeting_declined", by=by, at=at)
    for sent in facts.invitations_of(gone) if gone.starts_at > at else ():
        to = facts.addressee(sent.seat)
        if to.email:
            words = wording.called_off(gone, to.language)
            _mail(gone, to, words, sent.uid, "", method=ical.CANCEL, by=by, at=at)
            sent.sequence = gone.sequence
            sent.save(update_fields=["sequence"], force_update=True)
    return gone


def invite(*, meeting: Meeting, seat: Seat, by: Actor, at: datetime) -> Invitation:
    """Mail an invitation to whoever sits there, or mail it again; the client's reminder is put ready with it.

    Raises law's Refused without an address (6.sending), and for anybody else than the client as long as the client
    does not know of it (6.agreement); ValidationError for a meeting that is over, begun or called off.
    """
    kept = Meeting.objects.select_for_update().get(dossier=meeting.dossier_id, pk=meeting.pk)
    if not kept.is_planned or kept.starts_at <= at:
        raise ValidationError(_("Nobody is invited to a meeting that has begun or is called off."))
    to = facts.addressee(seat)
    INVITE.decide(facts.invite_facts(seat, kept.engagement, to.email), policy()).enforce()
    sent = Invitation.objects.filter(dossier=seat.dossier_id, seat=seat).first()
    return _invite(kept, seat, to, sent, by=by, at=at)


def _invite(
    meeting: Meeting, seat: Seat, to: Addressee, sent: Invitation | None, *, by: Actor, at: datetime
) -> Invitation:
    """Queue the mail, write the invitation and the seat, and put the client's reminder ready."""
    where = facts.whereabouts(meeting, seat)
    words = wording.invited(meeting, where, to.language, anew=sent is not None and sent.sequence != meeting.sequence)
    uid = sent.uid if sent else f"{secrets.token_urlsafe(SECRET_BYTES)}@{_domain()}"
    message = _mail(meeting, to, words, uid, where, method=ical.REQUEST, by=by, at=at)
    invitation = sent or Invitation(
        id=uuid4(), dossier_id=meeting.dossier_id, office_id=meeting.office_id, meeting=meeting, seat=seat, uid=uid
    )
    invitation.addressed_to, invitation.sequence = facts.address_mark(to.email), meeting.sequence
    invitation.tell, invitation.message, invitation.sent_at = meeting.coach_id, message, at
    if sent is None:
        invitation.save(force_insert=True)
    else:
        invitation.save(update_fields=CHANGING, force_update=True)
    meetings.note_invited(seat=seat, sequence=meeting.sequence, at=at)
    if seat.kind == Seat.Kind.CLIENT:
        _put_reminder_ready(meeting, to, where, by=by, at=at)
    return invitation


def _mail(
    meeting: Meeting, to: Addressee, words: wording.Words, uid: str, where: str, *, method: str, by: Actor, at: datetime
) -> Message:
    asked = ical.Asked(
        uid=uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=words.summary,
        location=where,
        organizer=settings.REPLIES.address,
        organizer_name=settings.BUREAU_NAME,
        attendee=to.email,
        at=at,
    )
    message = queue_mail(
        dossier=meeting.dossier,
        recipient=to.email,
        sender=settings.REPLIES.address,
        subject=words.subject,
        text=words.text,
        enclosed=Enclosed(ical.invitation(asked, method), method),
        by=by,
        at=at,
    )
    record(
        Kind.INVITATION_SENT,
        by=by,
        dossier=meeting.dossier_id,
        subject=meeting.pk,
        purpose="3.c",
        articles=["6.sending", "6.agreement"],
        detail={"method": method.lower(), "message": str(message.pk)},
    )
    return message


def _domain() -> str:
    return settings.REPLIES.address.rpartition("@")[2] or "localhost"


def _put_reminder_ready(meeting: Meeting, to: Addressee, where: str, *, by: Actor, at: datetime) -> None:
    """Write the reminder now, while the dossier is open; the worker sends it when it is due (article 3.g)."""
    _stop_reminders(meeting.dossier_id, by=by, at=at, meeting=meeting)
    due_at = meeting.starts_at - timedelta(hours=policy().meetings.remind_hours_before)
    if due_at <= at or facts.refusal(meeting.dossier_id):
        return
    words = wording.reminded(meeting, where, to.language)
    message = queue_mail(
        dossier=meeting.dossier,
        recipient=to.email,
        sender=settings.REPLIES.address,
        subject=words.subject,
        text=words.text,
        held=True,
        by=by,
        at=at,
    )
    Reminder.objects.create(
        id=uuid4(),
        dossier_id=meeting.dossier_id,
        office_id=meeting.office_id,
        meeting=meeting,
        message=message,
        due_at=due_at,
        starts_at=meeting.starts_at,
    )


def _stop_reminders(dossier: UUID, *, by: Actor, at: datetime, meeting: Meeting | None = None) -> None:
    waiting = facts.waiting(dossier).select_for_update()
    for reminder in waiting.filter(meeting=meeting) if meeting else waiting:
        recall(message=Message(id=reminder.message_id), by=by, at=at)
        reminder.state, reminder.settled_at = Reminder.State.STOPPED, at
        reminder.save(update_fields=["state", "settled_at"], force_update=True)


def refuse_reminders(*, dossier: Dossier, by: Actor, at: datetime) -> None:
    """Record that the client wants no reminders: those that wait never go. A second time changes nothing (3.g)."""
    if facts.refusal(dossier.pk) is None:
        kept = ReminderRefusal.objects.create(
            id=uuid4(), dossier=dossier, office_id=dossier.office_id, recorded_by_id=by.person, recorded_at=at
        )
        _stop_reminders(dossier.pk, by=by, at=at)
        record(Kind.REMINDERS_REFUSED, by=by, dossier=dossier.pk, subject=kept.pk, purpose="3.g", articles=["3.g"])


def want_reminders(*, dossier: Dossier, by: Actor, at: datetime) -> None:
    """Record that the client wants reminders again, for what is planned or moved from now on."""
    kept = facts.refusal(dossier.pk)
    if kept is not None:
        kept.withdrawn_by, kept.withdrawn_at = by.person, at
        kept.save(update_fields=["withdrawn_by", "withdrawn_at"], force_update=True)
        record(Kind.REMINDERS_WANTED, by=by, dossier=dossier.pk, subject=kept.pk, purpose="3.g", articles=["3.g"])
