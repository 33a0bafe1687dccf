"""The mail that the demo has sent, read from the files that its own mail server keeps."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

NAME = re.compile(r"[0-9A-Za-z-]{1,60}")
MOST = 100


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One message: the name of its file without the ending, and what it says."""

    name: str
    to: str
    subject: str
    at: datetime | None
    text: str
    attachments: tuple[Attachment, ...]


def messages(folder: Path) -> list[Mail]:
    """The last hundred messages, the newest first; none when no mail was sent yet."""
    files = sorted(folder.glob("*.eml"), reverse=True)[:MOST]
    return [_read(file) for file in files]


def message(folder: Path, name: str) -> Mail | None:
    """One message by the name of its file, or None when there is none of that name."""
    file = folder / f"{name}.eml"
    return _read(file) if NAME.fullmatch(name) and file.is_file() else None


def _read(file: Path) -> Mail:
    with file.open("rb") as content:
        parsed = BytesParser(EmailMessage, policy=policy.default).parse(content)
    body = parsed.get_body(("plain", "html"))
    sent = parsed["Date"]
    return Mail(
        name=file.stem,
        to=str(parsed["To"] or parsed["X-Envelope-To"] or ""),
        subject=str(parsed["Subject"] or ""),
        at=parsedate_to_datetime(str(sent)) if sent else None,
        text=str(body.get_content()) if body else "",
        attachments=tuple(_attachment(part) for part in parsed.iter_attachments()),
    )


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(
        name=part.get_filename() or "attachment",
        media_type=part.get_content_type(),
        content=content if isinstance(content, bytes) else b"",
    )
