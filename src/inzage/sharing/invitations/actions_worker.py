"""What the worker does: hand over the reminders that are due, and write down what was answered by mail."""

from datetime import datetime

from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier
from inzage.access.tasks.actions import open_task
from inzage.access.versions import policy
from inzage.law.decisions.remind import REMIND, Remind
from inzage.sharing.invitations import facts
from inzage.sharing.invitations.ical import Answer
from inzage.sharing.invitations.models import Invitation, Reminder, ReplyMailbox
from inzage.sharing.post.actions import let_go, recall
from inzage.sharing.post.models import Message
from inzage.work.meetings.actions import note_reply
from inzage.work.meetings.models import Seat

AT_ONCE = 200


def send_due(*, by: Actor, at: datetime) -> int:
    """Hand each reminder that is due to the post, once, or stop it as law says; how many went (articles 3.g, 3.3)."""
    due = Reminder.objects.select_for_update(skip_locked=True).filter(state=Reminder.State.WAITING, due_at__lte=at)
    return sum(_settle(reminder, by=by, at=at) for reminder in due.order_by("due_at", "id")[:AT_ONCE])


def _settle(reminder: Reminder, *, by: Actor, at: datetime) -> bool:
    asked = Remind(
        objected=facts.is_objected(reminder.dossier_id),
        refused=facts.refusal(reminder.dossier_id) is not None,
        still_to_come=reminder.starts_at > at,
    )
    decision = REMIND.decide(asked, policy())
    message = Message(id=reminder.message_id)
    if decision.allowed:
        let_go(message=message)
    else:
        recall(message=message, by=by, at=at)
    reminder.state = Reminder.State.SENT if decision.allowed else Reminder.State.STOPPED
    reminder.settled_at = at
    reminder.save(update_fields=["state", "settled_at"], force_update=True)
    record(
        Kind.REMINDER_SENT if decision.allowed else Kind.REMINDER_STOPPED,
        by=by,
        dossier=reminder.dossier_id,
        subject=reminder.pk,
        purpose="3.g",
        articles=list(decision.articles),
    )
    return decision.allowed


def take_answer(*, sender: str, answer: Answer, by: Actor, at: datetime) -> bool:
    """Write down an answer to one of our invitations; False when it is none of ours, and nothing was done.

    Ours is an answer that names the secret UID and comes, and says it comes, from the address that was invited. One
    that is about an earlier time, or older than one that was taken, is ours and changes nothing. A no becomes a task.
    """
    sent = Invitation.objects.select_for_update().filter(uid=answer.uid).first()
    if sent is None or not (facts.is_from(sent, sender) and facts.is_from(sent, answer.attendee)):
        return False
    said_at = min(answer.said_at, at)
    if answer.sequence != sent.sequence or (sent.answered_at and said_at <= sent.answered_at):
        return True
    sent.answered_at = said_at
    sent.save(update_fields=["answered_at"], force_update=True)
    note_reply(seat=Seat.objects.select_for_update().get(pk=sent.seat_id), reply=answer.reply, replied_at=said_at)
    record(
        Kind.INVITATION_ANSWERED,
        by=by,
        dossier=sent.dossier_id,
        subject=sent.meeting_id,
        purpose="3.c",
        articles=["3.c"],
        detail={"answer": answer.reply},
    )
    if answer.reply == Seat.Reply.DECLINED:
        _tell_coach(sent, by=by, at=at)
    return True


def _tell_coach(sent: Invitation, *, by: Actor, at: datetime) -> None:
    open_task(
        kind="meeting_declined",
        article="3.c",
        dossier=Dossier(id=sent.dossier_id, office_id=sent.office_id),
        due=timezone.localdate(at),
        person=sent.tell,
        subject=sent.meeting_id,
        by=by,
        at=at,
    )


def looked_up_to(*, folder: str, validity: int) -> int:
    """The highest UID of a folder that was looked at; 0 for a folder that is new or was laid anew."""
    kept = ReplyMailbox.objects.filter(folder=folder, validity=validity).first()
    return kept.last if kept else 0


def note_looked(*, folder: str, validity: int, last: int) -> None:
    """Keep up to which UID a folder was looked at."""
    ReplyMailbox.objects.update_or_create(folder=folder, defaults={"validity": validity, "last": last})
