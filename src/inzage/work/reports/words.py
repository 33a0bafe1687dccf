"""The sensitive words of a report, each in its sentence: what is marked, what was cleared, and what is still open."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inzage.access.versions import policy
from inzage.law.words import Hit, find_words

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Spot:
    """A sensitive word in a sentence. `section` is the section's key, `mark` the fingerprint of word and sentence.

    `before`, `found` and `after` are the sentence in three parts, `found` the word as it is spelled there.
    """

    section: str
    hit: Hit
    before: str
    found: str
    after: str
    mark: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.found}{self.after}"


def spots_in(sections: Iterable[Mapping[str, object]]) -> tuple[Spot, ...]:
    """The sensitive words in sections, their titles and their passages, in reading order; each word and sentence once.

    Sections about a kind of data that the policy exempts hold none: there such a word is somebody's trade.
    """
    exempt = policy().reporting.word_check.exempt
    found: dict[str, Spot] = {}
    for section in sections:
        if section.get("category") in exempt:
            continue
        for text in _texts(section):
            for sentence in _SENTENCES.split(text):
                for spot in _spots(str(section.get("key", "")), sentence.strip()):
                    found.setdefault(spot.mark, spot)
    return tuple(found.values())


def _texts(section: Mapping[str, object]) -> Iterator[str]:
    yield str(section.get("title", ""))
    yield str(section.get("text", ""))
    quotes = section.get("passages", [])
    if isinstance(quotes, list):
        yield from (str(quote["text"]) for quote in quotes)


def _spots(section: str, sentence: str) -> Iterator[Spot]:
    for hit in find_words(sentence, policy()):
        spelled = r"\s+".join(re.escape(part) for part in hit.word.split())
        match = re.search(rf"\b{spelled}\b", sentence, re.IGNORECASE)
        start, end = match.span() if match else (0, len(sentence))
        yield Spot(section, hit, sentence[:start], sentence[start:end], sentence[end:], mark_of(hit.word, sentence))


def mark_of(word: str, sentence: str) -> str:
    """The fingerprint (SHA-256, hex) of a word in a sentence; capitals and white space do not count."""
    plain = " ".join(sentence.split()).casefold()
    return hashlib.sha256(f"{word}\0{plain}".encode()).hexdigest()
