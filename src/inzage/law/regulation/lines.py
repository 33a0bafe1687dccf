"""Plain text into clean lines: odd blanks gone, blank lines counted, broken words whole again."""

import re
from dataclasses import dataclass

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))
_CLOSING = ".;:!?)\"'\u201d\u2019\u00bb"
_SUSPENDED = re.compile(r"(en|of|en/of|and|or)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text: `breaks` is true when the blank lines before it end a paragraph."""

    text: str
    breaks: bool

    @property
    def starts_lower(self) -> bool:
        """True when the line begins with a small letter, so it goes on with the sentence before it."""
        return self.text[:1].islower()


def clean_lines(text: str) -> list[Line]:
    """Split `text` into lines with text; where each line is followed by a blank one, two blanks end a paragraph."""
    found: list[tuple[str, int]] = []
    blanks = 0
    for raw in text.translate(_INVISIBLE).splitlines():
        line = " ".join(raw.replace("\u00ad", "-").split()) if raw.rstrip().endswith("\u00ad") else _plain(raw)
        if line:
            found.append((line, blanks))
            blanks = 0
        else:
            blanks += 1
    single = sum(gap == 0 for _, gap in found[1:])
    double = sum(gap == 1 for _, gap in found[1:])
    enough = 2 if double > single else 1
    return [Line(line, gap >= enough) for line, gap in found]


def _plain(raw: str) -> str:
    return " ".join(raw.replace("\u00ad", "").split())


def join(text: str, line: str) -> str:
    """Add `line` to `text`; a word broken with a hyphen at the end of `text` becomes whole."""
    if not text:
        return line
    stem = re.search(r"(\S*\w)-$", text)
    if stem is None or not line[:1].islower():
        return f"{text} {line}"
    if _SUSPENDED.match(line):  # "outplacement- en loopbaanadvies" keeps its hyphen
        return f"{text} {line}"
    if _is_name(text, stem):  # "OVAL-" + "keurmerk" is written with a hyphen
        return text + line
    return text[:-1] + line


def _is_name(text: str, stem: re.Match[str]) -> bool:
    word = stem.group(1)
    before = text[: stem.start()].rstrip()
    opens_sentence = not before or before[-1] in _CLOSING
    return word.isupper() or (word[:1].isupper() and not opens_sentence)


def ends_sentence(text: str) -> bool:
    """True when `text` is empty or ends as a sentence, an item or an introduction ends."""
    return not text or text[-1] in _CLOSING
