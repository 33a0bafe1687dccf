"""A whole installation, started as `make run` starts it, on a data folder and ports of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

LONGEST_START = 180
LONGEST_MAIL = 60
NOT_OURS = ("INZAGE_", "DATABASE_URL", "KEYS_URL", "DJANGO_SETTINGS_MODULE", "PORT")


class Installation:
    """Where it is, what mail it sent, and its command line."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.address = f"http://localhost:{port}"
        self.public_address = f"http://localhost:{port + 1}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
        self.environment = kept | {"INZAGE_DATA": str(folder), "PORT": str(port), "INZAGE_DEMO": "1"}

    def start(self) -> subprocess.Popen[bytes]:
        """Start everything; returns once the pages answer."""
        log = self.folder / "run.log"
        with log.open("wb") as out:
            process = subprocess.Popen(self._command("run"), env=self.environment, stdout=out, stderr=out)
        until = time.monotonic() + LONGEST_START
        while b"answers at" not in log.read_bytes():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8"))
            time.sleep(0.2)
        return process

    def inzage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the command line beside it."""
        return subprocess.run(
            self._command(*arguments), env=self.environment, capture_output=True, text=True, check=False
        )

    def mails_to(self, address: str, *, number: int) -> list[EmailMessage]:
        """The messages that the mail server received for an address, once there are so many; the oldest first."""
        until = time.monotonic() + LONGEST_MAIL
        while True:
            every = [self._mail(file) for file in sorted((self.folder / "mail").glob("*.eml"))]
            found = [mail for mail in every if mail["To"] == address]
            if len(found) >= number:
                return found
            if time.monotonic() > until:
                raise TimeoutError(f"{address} got {len(found)} messages, not {number}")
            time.sleep(0.5)

    def _mail(self, file: Path) -> EmailMessage:
        with file.open("rb") as content:
            return BytesParser(EmailMessage, policy=default).parse(content)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "inzage.front.cli", *arguments]


@contextmanager
def running() -> Iterator[Installation]:
    """An installation that runs inside the block, with the demo bureau in it."""
    folder = Path(tempfile.mkdtemp(prefix="inzage-journey-"))
    installation = Installation(folder, free_ports())
    process = None
    try:
        process = installation.start()
        yield installation
    finally:
        if process is not None:
            process.terminate()
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def free_ports() -> int:
    """The first of three ports in a row that nobody uses."""
    for first in range(20_000 + os.getpid() % 10_000, 60_000, 7):
        with socket.socket() as one, socket.socket() as two, socket.socket() as three:
            try:
                for place, trial in enumerate((one, two, three)):
                    trial.bind(("127.0.0.1", first + place))
            except OSError:
                continue
            return first
    raise RuntimeError("no three free ports in a row")
