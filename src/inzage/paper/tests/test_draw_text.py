"""Every character that the fonts claim can be printed is printed; the words of both languages are complete."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from inzage.paper import labels
from inzage.paper.content import ReportContent, Section
from inzage.paper.report import render_report
from inzage.paper.wording import paragraphs, printable, printable_codes

FONTS = Path(labels.__file__).parent / "fonts"


def test_the_coverage_list_tells_the_truth(
    report: ReportContent, moment: datetime, faults: Callable[[bytes], list[str]]
) -> None:
    signs = [chr(code) for code in sorted(printable_codes())]
    rows = ["".join(signs[start : start + 80]) for start in range(0, len(signs), 80)]
    pdf = render_report(replace(report, sections=(Section(title="Tekens", paragraphs=rows),)), at=moment).data
    assert faults(pdf) == []


def test_the_fonts_are_the_ones_that_were_checked_in() -> None:
    lines = (FONTS / "CHECKSUMS").read_text(encoding="ascii").splitlines()
    assert len(lines) == len([*FONTS.glob("*.otf"), *FONTS.glob("*.ttf")])
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest


def test_both_languages_have_the_same_words() -> None:
    for table in (labels.REPORT, labels.NOTICE):
        assert table["nl"].keys() == table["en"].keys()
        for key, dutch in table["nl"].items():
            assert set(_fields(dutch)) == set(_fields(table["en"][key]))


def _fields(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def test_an_empty_line_parts_paragraphs_and_a_line_end_breaks_one() -> None:
    assert paragraphs(["een\ntwee\n\n\ndrie", "", "vier"]) == [["een", "twee"], ["drie"], ["vier"]]


def test_what_steers_is_taken_out_and_what_lacks_a_glyph_is_named() -> None:
    assert printable("a\u202eb\u200f\x07c\td") == "abc d"
    assert printable("🦜") == "[PARROT]"
    assert printable("cafe\u0301") == "café"


@given(st.text())
def test_printable_text_holds_only_what_can_be_drawn(text: str) -> None:
    assert all(sign in "\n\u200b" or ord(sign) in printable_codes() for sign in printable(text))
