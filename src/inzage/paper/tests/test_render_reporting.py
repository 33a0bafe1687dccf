"""The letter of the reporting agreement tells the five things of article 6 in the client's language, or is not made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from inzage.paper.content import Bureau, Recipient, ReportingLetterContent
from inzage.paper.reporting import render_reporting_letter

LETTER = ReportingLetterContent(
    language="nl",
    bureau=Bureau(name="Bureau De Werkhaven", address=("Kade 12", "3511 AB Utrecht")),
    recipient=Recipient(name="A. Yilmaz", organisation="", address=("Lindelaan 3", "3511 AB Utrecht")),
    reference="C-2026-0017",
    dated=date(2026, 11, 3),
    salutation="Beste mevrouw Yilmaz,",
    sponsor="Gemeente {Lindenrade}",
    recipients=("Ria Roos, HR-adviseur", "Bo Bos"),
    data=("Aanwezigheid", "Sollicitaties"),
    kinds=("Voortgangsrapportage",),
    forms=("Schriftelijk", "Mondeling"),
    purpose="Volgen of het traject loopt",
    when="Voor het eerst op 1 december 2026, daarna elke 6 weken",
    version=2,
    signed_by="Sanne de Wit",
)


@pytest.mark.article("6.agreement")
def test_it_says_to_whom_what_how_why_and_when(
    moment: datetime, text_of: Callable[[bytes], str], faults: Callable[[bytes], list[str]]
) -> None:
    pdf = render_reporting_letter(LETTER, at=moment).data
    text = " ".join(text_of(pdf).split())
    for words in (
        "Gemeente {Lindenrade}", "Ria Roos, HR-adviseur", "Bo Bos", "Aanwezigheid", "Sollicitaties",
        "Voortgangsrapportage", "Schriftelijk", "Mondeling", "Volgen of het traject loopt", "elke 6 weken",
        "in vertrouwen vertelt", "Ik ben het er niet mee eens", "Versie 2", "Sanne de Wit", "artikel 6",
    ):  # fmt: skip
        assert words in text
    assert faults(pdf) == []


def test_in_english_it_is_english(moment: datetime, text_of: Callable[[bytes], str]) -> None:
    text = text_of(render_reporting_letter(replace(LETTER, language="en"), at=moment).data)
    assert "What we report about you" in text
    assert "I do not agree" in text


@pytest.mark.article("6.agreement")
@pytest.mark.parametrize("field", ["recipients", "data", "kinds", "forms", "purpose", "when"])
def test_a_letter_that_leaves_one_out_is_not_made(moment: datetime, field: str) -> None:
    empty = "" if field in {"purpose", "when"} else ()
    with pytest.raises(ValueError, match=field):
        render_reporting_letter(replace(LETTER, **{field: empty}), at=moment)  # type: ignore[arg-type]
