"""How a cluster of the embedded PostgreSQL is made: complete, closed, and with no superuser that can log in.

Everything is done with `initdb` and in single-user mode, where nobody can connect, and beside the place where the
cluster will stand; only then it is moved there.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from inzage.front.processes import bootstrap, keyfiles
from inzage.front.processes.account import Account
from inzage.front.processes.environment import Role
from inzage.front.processes.programs import Programs
from inzage.front.processes.unusable import Unusable

SUPERUSER = "postgres"
LOCAL = MappingProxyType({"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"})


class Workshop:
    """Builds a cluster, and brings the roles of one that stands still up to date."""

    def __init__(self, chosen: Programs, user: Account, prefix: str) -> None:
        self._chosen = chosen
        self._user = user
        self._prefix = prefix

    def build(self, home: Path, role_statements: list[str]) -> None:
        """Make a complete cluster in `home`/cluster: initdb, who may log in, roles, both databases."""
        making = home / "being-made"
        shutil.rmtree(making, ignore_errors=True)
        self._user.own(making)
        fixed = (
            "--username",
            SUPERUSER,
            "--encoding",
            "UTF8",
            "--auth",
            "scram-sha-256",
            "--no-instructions",
            "--no-sync",
        )
        password = self._secret_file(home)
        try:
            self._run(["initdb", "-D", making, *fixed, *self._chosen.locale, "--pwfile", password])
        finally:
            password.unlink()
        keys = f"{self._prefix}_keys"
        databases = [bootstrap.database(name, self._prefix) for name in (self._prefix, keys)]
        forget = f'ALTER ROLE "{SUPERUSER}" PASSWORD NULL'
        self._single(making, "postgres", [*role_statements, *databases, forget])
        for name in (self._prefix, keys):
            self._single(making, name, bootstrap.inside(self._prefix, keys=name == keys))
        self._finish(making, role_statements)
        self._run(["initdb", "-D", making, "--sync-only"])
        making.rename(home / "cluster")

    def refresh(self, cluster: Path, role_statements: list[str]) -> None:
        """Repeat the statements about roles when they differ from those that the cluster was given last."""
        if _stamp(cluster) != self._wanted(role_statements):
            self._single(cluster, "postgres", role_statements)
            self._finish(cluster, role_statements)

    def _finish(self, cluster: Path, role_statements: list[str]) -> None:
        keys = f"{self._prefix}_keys"
        for name in (self._prefix, keys):
            self._single(cluster, name, bootstrap.doors(name, self._prefix, keys=name == keys))
        who = [f"local all {self._prefix}_{role} scram-sha-256" for role in Role]
        self._write(
            cluster / "pg_hba.conf", "# Only these roles can log in, and only on this machine.\n" + "\n".join(who)
        )
        self._write(cluster / "inzage-bootstrap", self._wanted(role_statements))

    def _wanted(self, role_statements: Iterable[str]) -> str:
        doors = bootstrap.doors(self._prefix, self._prefix, keys=False)
        return hashlib.sha256("\n".join([*role_statements, *doors]).encode()).hexdigest()

    def _secret_file(self, home: Path) -> Path:
        path = home / "initdb-password"
        path.touch(mode=keyfiles.PRIVATE_FILE)
        self._write(path, secrets.token_hex(keyfiles.SECRET_BYTES))
        return path

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text + "\n", encoding="utf-8")
        path.chmod(keyfiles.PRIVATE_FILE)
        if self._user.other:
            os.chown(path, self._user.uid, self._user.gid)

    def _single(self, cluster: Path, name: str, statements: Iterable[str]) -> None:
        """Run the statements, one a line, as the superuser of a server that nobody can connect to."""
        quiet = ("-c", "exit_on_error=true", "-c", "log_min_messages=error", "-c", "log_error_verbosity=terse")
        self._run(["postgres", "--single", *quiet, "-D", cluster, name], given="\n".join(statements) + "\n")

    def _run(self, command: list[str | Path], *, given: str = "") -> None:
        program, *rest = command
        done = subprocess.run(
            [self._chosen.folder / program, *rest],
            input=given.encode(),
            capture_output=True,
            cwd="/",
            env=LOCAL,
            check=False,
            user=self._user.user,
            group=self._user.group,
            extra_groups=self._user.groups,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
            raise Unusable(f"PostgreSQL's database could not be made ({program}): {said[-1]}")


def _stamp(cluster: Path) -> str:
    path = cluster / "inzage-bootstrap"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""
