"""The processes that `inzage run` starts, watches and stops together.

When one ends by itself the others are stopped too: half an Inzage helps nobody. When the parent dies, they die.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from inzage.front.processes.postgres import stops_with_parent

PATIENCE = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One process: what it is called on screen, its command, and what is added to its environment."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)


class Family:
    """Running processes; leaving the `with` block stops those that still run."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, member: Member) -> None:
        """Start one more; it shares our terminal, but Ctrl-C reaches it through us."""
        self._running[member.name] = subprocess.Popen(
            member.command,
            env={**os.environ, **member.variables},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=stops_with_parent(signal.SIGTERM),  # noqa: PLW1509 - sets one flag of the new process
        )

    def ended(self) -> tuple[str, int] | None:
        """The name and exit code of a process that ended by itself, if any did."""
        for name, process in self._running.items():
            if (code := process.poll()) is not None:
                return name, code
        return None

    def stop(self) -> None:
        """Ask all to stop, wait a few seconds, then end what still runs."""
        for process in self._running.values():
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in self._running.values():
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()


def step(command: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run one command to its end, as a process of its own that dies with us; returns its exit code."""
    with Family() as family:
        family.start(Member(name="step", command=command, variables=variables))
        while (over := family.ended()) is None:
            time.sleep(0.02)
    return over[1]


def python(*arguments: str) -> list[str]:
    """A command that runs this same Python."""
    return [sys.executable, *arguments]
