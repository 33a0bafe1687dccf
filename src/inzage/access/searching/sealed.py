"""Searching what is sealed: only inside the opened dossier, in memory, by the beginnings of words.

A room that seals words registers how they are read when it starts.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.module_loading import import_string

from inzage.kit.text import fold


@dataclass(frozen=True, slots=True)
class SealedText:
    """Words that were unsealed: the subject of their entry on the time line, and the day they are of."""

    subject: UUID
    on: date
    text: str


Read = Callable[[UUID, datetime], Iterable[SealedText]]
_readers: dict[str, str] = {}
AROUND = 80


def register(kind: str, read: str) -> None:
    """Name the function that reads the sealed words of a kind of entry in a dossier, as they may be read at a moment.

    By its dotted name, because no table is there yet when a room starts. Raises ValueError when the kind is taken.
    """
    if _readers.setdefault(kind, read) != read:
        message = f"sealed words of kind {kind} are read by another room already"
        raise ValueError(message)


def find(dossier: UUID, wanted: str, *, at: datetime) -> Iterator[tuple[SealedText, str, tuple[int, int]]]:
    """Sealed texts in which a word begins with each of the words asked for: with the piece around, and where in it."""
    asked = fold(wanted).split()
    for name in _readers.values() if asked else ():
        read: Read = import_string(name)
        for sealed in read(dossier, at):
            if all(_place(sealed.text, word) is not None for word in asked):
                place = _place(sealed.text, asked[0]) or 0
                first = max(0, place - AROUND)
                yield sealed, sealed.text[first : place + AROUND], (place - first, place - first + len(asked[0]))


def _place(text: str, word: str) -> int | None:
    """Where a word of the text begins with these signs, whatever capitals and accents; None for nowhere."""
    folded = text.lower() if len(fold(text)) != len(text) else fold(text)
    at = folded.find(word)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(word, at + 1)
    return at if at >= 0 else None
