"""Queue a mail, and settle one that is in doubt or failed. Sending is the worker's (`actions_sending.py`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.tasks.actions import finish_about
from inzage.access.vault.actions import HAND_OVER_DAYS, hand_over
from inzage.sharing.post.models import Envelope, Message
from inzage.sharing.post.queueing import enqueue


def queue_letter(
    *,
    dossier: Dossier,
    recipient: str,
    subject: str,
    text: str,
    document: Document,
    file_name: str,
    by: Actor,
    at: datetime,
) -> Message:
    """Queue a mail with a document of a dossier, in the running transaction: no commit, no mail.

    `recipient` is one bare address; the subject is a fixed phrase without personal data; `file_name` ends in .pdf.
    Raises ValidationError that names the field for an address that is none or a header with a line break (6.sending).
    """
    message = _queue(
        recipients=[recipient],
        sender=settings.DEFAULT_FROM_EMAIL,
        subject=subject,
        text=text,
        html="",
        dossier=dossier,
        document=document,
        file_name=file_name,
        by=by.person,
        at=at,
    )
    hand_over(document=document, by=by, at=at)
    record(Kind.MESSAGE_QUEUED, by=by, dossier=dossier.id, subject=message.id, articles=("6.sending",))
    return message


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes beside the text: iCalendar, and the method that it names (RFC 6047)."""

    calendar: str = ""
    method: str = ""


def queue_mail(
    *,
    dossier: Dossier,
    recipient: str,
    sender: str,
    subject: str,
    text: str,
    enclosed: Enclosed | None = None,
    held: bool = False,
    by: Actor,
    at: datetime,
) -> Message:
    """Queue a mail of a dossier without a document, in the running transaction; one that is `held` waits for `let_go`.

    The subject is a fixed phrase without personal data. Raises ValidationError as `queue_letter` does.
    """
    message = _queue(
        recipients=[recipient],
        sender=sender,
        subject=subject,
        text=text,
        html="",
        dossier=dossier,
        document=None,
        file_name="",
        enclosed=enclosed or Enclosed(),
        held=held,
        by=by.person,
        at=at,
    )
    record(Kind.MESSAGE_QUEUED, by=by, dossier=dossier.id, subject=message.id, articles=("6.sending",))
    return message


def let_go(*, message: Message) -> None:
    """Let the worker send a message that was held; no commit, no mail."""
    enqueue(message.id)


def queue_system_mail(
    *, recipients: Sequence[str], sender: str, subject: str, text: str, html: str, at: datetime
) -> Message:
    """Queue a mail of the system itself: it belongs to no dossier and carries no document.

    Needs nobody signed in. Raises ValidationError as `queue_letter` does.
    """
    with transaction.atomic():
        return _queue(
            recipients=list(recipients),
            sender=sender,
            subject=subject,
            text=text,
            html=html,
            dossier=None,
            document=None,
            file_name="",
            by=None,
            at=at,
        )


def _queue(
    *,
    recipients: list[str],
    sender: str,
    subject: str,
    text: str,
    html: str,
    dossier: Dossier | None,
    document: Document | None,
    file_name: str,
    by: UUID | None,
    at: datetime,
    enclosed: Enclosed = Enclosed(),
    held: bool = False,
) -> Message:
    """Write message and envelope, and the job that sends them unless it is held."""
    for address in recipients:
        validate_email(address)
    for name, header in (("subject", subject), ("sender", sender), ("file_name", file_name)):
        if any(sign in header for sign in "\r\n\0"):
            raise ValidationError({name: _("This must be one line; take the line break out.")})
    key = uuid4()
    message = Message(
        id=key,
        dossier=dossier.id if dossier else None,
        office=dossier.office_id if dossier else None,
        document=document,
        file_name=file_name,
        sha256=document.sha256 if document else "",
        message_id=f"<{key}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>",
        queued_at=at,
        queued_by=by,
        addressed_to=_address_mark(recipients),
    )
    message.save(force_insert=True)
    Envelope(
        message=message,
        sender=sender,
        recipients=recipients,
        subject=subject,
        text=text,
        html=html,
        calendar=enclosed.calendar,
        calendar_method=enclosed.method,
    ).save(force_insert=True)
    if not held:
        enqueue(key)
    return message


def is_addressed_to(message: Message, address: str) -> bool:
    """Whether a message goes to this address alone; the address itself is in the envelope, for the worker's eyes."""
    return constant_time_compare(message.addressed_to, _address_mark([address]))


def _address_mark(recipients: Sequence[str]) -> str:
    return salted_hmac("sharing.post.address", "\n".join(recipients), algorithm="sha256").hexdigest()


def send_again(*, message: Message, by: Actor, at: datetime) -> Message:
    """Queue a failed or doubtful message once more, with the same Message-ID so that a double can be told; gives it.

    Only a person does this, never the machine (6.sending). Raises ValidationError when it is not failed or in doubt,
    or was sent so long ago that its document is no longer handed over.
    """
    kept = _unsettled(message)
    if kept.document_id is not None and at - kept.queued_at > timedelta(days=HAND_OVER_DAYS):
        raise ValidationError(_("This message is too old to send again; release the report anew."))
    kept.state, kept.attempts = Message.State.QUEUED, 0
    kept.claimed_at = kept.data_at = None
    kept.fault = ""
    kept.save(update_fields=["state", "attempts", "claimed_at", "data_at", "fault"])
    finish_about(subject=kept.id, kind="message_in_doubt", by=by, at=at)
    record(Kind.MESSAGE_QUEUED, by=by, dossier=kept.dossier, subject=kept.id, articles=("6.sending",))
    enqueue(kept.id)
    return kept


def recall(*, message: Message, by: Actor, at: datetime) -> bool:
    """Take back a message that waits to be sent; False when it does not wait any more, and nothing was done.

    It waits for the worker when that has just taken it: either it goes, or it is taken back, never both.
    """
    kept = Message.objects.select_for_update().get(id=message.id)
    if kept.state != Message.State.QUEUED:
        return False
    kept.state, kept.settled_at, kept.settled_by = Message.State.GIVEN_UP, at, by.person
    kept.save(update_fields=["state", "settled_at", "settled_by"])
    record(
        Kind.MESSAGE_FAILED,
        by=by,
        dossier=kept.dossier,
        subject=kept.id,
        articles=("6.sending",),
        detail={"told_by": "recall"},
    )
    return True


def settle(*, message: Message, arrived: bool, by: Actor, at: datetime) -> Message:
    """Record what a person found out about a failed or doubtful message: it arrived, or it is given up; gives it.

    Raises ValidationError when it is not failed or in doubt (6.sending).
    """
    kept = _unsettled(message)
    kept.state = Message.State.SENT if arrived else Message.State.GIVEN_UP
    kept.settled_at, kept.settled_by = at, by.person
    kept.save(update_fields=["state", "settled_at", "settled_by"])
    finish_about(subject=kept.id, kind="message_in_doubt", by=by, at=at)
    record(
        Kind.MESSAGE_SENT if arrived else Kind.MESSAGE_FAILED,
        by=by,
        dossier=kept.dossier,
        subject=kept.id,
        articles=("6.sending",),
        detail={"told_by": "person"},
    )
    return kept


def _unsettled(message: Message) -> Message:
    """Lock a message that a person may settle; ValidationError for any other."""
    kept = Message.objects.select_for_update().get(id=message.id)
    if kept.state not in {Message.State.FAILED, Message.State.IN_DOUBT}:
        raise ValidationError(_("There is nothing to settle: this message is not failed and not in doubt."))
    return kept
