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
    start = text.rfind(" ") + 1
    word = text[start:-1]
    is_broken = text.endswith("-") and word[-1:].isalnum() and line[:1].islower()
    if not is_broken or _SUSPENDED.match(line):  # "outplacement- en loopbaanadvies" keeps its hyphen
        return f"{text} {line}"
    opens_sentence = start == 0 or text[start - 2] in _CLOSING
    if word.isupper() or (word[:1].isupper() and not opens_sentence):  # "OVAL-" + "keurmerk" is written with a hyphen
        return text + line
    return text[:-1] + line


def ends_sentence(text: str) -> bool:
    """True when `text` is empty or ends as a sentence, an item or an introduction ends."""
    return not text or text[-1] in _CLOSING
