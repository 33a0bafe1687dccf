"""The data folder is ours alone while something runs on it, has room, and belongs to this version or an older one."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inzage.front.processes import keyfiles
from inzage.front.processes.unusable import Unusable

LEAST_ROOM = 200_000_000  # bytes: a day of logs and documents
LAYOUT = 1  # raised when a data folder of an older version has to be changed to be used


class InUse(Unusable):
    """Another process of Inzage runs on this data folder."""


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the data folder for as long as the block runs; the system lets go when the process dies, however it dies.

    Raises InUse when another process holds it, Unusable when the folder cannot be written.
    """
    keyfiles.private_folder(data)
    try:
        descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT, keyfiles.PRIVATE_FILE)
    except OSError as error:
        raise Unusable(f"{data} cannot be written ({error.strerror}); choose another with INZAGE_DATA") from error
    with os.fdopen(descriptor, "r+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = file.read().strip() or "unknown"
            raise InUse(f"{data} is in use by another Inzage (process {who}); stop that one first") from None
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def check_room(data: Path) -> None:
    """Raises Unusable when the disk of the data folder is nearly full."""
    free = shutil.disk_usage(data).free
    if free < LEAST_ROOM:
        raise Unusable(
            f"no room: {free // 1_000_000} MB free where {data} is, {LEAST_ROOM // 1_000_000} MB needed; "
            "make room or choose another folder with INZAGE_DATA",
        )


def check_version(data: Path) -> None:
    """Mark a new data folder with its layout. Raises Unusable when it was made by a newer version of Inzage."""
    mark = data / "version"
    if not mark.exists():
        mark.write_text(json.dumps({"layout": LAYOUT}) + "\n", encoding="utf-8")
    try:
        layout = int(json.loads(mark.read_text(encoding="utf-8"))["layout"])
    except (ValueError, KeyError, TypeError):
        raise Unusable(f"{mark} cannot be read; put back the one of your last backup") from None
    if layout > LAYOUT:
        raise Unusable(
            f"{data} was made by a newer version of Inzage; install that version, or use another data folder"
        )
