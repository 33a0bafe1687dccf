"""The operating system's user that the embedded PostgreSQL runs as, and what that user can reach.

PostgreSQL refuses to run as root. When root starts Inzage, the server runs as a user of its own that owns nothing but
the cluster; otherwise it runs as whoever starts Inzage. No permission of a folder that is not ours is ever changed.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from inzage.front.processes.programs import Programs
from inzage.front.processes.unusable import Unusable

USER = "inzage-postgres"
SHARED = Path("/var/lib/inzage")
TRAVERSE = 0o711


@dataclass(frozen=True, slots=True)
class Account:
    """The server's user and group; `other` says that it is not the user that runs Inzage."""

    uid: int
    gid: int
    other: bool

    @property
    def user(self) -> int | None:
        """The user to become when a process is started, or None to stay who we are; likewise `group` and `groups`."""
        return self.uid if self.other else None

    @property
    def group(self) -> int | None:
        """The group to become."""
        return self.gid if self.other else None

    @property
    def groups(self) -> list[int] | None:
        """The further groups: none of ours."""
        return [] if self.other else None

    def own(self, path: Path) -> Path:
        """Make the folder `path` (mode 0700), belonging to the server's user."""
        path.mkdir(mode=0o700, exist_ok=True)
        if self.other:
            os.chown(path, self.uid, self.gid)
        return path

    def reaches(self, path: Path) -> bool:
        """Whether the server's user can enter `path` and every folder above it, by their permission bits."""
        return not self.other or all(self._enters(folder.stat()) for folder in (path, *path.parents))

    def _enters(self, found: os.stat_result) -> bool:
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def server_account() -> Account:
    """The account for the server; root makes the user at the first start.

    Raises Unusable when that user cannot be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), other=False)
    try:
        found = pwd.getpwnam(USER)
    except KeyError:
        found = _make_user()
    return Account(found.pw_uid, found.pw_gid, other=True)


def _make_user() -> pwd.struct_passwd:
    command = shutil.which("useradd", path="/usr/sbin:/usr/bin:/sbin:/bin")
    options = (
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
    )
    try:
        if command is None:
            raise FileNotFoundError("useradd")
        subprocess.run([command, *options, USER], check=True, capture_output=True)
        return pwd.getpwnam(USER)
    except (OSError, subprocess.SubprocessError, KeyError) as error:
        raise Unusable(
            f"PostgreSQL does not run as root and the user {USER} could not be made; start Inzage as an ordinary user, "
            f"or make the user {USER} yourself",
        ) from error


def home(data: Path, account: Account) -> Path:
    """The folder that holds the cluster: `postgres` in the data folder, or a link from there to one under /var/lib.

    The latter when root's data folder lies where the server's user cannot come (in /root, for one).
    """
    place = data / "postgres"
    if place.is_symlink():
        return place.resolve()
    if account.other:
        data.chmod(TRAVERSE)  # ours; what is secret in it is closed by its own permissions
    if account.reaches(data):
        return account.own(place)
    SHARED.mkdir(mode=TRAVERSE, parents=True, exist_ok=True)
    elsewhere = account.own(SHARED / _digest(data))
    place.symlink_to(elsewhere)
    return elsewhere


def reachable(programs: Programs, account: Account) -> Programs:
    """The same programs at a place where the server's user can run them, copied there once if need be."""
    if account.reaches(programs.folder):
        return programs
    installed = programs.folder.parent  # bin, lib and share of one version
    target = SHARED / f"programs-{programs.major}.{programs.minor}-{_digest(installed)}"
    copied = target / installed.parent.name / installed.name
    if not target.exists():
        SHARED.mkdir(mode=TRAVERSE, parents=True, exist_ok=True)
        making = target.with_name(f"{target.name}.{os.getpid()}")
        ignore = shutil.ignore_patterns("include", "__pycache__")
        shutil.copytree(installed, making / installed.parent.name / installed.name, ignore=ignore, symlinks=True)
        libraries = installed.parent.with_name(
            f"{installed.parent.name}.libs"
        )  # where the wheel's programs look for libpq
        if libraries.is_dir():
            shutil.copytree(libraries, making / libraries.name)
        making.chmod(0o755)
        making.rename(target)
    return Programs(copied / "bin", programs.major, programs.minor, programs.wheel)


def socket_folder(home: Path, account: Account) -> Path:
    """A folder for the server's socket that nobody else can enter, with a path that a socket's address can hold."""
    inside = home / "socket"
    if len(os.fsencode(inside / SOCKET)) <= LONGEST_SOCKET:
        return account.own(inside)
    short = Path("/tmp") / f"inzage-{account.uid}-{_digest(home)}"  # noqa: S108 - made for us alone, and checked
    account.own(short)
    found = short.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise Unusable(f"{short} belongs to somebody else; choose a data folder with a shorter path with INZAGE_DATA")
    return short


SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
