"""With a virus scanner set, every file is shown to it, and without its verdict none is taken.

One scanner here is Debian's own `clamd` with a signature of ours, where it is installed; the other a socket that reads
the protocol and says what it got, for what clamd does not do on request: hang up, and give no verdict.
"""

import hashlib
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from inzage.kit.clamav import CHUNK, ScannerError, is_infected
from inzage.kit.uploads import Kind, check_upload

CLAMD = Path("/usr/sbin/clamd")
PDF: tuple[Kind, ...] = ("pdf",)
HARMFUL = b"%PDF-1.7\nharmful, by a signature of ours\n%%EOF\n"


@contextmanager
def scanner(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A scanner that gives this answer, and the bytes that each client streamed to it."""
    got: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            client, _ = server.accept()
            with client, client.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while length := struct.unpack(">I", stream.read(4))[0]:
                    content += stream.read(length)
                got.append(content)
                client.sendall(answer)

        served = threading.Thread(target=serve)
        served.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", got
        served.join(10)


@pytest.mark.parametrize(("answer", "verdict"), [(b"stream: OK\0", False), (b"stream: Test.Sign FOUND\0", True)])
@pytest.mark.parametrize("size", [1, CHUNK, 2 * CHUNK + 7])
def test_every_byte_is_shown(answer: bytes, verdict: bool, size: int) -> None:
    content = b"x" * size
    with scanner(answer) as (where, got):
        assert is_infected(content, where) is verdict
    assert got == [content]


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but not really\0"])
def test_no_verdict_is_no_permission(answer: bytes) -> None:
    with scanner(answer) as (where, _), pytest.raises(ScannerError):
        is_infected(b"x", where)


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_without_the_scanner_no_file_is_taken(where: str) -> None:
    with override_settings(CLAMAV=where), pytest.raises(ValidationError) as told:
        check_upload(SimpleUploadedFile("a.pdf", b"%PDF-1.7"), allowed=PDF, max_bytes=100)
    assert told.value.code == "not_scanned"
    assert "virusscanner" in told.value.messages[0]


def test_a_harmful_file_is_refused_and_a_clean_one_is_taken() -> None:
    with scanner(b"stream: Test.Sign FOUND\0") as (where, _), override_settings(CLAMAV=where):
        with pytest.raises(ValidationError) as told:
            check_upload(SimpleUploadedFile("a.pdf", HARMFUL), allowed=PDF, max_bytes=100)
        assert told.value.code == "infected"
    with scanner(b"stream: OK\0") as (where, _), override_settings(CLAMAV=where):
        taken = check_upload(SimpleUploadedFile("a.pdf", b"%PDF-1.7"), allowed=PDF, max_bytes=100)
        assert taken.content == b"%PDF-1.7"


@pytest.fixture(scope="module")
def clamd() -> Iterator[str]:
    """Debian's scanner on a socket of its own, that knows one signature."""
    if not CLAMD.exists():
        pytest.skip("clamav-daemon is not installed")
    with tempfile.TemporaryDirectory(prefix="inzage-clamd-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        signature = f"{hashlib.md5(HARMFUL, usedforsecurity=False).hexdigest()}:{len(HARMFUL)}:Inzage.Proof\n"
        (folder / "proof.hdb").write_text(signature, encoding="ascii")
        where = folder / "clamd.sock"
        settings = f"LocalSocket {where}\nDatabaseDirectory {folder}\nForeground yes\nUser root\nStreamMaxLength 1M\n"
        (folder / "clamd.conf").write_text(settings, encoding="utf-8")
        with subprocess.Popen(
            [CLAMD, "-c", folder / "clamd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as server:
            until = time.monotonic() + 30
            while not where.exists() and time.monotonic() < until:
                time.sleep(0.05)
            yield str(where)
            server.terminate()


@pytest.mark.slow
def test_the_real_scanner_finds_what_it_knows(clamd: str) -> None:
    assert is_infected(HARMFUL, clamd) is True
    assert is_infected(b"%PDF-1.7\nclean\n", clamd) is False
    with pytest.raises(ScannerError):
        is_infected(b"x" * (3 * 1024 * 1024), clamd)
