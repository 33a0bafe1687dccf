"""Sending, step by step: a message is claimed, its text is announced and given, and how it ended is written down.

A message is claimed in one transaction, marked again just before its text goes, and settled in a third. A process that
dies leaves it claimed: before the second mark it waits again, after it nobody knows whether it arrived, and a person
decides.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.services import MAILER
from inzage.access.tasks.actions import open_task
from inzage.access.vault.actions import read
from inzage.access.vault.sealing import VaultError
from inzage.sharing.post.mime import compose
from inzage.sharing.post.models import PAUSES, Envelope, Message
from inzage.sharing.post.queueing import enqueue
from inzage.sharing.post.smtp import Delivery, Outcome, Server, deliver

DEAD_AFTER = timedelta(minutes=10)
LEDGER_KINDS = {
    Message.State.SENT: Kind.MESSAGE_SENT,
    Message.State.FAILED: Kind.MESSAGE_FAILED,
    Message.State.IN_DOUBT: Kind.MESSAGE_IN_DOUBT,
}


def send(key: UUID, *, clock: Callable[[], datetime], server: Server) -> Message.State | None:
    """Claim, send and settle one message; its new state, or None when there was nothing to send.

    The bytes of its document are read from the vault and compared with the hash of the decision: others never go.
    """
    message = _claim(key, clock())
    if message is None:
        return None
    try:
        attachment = _attachment(message)
    except (Document.DoesNotExist, VaultError):
        return _settle(message, Delivery(Outcome.REFUSED, "document"), clock())
    envelope = Envelope.objects.get(message=message)
    mail = compose(
        message=message.id,
        message_id=message.message_id,
        queued_at=message.queued_at,
        sender=envelope.sender,
        recipients=envelope.recipients,
        subject=envelope.subject,
        text=envelope.text,
        html=envelope.html,
        calendar=envelope.calendar,
        calendar_method=envelope.calendar_method,
        attachment=attachment,
        file_name=message.file_name,
    )
    delivery = deliver(
        mail,
        server=server,
        sender=envelope.sender,
        recipients=envelope.recipients,
        before_data=lambda: _mark_data(message, clock()),
    )
    return _settle(message, delivery, clock())


def _attachment(message: Message) -> bytes | None:
    """Read the document that goes along, None for a message without one.

    Raises Document.DoesNotExist when it is not handed over any more, VaultError when it is not the one that was
    decided on.
    """
    if message.document_id is None:
        return None
    content = read(Document.objects.get(id=message.document_id, dossier=message.dossier))
    if hashlib.sha256(content).hexdigest() != message.sha256:
        raise VaultError("the document is not the one that was decided on")
    return content


def _claim(key: UUID, at: datetime) -> Message | None:
    """Take a waiting message, so that no other process does; None when it does not wait."""
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(id=key, state=Message.State.QUEUED).first()
        if message is None:
            return None
        message.state = Message.State.SENDING
        message.claimed_at, message.data_at = at, None
        message.attempts += 1
        message.save(update_fields=["state", "claimed_at", "data_at", "attempts"])
        return message


def _mark_data(message: Message, at: datetime) -> None:
    """Commit that the text is about to go: from here on a silent end means doubt."""
    message.data_at = at
    message.save(update_fields=["data_at"])


def _settle(message: Message, delivery: Delivery, at: datetime) -> Message.State:
    """Write down how a sending ended; what may be tried again waits, longer each time."""
    if delivery.outcome is Outcome.TRY_AGAIN and message.attempts <= len(PAUSES):
        return _wait(message, delivery, at)
    if delivery.outcome is Outcome.SENT:
        state = Message.State.SENT
    elif delivery.outcome is Outcome.IN_DOUBT:
        state = Message.State.IN_DOUBT
    else:
        state = Message.State.FAILED
    _finish(message, state, delivery.fault, at)
    return state


def _wait(message: Message, delivery: Delivery, at: datetime) -> Message.State:
    """Put a message back in the queue, with a job for when its pause is over."""
    with transaction.atomic():
        message.state, message.fault = Message.State.QUEUED, delivery.fault
        message.claimed_at = message.data_at = None
        message.save(update_fields=["state", "fault", "claimed_at", "data_at"])
        enqueue(message.id, not_before=at + PAUSES[message.attempts - 1])
    return Message.State.QUEUED


def _finish(message: Message, state: Message.State, fault: str, at: datetime) -> None:
    """End a message in `state`, in one transaction with its envelope, its ledger line and the task for a person."""
    with acting(MAILER.person) as actor:
        message.state, message.fault = state, fault
        message.settled_at = at if state is Message.State.SENT else None
        message.save(update_fields=["state", "fault", "settled_at"])
        if state is Message.State.SENT or message.dossier is None:
            Envelope.objects.filter(message=message).delete()
        record(
            LEDGER_KINDS[state],
            by=actor,
            dossier=message.dossier,
            subject=message.id,
            articles=("6.sending",) if message.dossier else (),
            detail={"attempts": message.attempts, "fault": fault},
            on_behalf_of=message.queued_by,
        )
        if state is not Message.State.SENT and message.dossier is not None and message.office is not None:
            open_task(
                kind="message_in_doubt",
                article="6.sending",
                dossier=Dossier(id=message.dossier, office_id=message.office),
                due=timezone.localdate(at),
                role="back_office",
                subject=message.id,
                by=actor,
                at=at,
            )


def settle_left(*, at: datetime) -> int:
    """Settle what was claimed more than ten minutes ago and never ended, and say how many there were.

    One whose text had begun to go is in doubt; one whose text had not waits again. Envelopes of settled messages
    are removed.
    """
    left = list(Message.objects.filter(state=Message.State.SENDING, claimed_at__lt=at - DEAD_AFTER))
    for message in left:
        _settle(message, Delivery(Outcome.IN_DOUBT if message.data_at else Outcome.TRY_AGAIN, "died"), at)
    over = (Message.State.SENT, Message.State.GIVEN_UP)
    Envelope.objects.filter(message__in=Message.objects.filter(state__in=over)).delete()
    return len(left)
