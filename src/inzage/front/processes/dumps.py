"""pg_dump and pg_restore, as one of our roles; nothing that was entered is ever on a command line or in an error."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from inzage.front.processes import programs
from inzage.front.processes.environment import Environment, Place, Role
from inzage.front.processes.unusable import Unusable


@dataclass(frozen=True, slots=True)
class Door:
    """A way into one database: where it is, and as which role."""

    place: Place
    user: str
    password: str

    def connect(self) -> psycopg.Connection:
        """A connection; the caller closes it."""
        return psycopg.connect(
            host=self.place.host,
            port=self.place.port,
            dbname=self.place.name,
            user=self.user,
            password=self.password,
        )


@dataclass(frozen=True, slots=True)
class Dumper:
    """The programs that fit the server, and the way into one of its databases."""

    folder: Path
    door: Door

    def dump(self, file: Path, *, schemas: Sequence[str]) -> None:
        """Write the schemas to `file`, structure and data, as they are at one moment. Raises Unusable."""
        chosen = [f"--schema={schema}" for schema in schemas]
        self._run(["pg_dump", "--format=custom", "--no-privileges", "--no-comments", *chosen, f"--file={file}"])

    def contents(self, file: Path) -> list[str]:
        """The lines of a dump's table of contents."""
        said = self._run(["pg_restore", "--list", str(file)], connect=False)
        return [line for line in said.splitlines() if line and not line.startswith(";")]

    def restore(self, file: Path, lines: Iterable[str], *, options: Sequence[str] = ()) -> None:
        """Bring back what `lines` of the table of contents name: all of it, or nothing. Raises Unusable."""
        chosen = file.with_suffix(".list")
        chosen.write_text("\n".join(lines) + "\n", encoding="utf-8")
        fixed = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", f"--use-list={chosen}"]
        try:
            self._run(["pg_restore", *fixed, *options, f"--dbname={self.door.place.name}", str(file)])
        finally:
            chosen.unlink()

    def _run(self, command: Sequence[str], *, connect: bool = True) -> str:
        program, *rest = command
        place = self.door.place
        where = ["--host", place.host, "--port", str(place.port), "--username", self.door.user, "--no-password"]
        database = [place.name] if program == "pg_dump" else []
        done = subprocess.run(
            [self.folder / program, *(where if connect else []), *rest, *database],
            env={"PGPASSWORD": self.door.password, "PATH": os.defpath, "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            first = next((line for line in done.stderr.splitlines() if "error" in line), "no reason given")
            raise Unusable(f"{program} of {place.name} failed: {first.partition('DETAIL')[0].strip()}")
        return done.stdout


def dumper(outside: Environment, place: Place, role: Role) -> Dumper:
    """The dumper for a database of this installation, as `role`. Raises Unusable when no programs fit its server."""
    door = Door(place, outside.role(role), outside.passwords[role])
    with door.connect() as connection:
        major = connection.info.server_version // 10_000
    return Dumper(programs.newest(major).folder, door)
