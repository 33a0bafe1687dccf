"""The readable difference between two versions: article by article, word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Mark = Literal["same", "added", "removed"]
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in a row that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """What happened to one article ("added", "removed", "changed", "same"), and its lines with marked words."""

    number: int
    title: str
    state: Literal["added", "removed", "changed", "same"]
    lines: tuple[tuple[Words, ...], ...]


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[ChangedArticle]:
    """Every article of either text by number, with what changed from `old` to `new` (both as stored in a version)."""
    before = {article["number"]: article for article in old["articles"]}
    after = {article["number"]: article for article in new["articles"]}
    return [_compare(number, before.get(number), after.get(number)) for number in sorted({*before, *after})]


def _compare(number: int, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> ChangedArticle:
    title = (new or old or {})["title"]
    lines = tuple(_lines(_words(old), _words(new)))
    if old is None:
        return ChangedArticle(number, title, "added", lines[1:])
    if new is None:
        return ChangedArticle(number, title, "removed", lines[1:])
    same = all(words.mark == "same" for line in lines for words in line)
    if all(words.mark == "same" for words in lines[0]):  # the page shows an unchanged title already
        lines = lines[1:]
    return ChangedArticle(number, title, "same" if same else "changed", lines)


def _words(article: Mapping[str, Any] | None) -> list[str]:
    """The words of an article with its title, and a break after each part."""
    if article is None:
        return []
    found = [*article["title"].split(), BREAK]
    for part in article["parts"]:
        label = {"paragraph": f"{part['label']}.", "letter": f"{part['label']})"}.get(part["kind"], "")
        found += [*([label] if label else []), *part["text"].split(), BREAK]
    return found


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Words, ...]]:
    line: list[Words] = []
    for mark, words in _runs(old, new):
        rest = list(words)
        while BREAK in rest:
            cut = rest.index(BREAK)
            line += _said(mark, rest[:cut])
            if line:
                yield tuple(line)
            line, rest = [], rest[cut + 1 :]
        line += _said(mark, rest)
    if line:
        yield tuple(line)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, Sequence[str]]]:
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", new[start:end]
        else:
            yield "removed", old[first:last]
            yield "added", new[start:end]


def _said(mark: Mark, words: Sequence[str]) -> list[Words]:
    return [Words(mark, " ".join(words))] if words else []
