"""What a regulation looks like once read: articles with their parts, the table of versions, and what fitted nowhere."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PartKind = Literal["text", "heading", "paragraph", "letter", "bullet"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an article. `label` is "1" of a numbered paragraph, "a" of a lettered item, otherwise empty."""

    kind: PartKind
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article: its number, its title (may be empty), and its parts in reading order."""

    number: int
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One row of the table of versions; article numbers inside it are old numbers."""

    label: str
    description: str
    author: str
    date: date


@dataclass(frozen=True, slots=True)
class RegulationText:
    """A whole regulation. Every word of the source is in one of the fields; `unplaced` has what fits nowhere."""

    title: str
    articles: tuple[ArticleText, ...]
    versions_heading: str
    versions: tuple[VersionRow, ...]
    unplaced: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """The regulation as plain data for JSON; dates as YYYY-MM-DD."""
        return {
            "title": self.title,
            "articles": [
                {
                    "number": article.number,
                    "title": article.title,
                    "parts": [{"kind": part.kind, "label": part.label, "text": part.text} for part in article.parts],
                }
                for article in self.articles
            ],
            "versions_heading": self.versions_heading,
            "versions": [
                {
                    "label": row.label,
                    "description": row.description,
                    "author": row.author,
                    "date": row.date.isoformat(),
                }
                for row in self.versions
            ],
            "unplaced": list(self.unplaced),
        }
