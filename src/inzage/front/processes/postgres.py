"""An embedded PostgreSQL: made, started and stopped by Inzage itself, for one machine, demos and tests.

It listens on no network. Only the roles of `bootstrap` can log in, each with a random password that lies in a file of
its own (0600); after the bootstrap, which runs in single-user mode, no superuser can. It stops with the process that
started it, however that ends. A cluster is there completely or not at all: it is built beside its place and then moved.
What the server writes to its log holds no statements and no values, since those may be personal data.
"""

import ctypes
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from inzage.front.processes import account, bootstrap, environment, keyfiles, programs, scram
from inzage.front.processes.cluster import LOCAL, Workshop
from inzage.front.processes.environment import Role
from inzage.front.processes.unusable import Unusable

SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "password_encryption=scram-sha-256",
    "max_connections=100",
    "shared_buffers=128MB",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_min_messages=warning",
    "log_error_verbosity=terse",  # no DETAIL: it repeats the values of the row
    "log_min_error_statement=panic",  # no statement: it holds the values of the page
    "log_parameter_max_length_on_error=0",
)
NOT_DURABLE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
LONGEST_RECOVERY = 300.0
LEFT_OVER_PATIENCE = 15.0
LARGEST_LOG = 5_000_000
PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


class EmbeddedPostgres:
    """The server over the data folder `data`; `with` starts and stops it.

    `durable=False` gives up what only matters after a power cut, and `createdb` lets the owner role make databases:
    both are for tests. `own` is a folder of PostgreSQL programs to use in place of those that are found.
    """

    def __init__(
        self,
        data: Path,
        *,
        prefix: str = "inzage",
        durable: bool = True,
        createdb: bool = False,
        own: Path | None = None,
    ) -> None:
        self.data = data.absolute()
        self.prefix = prefix
        self._durable = durable
        self._createdb = createdb
        self._own = own
        self._server: subprocess.Popen[bytes] | None = None
        self.socket = Path()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def urls(self) -> Mapping[str, str]:
        """For each role that logs in (`desk`, `owner`, ...) a libpq connection string, password included."""
        found = {}
        for role in Role:
            name = f"{self.prefix}_keys" if role is Role.KEYS else self.prefix
            password = keyfiles.ensure(self.data, f"password_{role}")
            found[str(role)] = f"host={self.socket} dbname={name} user={self.prefix}_{role} password={password}"
        return found

    @property
    def pid(self) -> int | None:
        """The server's process, while it runs."""
        return self._server.pid if self._server and self._server.poll() is None else None

    def start(self) -> None:
        """Make the cluster if there is none, bring its roles up to date, and serve; returns when it answers.

        Raises Unusable with one line for the operator: no programs, the wrong version, no room, in use.
        """
        environment.prepare(self.data)
        user = account.server_account()
        home = account.home(self.data, user)
        cluster = home / "cluster"
        chosen = account.reachable(programs.choose(cluster, own=self._own), user)
        self.socket = account.socket_folder(home, user)
        workshop = Workshop(chosen, user, self.prefix)
        _wait_for_left_over(cluster)
        if not cluster.exists():
            workshop.build(home, self._statements)
        workshop.refresh(cluster, self._statements)
        self._server = self._launch(chosen, user, cluster)
        self._wait_until_ready(cluster)
        (self.data / "socket").write_text(f"{self.socket}\n", encoding="utf-8")

    def stop(self) -> None:
        """Stop serving: open transactions are rolled back, what was committed is on disk."""
        server, self._server = self._server, None
        if server is None:
            return
        for ending, patience in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if server.poll() is None:
                server.send_signal(ending)
            try:
                server.wait(patience)
            except subprocess.TimeoutExpired:
                continue
            return

    @property
    def _statements(self) -> list[str]:
        passwords = {role: keyfiles.ensure(self.data, f"password_{role}") for role in Role}
        # A salt that depends on the password alone: the same statements as long as nothing changes.
        verifiers = {
            role: scram.verifier(password, salt=hashlib.sha256(f"{role}{password}".encode()).digest()[:16])
            for role, password in passwords.items()
        }
        return list(bootstrap.roles(self.prefix, verifiers, createdb=self._createdb))

    def _launch(self, chosen: programs.Programs, user: account.Account, cluster: Path) -> subprocess.Popen[bytes]:
        settings = (*SETTINGS, f"unix_socket_directories={self.socket}", *(() if self._durable else NOT_DURABLE))
        options = [part for setting in settings for part in ("-c", setting)]
        log = self.data / "postgres.log"
        fresh = not log.exists() or log.stat().st_size > LARGEST_LOG
        with log.open("wb" if fresh else "ab") as written:
            log.chmod(keyfiles.PRIVATE_FILE)
            return subprocess.Popen(
                [chosen.folder / "postgres", "-D", cluster, *options],
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=written,
                cwd="/",
                env=LOCAL,
                start_new_session=True,  # Ctrl-C is for the one who started it, who then stops the server last
                preexec_fn=stops_with_parent(signal.SIGINT),  # noqa: PLW1509 - sets one flag of the new process
                user=user.user,
                group=user.group,
                extra_groups=user.groups,
            )

    def _wait_until_ready(self, cluster: Path) -> None:
        until = time.monotonic() + LONGEST_RECOVERY
        while time.monotonic() < until:
            if self._server is None or self._server.poll() is not None:
                raise Unusable(f"PostgreSQL did not start; its last words are in {self.data / 'postgres.log'}")
            if _status(cluster, self._server.pid) == "ready":
                return
            time.sleep(0.01)
        self.stop()
        raise Unusable(
            f"PostgreSQL was not ready after {LONGEST_RECOVERY:.0f} seconds; see {self.data / 'postgres.log'}"
        )


def stops_with_parent(ending: signal.Signals) -> Callable[[], None]:
    """What a new process does first, so that Linux sends it `ending` when the process that started it dies.

    Elsewhere it does nothing: there a killed parent leaves its children.
    """
    parent = os.getpid()

    def ask() -> None:
        if sys.platform == "linux":
            _LIBC.prctl(PR_SET_PDEATHSIG, int(ending), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return ask


def _pid_file(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _status(cluster: Path, pid: int) -> str:
    """What the server `pid` says of itself in its pid file's last line: `starting`, `ready`, `stopping`."""
    lines = _pid_file(cluster)
    return lines[-1].strip() if lines and lines[0] == str(pid) else ""


def _wait_for_left_over(cluster: Path) -> None:
    """A server whose parent was killed is stopping by itself; wait for it. Raises Unusable when it goes on."""
    until = time.monotonic() + LEFT_OVER_PATIENCE
    while (lines := _pid_file(cluster)) and _runs(int(lines[0])):
        if time.monotonic() > until:
            raise Unusable(f"another PostgreSQL (process {lines[0]}) uses {cluster}; stop that one first")
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
