"""Makes the bytes of a mail: the same message and document give the same bytes each time."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

PDF = ("application", "pdf")


def compose(
    *,
    message: UUID,
    message_id: str,
    queued_at: datetime,
    sender: str,
    recipients: list[str],
    subject: str,
    text: str,
    html: str = "",
    calendar: str = "",
    calendar_method: str = "",
    attachment: bytes | None = None,
    file_name: str = "",
) -> bytes:
    """Give a mail as it goes over the line (RFC 5322 with CRLF); `attachment` is a PDF under the name `file_name`.

    `calendar` is iCalendar, and `calendar_method` its method (RFC 6047).
    Raises ValueError when a header would hold a line break: no address or subject can add a header.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Message-ID"] = message_id
    mail["Date"] = format_datetime(queued_at)
    mail["From"] = sender
    mail["To"] = ", ".join(recipients)
    mail["Subject"] = subject
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    if calendar:
        # RFC 6047: a part beside the text that says itself what it asks
        mail.add_alternative(calendar, subtype="calendar", params={"method": calendar_method})
    if attachment is not None:
        mail.add_attachment(attachment, maintype=PDF[0], subtype=PDF[1], filename=file_name)
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{message.hex}_{number}")
    return mail.as_bytes()
