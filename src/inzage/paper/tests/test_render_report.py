"""A report is printed whole, in its language, the same each time, and nothing in it is taken for markup."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.paper.content import ReportContent, Section
from inzage.paper.report import render_report

Text = Callable[[bytes], str]
Faults = Callable[[bytes], list[str]]

NASTY = (
    '#text(red)[hack] $x^2$ *bold* _it_ @ref <label> // comment \\ "quote" `raw` = kop #import "look.typ" #{panic()}'
)


def test_everything_of_the_report_is_printed(report: ReportContent, moment: datetime, text_of: Text) -> None:
    text = text_of(render_report(report, at=moment).data)
    for words in (
        "Bureau De Werkhaven", "3511 AB Utrecht", "Gemeente Lindenrade", "mevrouw S. de Wit", "A. Yilmaz",
        "WH-2026-0017-R2", "Re-integratie spoor 2", "1 oktober tot en met 31 december 2026", "Joris van den Berg",
        "3 november 2026", "Verloop",
        "Mevrouw was bij vier gesprekken.", "Zij kwam op tijd.", "Ik wil weer met mensen werken.",
        "Overgenomen uit gesprek van 2 november 2026", "Vervolg", "Daarna stage.", "voorgelegd op 2 november 2026",
        "Dat klopt.", "Logboek 1042-9f3a", "Pagina 1 van 1", "Vertrouwelijk",
    ):  # fmt: skip
        assert words in text


def test_the_same_report_and_moment_give_the_same_bytes(report: ReportContent, moment: datetime) -> None:
    first, second = render_report(report, at=moment), render_report(report, at=moment)
    assert first.data == second.data
    assert first.sha256 == sha256(first.data).hexdigest() == second.sha256
    assert render_report(report, at=moment + timedelta(minutes=1)).sha256 != first.sha256
    assert render_report(replace(report, client_remark="Nee."), at=moment).sha256 != first.sha256


def test_it_can_be_archived_and_read_aloud(report: ReportContent, moment: datetime, faults: Faults) -> None:
    assert faults(render_report(report, at=moment).data) == []


def test_english_has_english_labels(report: ReportContent, moment: datetime, text_of: Text) -> None:
    text = text_of(render_report(replace(report, language="en"), at=moment).data)
    assert "The client's remarks" in text
    assert "3 November 2026" in text
    assert "Page 1 of 1" in text


def test_a_client_who_saw_it_and_said_nothing_is_told_so(
    report: ReportContent, moment: datetime, text_of: Text
) -> None:
    text = text_of(render_report(replace(report, client_remark=None), at=moment).data)
    assert "De cliënt heeft geen opmerkingen gemaakt." in text


def test_a_report_that_was_not_shown_has_no_part_on_it(report: ReportContent, moment: datetime, text_of: Text) -> None:
    text = text_of(render_report(replace(report, client_remark=None, client_saw_on=None), at=moment).data)
    assert "Reactie van de cliënt" not in text
    assert "voorgelegd" not in text


def test_markup_is_printed_and_not_obeyed(
    report: ReportContent, moment: datetime, text_of: Text, faults: Faults
) -> None:
    everywhere = replace(
        report, title=NASTY, kind_label=NASTY, client_label=NASTY, written_by=NASTY, client_remark=NASTY,
        reference=NASTY, footer_code=NASTY, sections=(Section(title=NASTY, paragraphs=(NASTY,)),),
    )  # fmt: skip
    pdf = render_report(everywhere, at=moment).data
    found = " ".join(text_of(pdf).split())
    assert found.count("#{panic()}") >= 8
    assert NASTY in found
    assert faults(pdf) == []


def test_other_scripts_and_signs_are_printed_or_named(
    report: ReportContent, moment: datetime, text_of: Text, faults: Faults
) -> None:
    words = ("Łódź Çelik Иван Ελλάδα", "مرحبا", "שלום", "日本", "🦜 👩‍🔬", "a\u202eb\u0000c\x1b", "\ue000")
    pdf = render_report(replace(report, sections=(Section(title="Tekens", paragraphs=words),)), at=moment).data
    text = " ".join(text_of(pdf).split())
    assert "Łódź Çelik Иван Ελλάδα" in text
    assert "CJK UNIFIED IDEOGRAPH-65E5" in text
    assert "[PARROT]" in text
    assert "abc" in text
    assert "[U+E000]" in text
    assert faults(pdf) == []


def test_a_word_longer_than_the_page_is_broken_and_whole(
    report: ReportContent, moment: datetime, text_of: Text
) -> None:
    word = "abcdefghij" * 60
    result = render_report(replace(report, sections=(Section(title="Lang", paragraphs=(word,)),)), at=moment)
    joined = "".join(text_of(result.data).replace("\u200b", "").split())
    assert word in joined


@pytest.mark.slow
def test_sixty_pages_stay_valid_and_quick(
    report: ReportContent, moment: datetime, text_of: Text, faults: Faults
) -> None:
    paragraph = "Mevrouw sprak met de coach over werk, zorg en de weg daarheen. " * 12
    sections = [Section(title=f"Deel {number}", paragraphs=[f"{number} {paragraph}"] * 5) for number in range(60)]
    begun = time.perf_counter()
    result = render_report(replace(report, sections=sections), at=moment)
    assert time.perf_counter() - begun < 20
    assert result.pages >= 60
    assert f"Pagina {result.pages} van {result.pages}" in text_of(result.data)
    assert faults(result.data) == []


def test_many_at_once_do_not_mix(report: ReportContent, moment: datetime) -> None:
    many = [replace(report, reference=f"R-{number}") for number in range(12)]
    alone = [render_report(each, at=moment).sha256 for each in many]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda each: render_report(each, at=moment).sha256, many))
    assert together == alone
    assert len(set(alone)) == len(many)


def test_pictures_are_given_when_asked_for(report: ReportContent, moment: datetime) -> None:
    result = render_report(report, at=moment, pictures=True)
    assert len(result.png_pages) == result.pages
    assert all(picture.startswith(b"\x89PNG") for picture in result.png_pages)
    assert render_report(report, at=moment).png_pages == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": " \u200b"}, "title"), ({"sections": ()}, "sections")],
    ids=["no title", "no sections"],
)
def test_a_report_without_its_parts_is_refused_by_name(
    report: ReportContent, moment: datetime, change: dict[str, object], field: str
) -> None:
    with pytest.raises(ValueError, match=f"^{field}:"):
        render_report(replace(report, **change), at=moment)  # type: ignore[arg-type]


def test_a_moment_without_a_zone_is_refused(report: ReportContent, moment: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_report(report, at=moment.replace(tzinfo=None))


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=200))
def test_no_text_breaks_it(words: str, report: ReportContent, moment: datetime, faults: Faults) -> None:
    everywhere = replace(
        report, title=f"T {words}", client_remark=words, sections=(Section(title=words, paragraphs=(words,)),)
    )
    assert faults(render_report(everywhere, at=moment).data) == []
