"""Lines into articles: headings of articles, titles beside or below them, numbered, lettered and loose parts."""

import re
from dataclasses import dataclass, field

from inzage.law.regulation.lines import Line, ends_sentence, join
from inzage.law.regulation.structure import ArticleText, Part

_ARTICLE = re.compile(r"(?:#+ )?(?:Artikel|ARTIKEL|Art\.) (\d{1,3})(?:(?: ?[.:\u2013\u2014-])? (?P<title>.*)|[.:]?)$")
_NUMBER = re.compile(r"(?:(\d{1,3})\.)?(\d{1,2})[.)]? (\S.*)$")
_PLAIN_NUMBER = re.compile(r"\d{1,2}[.)] ")
_LETTER = re.compile(r"([a-z])[.)] (\S.*)$")
_BULLET = re.compile(r"[-\u2013\u2014\u2022\u00b7\u25aa*] (\S.*)$")
_LONGEST_HEADING = 65


def article_heading(line: str, last: int) -> tuple[int, str] | None:
    """Return (number, title) when `line` opens an article after article `last`; the title may be empty."""
    found = _ARTICLE.match(line)
    if not found or int(found[1]) <= last:
        return None
    title = (found["title"] or "").strip()
    # "Artikel 13 van de wet" inside a sentence is a reference, not a heading.
    return None if title[:1].islower() else (int(found[1]), title)


@dataclass
class Article:
    """An article while it is read."""

    number: int
    title: str
    parts: list[Part] = field(default_factory=list)
    number_next: int = 1
    letters_next: str = "a"

    def add(self, line: Line, following: Line | None) -> None:
        """Put `line` where it belongs; `following` is the next line of this article, if any."""
        marker = self._marker(line.text)
        if marker:
            self._append(marker)
        elif not self.parts and self._takes_title(line, following):
            return
        elif self._is_heading(line, following):
            self._append(Part("heading", "", line.text.lstrip("# ")))
        elif self._starts_text(line):
            self._append(Part("text", "", line.text))
        else:
            last = self.parts[-1]
            self.parts[-1] = Part(last.kind, last.label, join(last.text, line.text))

    def _append(self, part: Part) -> None:
        """Add a part, and note which number and which letters may come next."""
        self.parts.append(part)
        if part.kind == "paragraph":
            self.number_next = int(part.label) + 1
        if part.kind == "letter":
            self.letters_next = "a" + chr(ord(part.label) + 1)
        elif part.kind in {"paragraph", "heading"}:
            self.letters_next = "a"

    def _marker(self, text: str) -> Part | None:
        number = _NUMBER.match(text)
        if number and self._next(number, text):
            return Part("paragraph", number[2], number[3])
        letter = _LETTER.match(text)
        if letter and letter[1] in self.letters_next:
            return Part("letter", letter[1], letter[2])
        bullet = _BULLET.match(text)
        if bullet and (not self.parts or ends_sentence(self.parts[-1].text)):
            return Part("bullet", "", bullet[1])
        return None

    def _next(self, found: re.Match[str], text: str) -> bool:
        if found[1] is None and not _PLAIN_NUMBER.match(text):
            return False
        if found[1] is not None and int(found[1]) != self.number:
            return False
        return int(found[2]) == self.number_next

    def _takes_title(self, line: Line, following: Line | None) -> bool:
        if self.title:
            if line.starts_lower and not line.breaks and not ends_sentence(self.title):
                self.title = join(self.title, line.text)
                return True
            return False
        if following is not None and following.starts_lower and not following.breaks:
            # The sentence begins on the title's own line: it starts at the first capital inside the line.
            inside = re.search(r"(?<=[\w)]) (?=[A-ZÀ-Þ])", line.text)
            if inside is None:
                self.title = line.text
                return True
            self.title = line.text[: inside.start()]
            self._append(Part("text", "", line.text[inside.end() :]))
            return True
        if ends_sentence(line.text) or len(line.text) > _LONGEST_HEADING:
            return False
        self.title = line.text
        return True

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        text = line.text
        if text.startswith("#"):
            return True
        before = self.parts[-1].text if self.parts else ""
        opens = text[:1].isupper() and ends_sentence(before)
        goes_on = following is not None and not following.starts_lower
        return opens and goes_on and len(text) <= _LONGEST_HEADING and not ends_sentence(text) and text[-1] not in ",-"

    def _starts_text(self, line: Line) -> bool:
        if not self.parts or self.parts[-1].kind == "heading":
            return True
        # A page break may fall inside a sentence: then the text simply goes on.
        return line.breaks and (ends_sentence(self.parts[-1].text) or not line.starts_lower)

    def done(self) -> ArticleText:
        """The article as it stands."""
        return ArticleText(self.number, self.title, tuple(self.parts))
