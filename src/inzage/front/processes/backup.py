"""Everything that must come back after a disaster, in one folder with two halves that are best kept apart.

`main/` holds the main database; `keys/` the keys of the dossiers and the secrets of the installation. Without the
second the sealed documents of the first cannot be read by anyone: the keys want a shorter life and another place than
the rest, so that a key that was destroyed is soon destroyed in every copy. A manifest names each file with its SHA-256.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from inzage.front.processes import keyfiles
from inzage.front.processes.datafolder import LAYOUT
from inzage.front.processes.dumps import dumper
from inzage.front.processes.environment import SECRETS, Environment, Role
from inzage.front.processes.unusable import Unusable

MANIFEST = "manifest.json"
LAST = "last-backup.json"  # in the data folder
MAIN = Path("main/database.dump")
KEYS = Path("keys/database.dump")
SECRET_FOLDER = Path("keys/secrets")
SEAL_FOLDER = Path("keys/seal")
IDENTITY = "seal"  # of the data folder: the key that seals PDFs
SCHEMAS = ("public", "gate")


def save(outside: Environment, folder: Path, *, at: datetime, seal: str) -> list[Path]:
    """Save the installation `outside` into `folder`, which must not be there yet or be empty; returns its files.

    `outside` is the owner's; `seal` is the short code of the newest seal of the log. The keys are dumped
    after the main database: what a document in it is sealed with is there, unless it was destroyed meanwhile. Raises
    Unusable; what was written by then is taken away.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Unusable(f"{folder} is not empty; name a new folder for each backup")
    keyfiles.private_folder(folder)
    try:
        for part in (MAIN, KEYS):
            keyfiles.private_folder((folder / part).parent)
        dumper(outside, outside.database, Role.BACKUP).dump(folder / MAIN, schemas=SCHEMAS)
        dumper(outside, outside.keys, Role.BACKUP).dump(folder / KEYS, schemas=("public",))
        _copy_secrets(outside.data, folder)
        return _close(outside, folder, at, seal)
    except BaseException:
        shutil.rmtree(folder)
        raise


def note(data: Path, folder: Path, *, at: datetime) -> None:
    """Remember in the data folder that a backup was made: when, and the SHA-256 of the name of its folder."""
    mark = {"made_at": at.isoformat(), "folder_sha256": hashlib.sha256(str(folder).encode()).hexdigest()}
    (data / LAST).write_text(json.dumps(mark) + "\n", encoding="ascii")


def last(data: Path) -> datetime | None:
    """When the newest backup was made from this data folder, or None when none was noted."""
    try:
        return datetime.fromisoformat(json.loads((data / LAST).read_text(encoding="ascii"))["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def files(folder: Path) -> list[Path]:
    """The files of a backup, manifest apart, as paths inside it."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def release() -> str:
    """The version of Inzage, as its package says."""
    try:
        return version("inzage")
    except PackageNotFoundError:  # run from a checkout, which is no installed package
        return "checkout"


def _copy_secrets(data: Path, folder: Path) -> None:
    keyfiles.private_folder(folder / SECRET_FOLDER)
    for name in SECRETS:
        secret = keyfiles.find(data, name)
        if secret is None:
            raise Unusable(f"{keyfiles.folder(data) / name} is missing; without it a backup could not be read again")
        path = folder / SECRET_FOLDER / name
        path.touch(mode=keyfiles.PRIVATE_FILE)
        path.write_text(secret + "\n", encoding="ascii")
    if (data / IDENTITY).is_dir():
        shutil.copytree(data / IDENTITY, folder / SEAL_FOLDER)


def _close(outside: Environment, folder: Path, at: datetime, seal: str) -> list[Path]:
    written = files(folder)
    manifest = {
        "layout": LAYOUT,
        "release": release(),
        "made_at": at.isoformat(),
        "prefix": outside.prefix,
        "seal": seal,
        "files": {
            str(path): {"sha256": digest(folder / path), "size": (folder / path).stat().st_size} for path in written
        },
    }
    for path in (folder / name for name in written):
        path.chmod(keyfiles.PRIVATE_FILE)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return [*written, Path(MANIFEST)]


def faults(folder: Path) -> Iterator[str]:
    """What does not agree with the manifest of the backup in `folder`. Raises Unusable when there is no manifest."""
    named = manifest(folder)["files"]
    for name in sorted(named.keys() | {str(path) for path in files(folder)}):
        path = folder / name
        if name not in named:
            yield f"{name} is not in the manifest"
        elif not path.is_file():
            yield f"{name} is missing"
        elif digest(path) != named[name]["sha256"]:
            yield f"{name} was changed"


def manifest(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    """The manifest of the backup in `folder`. Raises Unusable when there is none, or it is of a newer version."""
    try:
        read = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        layout = int(read["layout"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{folder} is no backup of Inzage: it has no readable {MANIFEST}") from error
    if layout > LAYOUT:
        raise Unusable(
            f"{folder} was made by a newer version of Inzage ({read.get('release')}); install that one first"
        )
    return dict(read)
