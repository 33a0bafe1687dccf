"""Secrets on disk: each in a file of its own that only the operating system's user of Inzage can read.

A secret is made once, complete or not at all, and never overwritten. Nothing here prints or logs a secret.
"""

import os
import secrets
from pathlib import Path

from inzage.front.processes.unusable import Unusable

SECRET_BYTES = 32
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def folder(data: Path) -> Path:
    """Where the secrets of the data folder `data` are kept."""
    return data / "secrets"


def find(data: Path, name: str) -> str | None:
    """The secret called `name`, or None when it was not made yet.

    Raises Unusable when other users of the machine can read it.
    """
    path = folder(data) / name
    try:
        mode = path.stat().st_mode
        secret = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise Unusable(f"{path} cannot be read by this user; run Inzage as the user that made it") from error
    if mode & 0o077:
        raise Unusable(f"{path} can be read by other users; run: chmod 600 {path}")
    return secret


def ensure(data: Path, name: str) -> str:
    """The secret called `name`; made at random (64 hexadecimal digits) when it is not there."""
    return find(data, name) or place(data, name, secrets.token_hex(SECRET_BYTES))


def place(data: Path, name: str, secret: str) -> str:
    """Write `secret` under `name`, unless one is there already; return the one that is there afterwards."""
    private_folder(folder(data))
    path = folder(data) / name
    written = path.with_name(f".{name}.{os.getpid()}")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(written, path)  # fails when another process was first: then its secret counts
    except FileExistsError:
        pass
    finally:
        written.unlink()
    return find(data, name) or secret


def private_folder(path: Path) -> Path:
    """Make the folder `path` for this user only, parents included. Raises Unusable when that cannot be done."""
    try:
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"{path} cannot be made ({error.strerror}); choose another with INZAGE_DATA") from error
    return path
