"""The entries of what's new, read from `entries.toml` once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

LONGEST_DAY = len("2026-11-24")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new: its id, the page where it is found, and title and text by language ("nl", "en")."""

    id: str
    page: str
    title: Mapping[str, str]
    text: Mapping[str, str]

    @property
    def day(self) -> date:
        """The day on which it came."""
        return date.fromisoformat(self.id[:LONGEST_DAY])


@cache
def entries() -> tuple[Entry, ...]:
    """Everything that is new, the newest first."""
    file = Path(__file__).with_name("entries.toml")
    return tuple(Entry(**entry) for entry in tomllib.loads(file.read_text(encoding="utf-8"))["entry"])


def unread(read: str) -> int:
    """How many entries are newer than the newest that somebody read (its id; empty for none)."""
    return sum(entry.id > read for entry in entries())
