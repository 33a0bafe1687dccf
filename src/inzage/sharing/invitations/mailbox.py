"""Reads the folder of a mailbox in which answers to invitations arrive (IMAP). Looks at each mail once."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.query import AND, U

from inzage.sharing.invitations.ical import UNREADABLE

SECONDS = 30
LARGEST = 512 * 1024
AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the mailbox is. Without `tls` the line is not encrypted: only for this machine."""

    host: str
    port: int
    user: str
    password: str
    tls: bool = True
    folder: str = "INBOX"

    def __repr__(self) -> str:
        """Name the place only: a password never shows in a log."""
        return f"Server({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Received:
    """One mail: its UID in the folder, and its bytes; none when it is too large to be an answer."""

    uid: int
    content: bytes


class Folder:
    """An open folder of a mailbox."""

    def __init__(self, box: BaseMailBox, folder: str) -> None:
        self._box = box
        self.validity = int(box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])

    def after(self, last: int) -> Iterator[Received]:
        """The mails with a UID above `last`, the lowest first, at most two hundred; nothing is marked as read."""
        heads = self._box.fetch(AND(uid=U(str(last + 1), "*")), mark_seen=False, headers_only=True, bulk=True)
        found = sorted((int(head.uid or 0), head.size_rfc822) for head in heads)
        for uid, size in [each for each in found if each[0] > last][:AT_ONCE]:
            yield Received(uid, self._content(uid) if size <= LARGEST else b"")

    def _content(self, uid: int) -> bytes:
        for mail in self._box.fetch(AND(uid=str(uid)), mark_seen=False):
            with contextlib.suppress(*UNREADABLE):
                return mail.obj.as_bytes()
        return b""

    def mark_read(self, uid: int) -> None:
        """Mark one mail as read: it was an answer and is dealt with."""
        self._box.flag(str(uid), MailMessageFlags.SEEN, value=True)


def open_folder(server: Server) -> tuple[BaseMailBox, Folder]:
    """Sign in and open the folder; the first of the two is to be logged out of. Raises OSError or imaplib's error."""
    kind = MailBox if server.tls else MailBoxUnencrypted
    box = kind(server.host, server.port, timeout=SECONDS)
    try:
        box.login(server.user, server.password, initial_folder=server.folder)
        return box, Folder(box, server.folder)
    except Exception:
        box.client.shutdown()
        raise
