"""The difference between two versions, word by word, and the layout of a stored text."""

from inzage.access.versions.difference import difference
from inzage.access.versions.reading import missing_articles, missing_purposes, shown
from inzage.law.policy import MODEL
from inzage.law.regulation import read_regulation

OLD = """Reglement

Artikel 1 Geldigheid
1. Dit geldt voor alle gegevens.
2. Ook voor brieven.

Artikel 2 Bewaren
Het bureau bewaart gegevens twee jaar.

Artikel 4 Slot
Dit is het slot.
"""
NEW = """Reglement

Artikel 1 Geldigheid
1. Dit geldt voor alle gegevens.
2. Ook voor brieven.

Artikel 2 Bewaren
Het bureau bewaart gegevens hoogstens een jaar.

Artikel 3 Klachten
Wie klaagt, krijgt antwoord.
"""


def stored(text: str) -> dict[str, object]:
    """A text as a version keeps it."""
    return read_regulation(text).to_json()


def test_each_article_says_what_happened_to_it() -> None:
    found = difference(stored(OLD), stored(NEW))
    assert [(article.number, article.state) for article in found] == [
        (1, "same"), (2, "changed"), (3, "added"), (4, "removed")
    ]  # fmt: skip


def test_words_are_marked_and_none_is_lost() -> None:
    changed = difference(stored(OLD), stored(NEW))[1]
    marked = [(words.mark, words.text) for line in changed.lines for words in line]
    assert ("removed", "twee") in marked
    assert ("added", "hoogstens een") in marked
    new = " ".join(text for mark, text in marked if mark != "removed")
    old = " ".join(text for mark, text in marked if mark != "added")
    assert new == "Het bureau bewaart gegevens hoogstens een jaar."
    assert old == "Het bureau bewaart gegevens twee jaar."


def test_a_changed_title_is_shown_with_its_words() -> None:
    changed = difference(stored(OLD), stored(OLD.replace("2 Bewaren", "2 Vernietigen")))[1]
    assert [words.text for words in changed.lines[0]] == ["Bewaren", "Vernietigen"]


def test_lettered_items_hang_under_their_paragraph() -> None:
    [article] = [article for article in shown(stored((MODEL / "text.md").read_text())) if article.number == 3]
    first = article.blocks[0].items[0]
    assert article.anchor == "artikel-3"
    assert [item.label for item in first.items] == list("abcdefghij")
    assert [item.label for item in article.blocks[0].items] == ["1", "2", "3"]


def test_what_the_software_refers_to_must_be_there() -> None:
    assert missing_articles(stored(OLD)) == [3, *range(5, 18)]
    assert missing_purposes(stored(OLD)) == list("abcdefghij")
    model = stored((MODEL / "text.md").read_text())
    assert (missing_articles(model), missing_purposes(model)) == ([], [])
