"""A notice says everything that AVG 13 or 14 asks for, or is not made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from inzage.paper.content import NoticeContent
from inzage.paper.notice import missing_items, render_notice


@pytest.mark.article("2.registration")
def test_every_item_of_article_14_is_printed(
    notice: NoticeContent, moment: datetime, text_of: Callable[[bytes], str], faults: Callable[[bytes], list[str]]
) -> None:
    pdf = render_notice(notice, at=moment).data
    text = " ".join(text_of(pdf).split())
    for words in (
        "Geachte mevrouw Yilmaz,", "artikel 14 van de AVG", "Bureau De Werkhaven, Kade 12", "privacy@werkhaven.example",
        "U begeleiden naar werk", "De overeenkomst", "Naam en adres", "Gemeente Lindenrade", "nadat u het zag",
        "twee jaar na het einde", "U mag bezwaar maken.", "toezichthouder", "Versie 2026", "Sanne Mulder",
    ):  # fmt: skip
        assert words in text
    assert faults(pdf) == []


def test_article_13_tells_whether_one_must_and_no_source(
    notice: NoticeContent, moment: datetime, text_of: Callable[[bytes], str]
) -> None:
    text = text_of(render_notice(replace(notice, article="13"), at=moment).data)
    assert "Moet u gegevens geven?" in text
    assert "Van wie wij de gegevens kregen" not in text


def test_english_has_english_labels(notice: NoticeContent, moment: datetime, text_of: Callable[[bytes], str]) -> None:
    text = text_of(render_notice(replace(notice, language="en"), at=moment).data)
    assert "Which data about you we process" in text
    assert "Your rights" in text


@pytest.mark.parametrize(
    "field",
    [
        "controller",
        "privacy_contact",
        "purposes",
        "categories",
        "source",
        "recipients",
        "retention",
        "rights",
        "complaint",
    ],
)
def test_a_notice_that_leaves_an_item_out_is_not_made(notice: NoticeContent, moment: datetime, field: str) -> None:
    short = replace(notice, **{field: ""})  # type: ignore[arg-type]
    assert missing_items(short) == [field]
    with pytest.raises(ValueError, match=field):
        render_notice(short, at=moment)


def test_the_same_notice_gives_the_same_bytes(notice: NoticeContent, moment: datetime) -> None:
    assert render_notice(notice, at=moment).sha256 == render_notice(notice, at=moment).sha256
