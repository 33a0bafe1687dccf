"""What's new: in both languages, each with a page that is there, and a dot until somebody read it."""

import pytest
from django.urls import reverse

from inzage.front.news.facts import entries, unread
from tests.kit.fixtures import Browse, Cast, make_member


def test_the_entries_run_from_new_to_old_and_say_both_languages() -> None:
    ids = [entry.id for entry in entries()]
    assert ids == sorted(set(ids), reverse=True)
    for entry in entries():
        assert reverse(entry.page)
        assert entry.day.year >= 2026
        for words in (entry.title, entry.text):
            assert set(words) == {"nl", "en"}
            assert words["nl"] != words["en"]


def test_there_is_a_dot_until_it_was_read_and_not_for_another(cast: Cast, browse: Browse) -> None:
    reader, other = browse(make_member(cast, "coach")), browse(make_member(cast, "coach"))
    dot = f'kit-dot">{len(entries())} nieuw'
    assert dot in reader.get("/").content.decode()
    first = reader.get("/news/").content.decode()
    assert first.count(">nieuw<") == len(entries())
    assert entries()[0].title["nl"] in first
    assert "kit-dot" not in reader.get("/").content.decode()
    assert ">nieuw<" not in reader.get("/news/").content.decode()
    assert dot in other.get("/").content.decode()


@pytest.mark.parametrize(("read", "number"), [("", len(entries())), (entries()[0].id, 0), (entries()[1].id, 1)])
def test_what_is_newer_than_what_was_read_is_unread(read: str, number: int) -> None:
    assert unread(read) == number
