"""The demo's mailbox is a real SMTP server whose messages are whole files, and it sends nothing on."""

import email
import email.policy
import smtplib
import socket
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from inzage.front.processes.family import Family, Member


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "mail"
    command = [sys.executable, "-m", "inzage.front.processes.mailsink", "127.0.0.1", str(port), str(folder)]
    with Family() as family:
        family.start(Member(name="mailbox", command=command))
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                break
        yield port, folder


def test_a_message_is_kept_byte_for_byte_for_its_owner_only(sink: tuple[int, Path]) -> None:
    port, folder = sink
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "bureau@example.nl", "contact@example.nl", "Rapportage"
    message.set_content("Bijgaand één rapport.")
    message.add_attachment(b"%PDF-1.7 \x00\xff", maintype="application", subtype="pdf", filename="rapport.pdf")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.send_message(message)
    (kept,) = folder.glob("*.eml")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    read = email.message_from_bytes(kept.read_bytes(), policy=email.policy.default)
    assert (read["X-Envelope-From"], read["X-Envelope-To"]) == ("bureau@example.nl", "contact@example.nl")
    (attached,) = read.iter_attachments()
    assert attached.get_content() == b"%PDF-1.7 \x00\xff"


def test_nothing_half_received_is_kept(sink: tuple[int, Path]) -> None:
    port, folder = sink
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        for line in (b"EHLO x", b"MAIL FROM:<a@example.nl>", b"RCPT TO:<b@example.nl>", b"DATA"):
            client.recv(1000)
            client.sendall(line + b"\r\n")
        client.recv(1000)
        client.sendall(b"Subject: half\r\n\r\nhalf")
    time.sleep(0.2)
    assert list(folder.iterdir()) == []
