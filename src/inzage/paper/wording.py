"""Makes any text printable without losing a character of meaning.

Fonts do not hold every character. What they lack is printed as its Unicode name between square brackets, so that a
reader, a screen reader and a search still find it; what would only steer the eye (controls, direction overrides) is
taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

COVERAGE = Path(__file__).parent / "fonts" / "coverage.txt"
LONGEST_RUN = 40
# the format characters that shape a word: soft hyphen, zero width non-joiner and joiner
_SHAPING = frozenset("\u00ad\u200c\u200d")
_VARIATIONS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_PART = re.compile(rf"\S{{1,{LONGEST_RUN}}}")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


@cache
def printable_codes() -> frozenset[int]:
    """Give the code points that the fonts of the documents can draw."""
    codes: set[int] = set()
    for span in COVERAGE.read_text(encoding="ascii").split():
        first, _, last = span.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)


def blank(text: str) -> bool:
    """Tell whether nothing of `text` would be seen on paper."""
    return not any(unicodedata.category(sign)[0] not in "CZM" for sign in printable(text))


def printable(text: str) -> str:
    """Give `text` as it can be printed: composed (NFC), no controls, names for what has no glyph, long runs breakable.

    Line feeds stay; a carriage return or tab becomes a line feed or a space.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    drawn = "".join(_draw(character) for character in text)
    return _RUN.sub(lambda run: "\u200b".join(_PART.findall(run.group())), drawn)


def _draw(character: str) -> str:
    """Give one character, its name in brackets when no font draws it, or nothing when it only steers."""
    if character == "\n" or character in _SHAPING:
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs"} or character in _VARIATIONS:
        return ""
    if ord(character) in printable_codes() and category != "Co":
        return character
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}')}]"


def paragraphs(texts: Sequence[str]) -> list[list[str]]:
    """Split texts into paragraphs of printable lines: an empty line starts a new paragraph, empty ones fall out."""
    found = [part for text in texts for part in _EMPTY_LINE.split(printable(text).strip("\n "))]
    return [[line.strip() for line in part.split("\n")] for part in found if not blank(part)]
