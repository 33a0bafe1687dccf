"""Finds words in a report that do not belong there (articles 6.health and 6.confidential).

A help, never a proof: a text without hits may still say what it should not.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from inzage.law.policy import Policy


@dataclass(frozen=True, slots=True)
class Hit:
    """One sensitive word of a text (folded), its group in the policy, and the wording offered ("": leave it out)."""

    word: str
    group: str
    wording: str


def find_words(text: str, policy: Policy) -> tuple[Hit, ...]:
    """Each sensitive word of `policy` that `text` holds, once per spelling (folded), in the order of the text.

    A word of the policy that ends in * stands for every word that begins so. A wording that the policy offers is no
    hit.
    """
    groups = {
        word.removesuffix("*").casefold(): (group, wording)
        for group, block in policy.words.items()
        for word, wording in block.words.items()
    }
    open_ended = {
        word.removesuffix("*").casefold()
        for block in policy.words.values()
        for word in block.words
        if word.endswith("*")
    }
    offered = sorted({wording.casefold() for _, wording in groups.values() if wording}, key=len, reverse=True)
    folded = unicodedata.normalize("NFC", text).casefold()
    for wording in offered:
        folded = re.sub(rf"\b{re.escape(wording)}\b", lambda found: " " * len(found.group()), folded)
    found: dict[str, Hit] = {}
    for match in _pattern(groups, open_ended).finditer(folded):
        stem, word = (" ".join(part.split()) for part in (match.group("open") or match.group("whole"), match.group()))
        found.setdefault(word, Hit(word, *groups[stem]))
    return tuple(found.values())


def _pattern(words: Collection[str], open_ended: set[str]) -> re.Pattern[str]:
    """One expression for all words, longest first; spaces in a word match any white space."""

    def either(some: set[str]) -> str:
        return (
            "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(some, key=len, reverse=True)) or r"(?!)"
        )

    closed = set(words) - open_ended
    return re.compile(rf"\b(?:(?P<open>{either(open_ended)})\w*|(?P<whole>{either(closed)}))\b")


def word_list(policy: Policy) -> dict[str, object]:
    """The same words as plain data, for the browser: what `kit/words.js` finds with it is what `find_words` finds.

    `groups`: by code the label and the reason (each in "nl" and "en"), the article and the law. `words`: triples of the
    word, its group and the wording offered ("": leave it out).
    """
    return {
        "groups": {
            code: {
                "label": block.label.to_json(),
                "why": block.why.to_json(),
                "article": str(block.article),
                "law": list(block.law),
            }
            for code, block in policy.words.items()
        },
        "words": [
            [word, code, wording] for code, block in policy.words.items() for word, wording in block.words.items()
        ],
    }
