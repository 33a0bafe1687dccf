"""The text of a report: sections as plain data, made clean and comparable."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypedDict
from uuid import uuid4

from inzage.kit.text import clean_line

MOST_SECTIONS = 40
LONGEST_TITLE = 120
LONGEST_TEXT = 20_000
_KEY = re.compile(r"[0-9a-zA-Z]{1,32}")


class Section(TypedDict):
    """A section of a draft. `key` stays the same while it is written; `category` is one of the policy's, or empty."""

    key: str
    title: str
    text: str
    category: str


class Quote(TypedDict):
    """A passage in a locked version: its id, its words, where they come from, whether they are about health."""

    id: str
    text: str
    source: str
    health: bool


class LockedSection(Section):
    """A section of a locked version with the passages drawn into it."""

    passages: list[Quote]


def new_section(title: str = "", category: str = "", text: str = "") -> Section:
    """Give a section with a key of its own."""
    return Section(key=uuid4().hex, title=title, text=text, category=category)


def clean_text(text: str) -> str:
    """Give running text as it is kept: composed, line feeds only, without control and steering characters."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"}).strip()


def clean_sections(sections: Iterable[Mapping[str, str]], categories: Iterable[str]) -> list[Section]:
    """Make what was typed fit to keep.

    A category that the policy does not know becomes none. Raises ValueError when there are too many sections or when
    a title or text is too long, naming which and how long it may be.
    """
    known = set(categories)
    cleaned = [
        Section(
            key=section["key"] if _KEY.fullmatch(section.get("key", "")) else uuid4().hex,
            title=clean_line(section.get("title", "")),
            text=clean_text(section.get("text", "")),
            category=section.get("category", "") if section.get("category", "") in known else "",
        )
        for section in sections
    ]
    if len(cleaned) > MOST_SECTIONS:
        raise ValueError(f"sections: {len(cleaned)} sections; a report has at most {MOST_SECTIONS}")
    for number, section in enumerate(cleaned, start=1):
        if len(section["title"]) > LONGEST_TITLE:
            raise ValueError(f"sections: the title of section {number} is longer than {LONGEST_TITLE} characters")
        if len(section["text"]) > LONGEST_TEXT:
            raise ValueError(f"sections: the text of section {number} is longer than {LONGEST_TEXT} characters")
    return cleaned


def fingerprint(sections: Iterable[Mapping[str, object]]) -> str:
    """Give the SHA-256 (hex) of sections, by which two texts are known to be the same. Keys do not count."""
    bare = [{name: value for name, value in section.items() if name != "key"} for section in sections]
    plain = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
