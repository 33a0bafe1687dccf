"""The demo's mailbox: a real SMTP server on this machine that keeps each message as a file, and sends nothing on.

`python -m inzage.front.processes.mailsink HOST PORT FOLDER`. A message is in the folder completely or not at all
before its sender hears that it was accepted.
"""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from aiosmtpd.smtp import SMTP, Envelope

from inzage.front.processes import keyfiles

LARGEST = 30 * 1024 * 1024


class Keep:
    """Keeps what was received in `folder`, as `<moment>-<id>.eml`, with its envelope as two headers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Store one message; the answer is what SMTP tells the sender."""
        content = envelope.original_content or b""
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:8]}"
        await asyncio.to_thread(self._write, name, head.encode() + content)
        return "250 kept"

    def _write(self, name: str, content: bytes) -> None:
        part = self._folder / f".{name}.part"
        with part.open("wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(self._folder / f"{name}.eml")


async def serve(host: str, port: int, folder: Path) -> None:
    """Receive until the process is told to stop. The folder must be there."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(ending, stop.set)

    def session() -> SMTP:
        return SMTP(
            Keep(folder), data_size_limit=LARGEST, enable_SMTPUTF8=True, hostname="localhost", ident="Inzage demo"
        )

    server = await loop.create_server(session, host, port)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    keyfiles.private_folder(Path(sys.argv[3]))
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
