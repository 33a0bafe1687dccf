"""Where mail is handed over, and the mailbox in which answers arrive, as environment variables say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inzage.front.processes import keyfiles
from inzage.front.processes.unusable import Unusable
from inzage.front.processes.values import ADDRESS, flag, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Where outgoing mail is handed over."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    starttls: bool
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """The mailbox in which answers to invitations arrive, and its address; without a host nobody reads it."""

    address: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool
    folder: str


def mail(given: Mapping[str, str], port: int, *, demo: bool) -> Mail:
    """Demo mail goes to our own sink, two ports above the desk; other mail to the server that is named."""
    return Mail(
        host=given.get("INZAGE_MAIL_HOST") or "localhost",
        port=number("INZAGE_MAIL_PORT", given, default=port + 2 if demo else 25),
        user=given.get("INZAGE_MAIL_USER", ""),
        password=given.get("INZAGE_MAIL_PASSWORD", ""),
        starttls=flag("INZAGE_MAIL_STARTTLS", given, default=False),
        sender=given.get("INZAGE_MAIL_SENDER") or "inzage@localhost",
    )


def replies(data: Path, given: Mapping[str, str], *, reads: bool) -> Replies:
    """The mailbox of answers; its password is for a process that reads it. Raises Unusable for a wrong value."""
    host = given.get("INZAGE_IMAP_HOST", "").strip()
    address = given.get("INZAGE_REPLY_ADDRESS") or given.get("INZAGE_MAIL_SENDER") or "inzage@localhost"
    if not ADDRESS.fullmatch(address):
        raise Unusable("INZAGE_REPLY_ADDRESS is no mail address; give the one of the mailbox that is read")
    tls = flag("INZAGE_IMAP_TLS", given, default=True)
    password = given.get("INZAGE_IMAP_PASSWORD") or keyfiles.find(data, "imap_password") or "" if host and reads else ""
    return Replies(
        address=address,
        host=host,
        port=number("INZAGE_IMAP_PORT", given, default=993 if tls else 143),
        user=given.get("INZAGE_IMAP_USER") or address,
        password=password,
        tls=tls,
        folder=given.get("INZAGE_IMAP_FOLDER") or "INBOX",
    )
