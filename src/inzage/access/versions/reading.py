"""A stored regulation as blocks that a page can draw: numbered paragraphs with their lettered items, headings, text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NUMBER_OF_ARTICLES = 17
PURPOSES = "abcdefghij"
PURPOSE_ARTICLE = 3


@dataclass(slots=True)
class Item:
    """One item of a list: its label as the text has it ("1", "a", or empty for a bullet), its text, its sub-items."""

    label: str
    text: str
    items: list["Item"] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A piece of an article: "heading" or "text" with a `text`; "paragraphs", "letters", "bullets" with `items`."""

    kind: str
    text: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article ready to be drawn; `anchor` is its lasting place in the page."""

    number: int
    title: str
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        """The id of the article in the page: "artikel-6"."""
        return f"artikel-{self.number}"


LISTS = {"paragraph": "paragraphs", "letter": "letters", "bullet": "bullets"}


def shown(text: Mapping[str, Any]) -> list[ShownArticle]:
    """The articles of a stored text (`RegulationVersion.text`), in order."""
    return [
        ShownArticle(article["number"], article["title"], tuple(_blocks(article["parts"])))
        for article in text["articles"]
    ]


def _blocks(parts: Sequence[Mapping[str, str]]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        kind = LISTS.get(part["kind"])
        if kind is None:
            blocks.append(Block(part["kind"], part["text"]))
            continue
        item = Item(part["label"], part["text"])
        last = blocks[-1] if blocks else None
        if last is not None and last.kind == kind:
            last.items.append(item)
        elif last is not None and last.kind == "paragraphs":
            last.items[-1].items.append(item)
        else:
            blocks.append(Block(kind, items=[item]))
    return blocks


def missing_articles(text: Mapping[str, Any]) -> list[int]:
    """The numbers from 1 to 17 that a text has no article for: references to them would lead nowhere."""
    numbers = {article["number"] for article in text["articles"]}
    return [number for number in range(1, NUMBER_OF_ARTICLES + 1) if number not in numbers]


def missing_purposes(text: Mapping[str, Any]) -> list[str]:
    """The purposes a to j that article 3 of a text does not name."""
    letters = {
        part["label"]
        for article in text["articles"]
        if article["number"] == PURPOSE_ARTICLE
        for part in article["parts"]
        if part["kind"] == "letter"
    }
    return [letter for letter in PURPOSES if letter not in letters]
