"""A real SMTP server that a test can make say no, hang up or stand still."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from inzage.sharing.post.smtp import Server


@dataclass
class Sink:
    """Takes mail and keeps it.

    `answer_to` decides on an address and `answer` on the text; with `hang_up` it takes the text and breaks the line,
    with `stand_still` it takes it and never answers.
    """

    received: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answer_to: str = "250 OK"
    answer: str = "250 OK"
    hang_up: bool = False
    stand_still: bool = False
    taken: Event = field(default_factory=Event)

    async def handle_RCPT(  # noqa: N802  aiosmtpd's own signature
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: list[str],  # noqa: ARG002
    ) -> str:
        """Take an address or not."""
        if self.answer_to.startswith("250"):
            envelope.rcpt_tos.append(address)
            self.recipients.append(address)
        return self.answer_to

    async def handle_DATA(  # noqa: N802
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        """Take the text or not."""
        content = envelope.original_content or b""
        if self.answer.startswith("250"):
            self.received.append(content)
        self.taken.set()
        if self.stand_still:
            await asyncio.sleep(3600)
        if self.hang_up:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return self.answer

    def mails(self) -> list[EmailMessage]:
        """What was received, parsed."""
        return [message_from_bytes(each, policy=policy.default) for each in self.received]


@pytest.fixture
def sink() -> Sink:
    """A server that takes everything, until a test says otherwise."""
    return Sink()


@pytest.fixture
def server(sink: Sink) -> Iterator[Server]:
    """Where the sink listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    yield Server(host="127.0.0.1", port=port, starttls=False)
    with contextlib.suppress(RuntimeError):
        controller.stop()


@pytest.fixture
def nowhere() -> Server:
    """A port where nothing listens."""
    return Server(host="127.0.0.1", port=9, starttls=False)
