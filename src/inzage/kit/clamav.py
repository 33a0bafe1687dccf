"""Ask ClamAV about a file: its own protocol INSTREAM over a socket (clamd(8)); no library, nothing on disk."""

import socket
import struct

CHUNK = 256 * 1024
PATIENCE = 30.0
LONGEST_ANSWER = 4096


class ScannerError(Exception):
    """The scanner cannot be reached, or did not judge the file."""


def is_infected(content: bytes, where: str) -> bool:
    """Whether the scanner at `where` (`host:port`, or the path of its socket) finds something harmful in the bytes.

    Raises ScannerError when there is no verdict: not reachable, too slow, or the file too large for it.
    """
    try:
        with _connected(where) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                piece = content[start : start + CHUNK]
                scanner.sendall(struct.pack(">I", len(piece)) + piece)
            scanner.sendall(struct.pack(">I", 0))
            answer = _answer(scanner)
    except OSError as error:
        raise ScannerError(f"no scanner at {where}: {type(error).__name__}") from error
    if answer.endswith(b" FOUND"):
        return True
    if answer.endswith(b" OK"):
        return False
    raise ScannerError(f"the scanner at {where} gave no verdict")


def _connected(where: str) -> socket.socket:
    if not where.startswith("/"):
        host, _, port = where.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(PATIENCE)
    try:
        scanner.connect(where)
    except OSError:
        scanner.close()
        raise
    return scanner


def _answer(scanner: socket.socket) -> bytes:
    """The answer up to its closing zero."""
    answer = b""
    while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
        piece = scanner.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0")
