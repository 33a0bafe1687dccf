"""Django's EMAIL_BACKEND: mail of the system (a password reset) is queued in the outbox like any other."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from inzage.sharing.post.actions import queue_system_mail


class EmailBackend(BaseEmailBackend):
    """Queues each mail in the database of the process; the worker sends it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the mails and say how many.

        Raises ValueError for one with an attachment: what belongs to a dossier leaves through a release, never
        through here.
        """
        for mail in email_messages:
            if mail.attachments:
                raise ValueError("attachments: mail of the system carries none; a document leaves by a release")
        for mail in email_messages:
            queue_system_mail(
                recipients=mail.recipients(),
                sender=mail.from_email,
                subject=str(mail.subject),
                text=str(mail.body),
                html=_html(mail),
                at=timezone.now(),
            )
        return len(email_messages)


def _html(mail: EmailMessage) -> str:
    """Give the HTML form of a mail, or nothing."""
    if not isinstance(mail, EmailMultiAlternatives):
        return ""
    return next((str(content) for content, kind in mail.alternatives if kind == "text/html"), "")
