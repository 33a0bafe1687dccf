"""A regulation in plain text is read whole: articles, parts, versions, and not a word is lost."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.law.policy import MODEL
from inzage.law.regulation import RegulationText, read_regulation, read_regulation_file

SEED = Path(__file__).resolve().parents[4].parent / "shared" / "seed" / "privacyreglement-werkcontact-2018.txt"
steady = settings(deadline=None)  # a busy machine is no fault
real = pytest.mark.skipif(not SEED.exists(), reason="the real regulation is not on this machine")

# Our own words with the damage of a real file: a blank line after each, broken words, page breaks, a title below.
DAMAGED = """ Reglement van Bureau Voorbeeld \x0c

Artikel 1 Waar dit over gaat

1. Dit stuk gaat over gege-

vens van mensen die bij Voorbeeld komen.

2. Wij volgen de wet.

Artikel 2

Geven aan anderen Voorbeeld geeft

niets weg, behalve:

1. als het moet van de wet;

2. als de deelnemer het wil.

Artikel 3 Doelen

1. Wij gebruiken gegevens voor:

a) inschrijven en be-

heren;

b) coaching- en

loopbaangesprekken;
 2. Meer niet, ook niet voor het NOVA-

keurmerk of artikel 12 van iets anders.



Kleine kop

Hier volgt losse tekst. Zie ook

artikel 1.

Artikel 4. Slot

- een streep;

- nog een streep.

Versiebeheer

Versienr. Beschrijving Auteur Datum

Jan 2010 Vastgesteld op 1 januari 2010.

Directie

Voorbeeld

01-01-2010

Mrt 2012 Artikel 9 is weg. Directie Voorbeeld

15 maart 2012
"""


def stream(text: str) -> str:
    """The letters and digits of a text in order: what must not get lost."""
    return re.sub(r"[\W_]+", "", text).casefold()


def told(regulation: RegulationText) -> str:
    """All that was read, in reading order."""
    out = [regulation.title]
    for article in regulation.articles:
        out += [f"Artikel {article.number}", article.title]
        out += [f"{part.label} {part.text}" for part in article.parts]
    out.append(regulation.versions_heading)
    for row in regulation.versions:
        out += [row.label, row.description, row.author, f"{row.date:%d%m%Y}"]
    return " ".join(out)


@real
@pytest.mark.article("3.purposes")
@pytest.mark.article("V.versions")
def test_the_real_regulation() -> None:
    regulation = read_regulation_file(SEED)
    assert [article.number for article in regulation.articles] == list(range(1, 18))
    third, fourth = regulation.articles[2], regulation.articles[3]
    assert [part.label for part in third.parts if part.kind == "letter"] == list("abcdefghij")
    assert [part.label for part in third.parts if part.kind == "paragraph"] == ["1", "2", "3"]
    assert [part.label for part in fourth.parts if part.kind == "paragraph"] == ["1", "2", "3", "4"]
    assert len([part for part in regulation.articles[5].parts if part.kind == "heading"]) == 4
    assert all(article.title and len(article.title) < 70 for article in regulation.articles)
    assert [row.label for row in regulation.versions] == ["Jan 2005", "Aug 2017", "Dec 2017", "Dec 2017", "Mei 2018"]
    assert [row.date.year for row in regulation.versions] == [2005, 2017, 2017, 2017, 2018]
    assert {row.author for row in regulation.versions} == {"Directie Werkcontact"}
    assert regulation.unplaced == ()


@real
def test_not_a_word_of_the_real_regulation_is_lost_and_broken_words_are_whole() -> None:
    source = SEED.read_text(encoding="utf-8")
    regulation = read_regulation(source)
    assert stream(told(regulation)) == stream(source)
    assert not re.search(r"\w- \w", told(regulation).replace("- en", ""))
    assert "Oval-keurmerk" in told(regulation)
    assert "OVAL-gedragscode" in told(regulation)


@real
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_real_regulation_in_other_encodings_and_line_ends(encoding: str) -> None:
    source = SEED.read_text(encoding="utf-8")
    for text in (source, source.replace("\n", "\r\n"), re.sub(r"\n\n", "\n", source)):
        regulation = read_regulation_file(text.encode(encoding))
        assert (len(regulation.articles), len(regulation.versions), regulation.unplaced) == (17, 5, ())
        assert stream(told(regulation)) == stream(source)


@pytest.mark.article("V.versions")
def test_a_damaged_text_of_our_own() -> None:
    regulation = read_regulation(DAMAGED)
    assert regulation.title == "Reglement van Bureau Voorbeeld"
    assert [(article.number, article.title) for article in regulation.articles] == [
        (1, "Waar dit over gaat"),
        (2, "Geven aan anderen"),
        (3, "Doelen"),
        (4, "Slot"),
    ]
    first, second, third, fourth = (article.parts for article in regulation.articles)
    assert first[0].text == "Dit stuk gaat over gegevens van mensen die bij Voorbeeld komen."
    assert [(part.kind, part.label) for part in second] == [("text", ""), ("paragraph", "1"), ("paragraph", "2")]
    assert second[0].text == "Voorbeeld geeft niets weg, behalve:"
    assert [(part.kind, part.label) for part in third] == [
        ("paragraph", "1"),
        ("letter", "a"),
        ("letter", "b"),
        ("paragraph", "2"),
        ("heading", ""),
        ("text", ""),
    ]
    assert third[1].text == "inschrijven en beheren;"
    assert third[2].text == "coaching- en loopbaangesprekken;"
    assert third[3].text == "Meer niet, ook niet voor het NOVA-keurmerk of artikel 12 van iets anders."
    assert [part.kind for part in fourth] == ["bullet", "bullet"]
    assert [(row.label, row.description, row.author, row.date) for row in regulation.versions] == [
        ("Jan 2010", "Vastgesteld op 1 januari 2010.", "Directie Voorbeeld", date(2010, 1, 1)),
        ("Mrt 2012", "Artikel 9 is weg.", "Directie Voorbeeld", date(2012, 3, 15)),
    ]
    assert regulation.versions_heading == "Versiebeheer Versienr. Beschrijving Auteur Datum"


def test_the_model_regulation_reads_the_same_way() -> None:
    regulation = read_regulation_file(MODEL / "text.md")
    assert [article.number for article in regulation.articles] == list(range(1, 18))
    assert [part.label for part in regulation.articles[2].parts if part.kind == "letter"] == list("abcdefghij")
    assert [(row.label, row.date) for row in regulation.versions] == [("1.0", date(2026, 11, 1))]
    assert regulation.unplaced == ()


def test_what_fits_nowhere_is_kept_apart() -> None:
    text = "Titel\nVan een bureau\nArtikel 1 Een\nTekst.\nVersies\nKolommen\n2019 Zonder datum."
    regulation = read_regulation(text)
    assert regulation.unplaced == ("Van een bureau", "2019 Zonder datum.")
    table = "Titel\nArtikel 1 Een\nTekst.\nVersies\n| a | b | c | d |\n| 1.0 | Weg. | Wij | 31-02-2020 |"
    assert read_regulation(table).versions == ()
    assert "31-02-2020" in read_regulation(table).versions_heading


@pytest.mark.parametrize(
    ("row", "author", "day"),
    [
        ("1.0 Eerste tekst. J. de Vries 2020-05-31", "J. de Vries", date(2020, 5, 31)),
        ("Versie 2 Tweede tekst. Directie 1-6-2020", "Directie", date(2020, 6, 1)),
        ("v3 geen punt 1/6/2020", "", date(2020, 6, 1)),
        ("2021 Nieuwe tekst. Raad van bestuur 1 februari 2021", "Raad van bestuur", date(2021, 2, 1)),
    ],
)
def test_a_row_of_the_table_of_versions(row: str, author: str, day: date) -> None:
    (version,) = read_regulation(f"T\nArtikel 1 Een\nTekst.\nVersiebeheer\n{row}").versions
    assert (version.author, version.date) == (author, day)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.1 Eerste.\n1.2 Tweede.", [("paragraph", "1"), ("paragraph", "2")]),
        ("1. Een\n3. niet de volgende.", [("paragraph", "1")]),
        ("Een lijst:\na. dit;\nb. dat.", [("text", ""), ("letter", "a"), ("letter", "b")]),
        ("Een lijst:\nc. dit is geen begin.", [("text", "")]),
        ("Zin een.\n\nZin twee.", [("text", ""), ("text", "")]),
        ("Zin die over een bladzij\n\nheen loopt.", [("text", "")]),
        ("2.1 Ergens anders.", [("text", "")]),
    ],
)
def test_parts_of_an_article(text: str, parts: list[tuple[str, str]]) -> None:
    (article,) = read_regulation(f"T\nArtikel 1 Titel\n{text}").articles
    assert [(part.kind, part.label) for part in article.parts] == parts


def test_a_reference_at_the_start_of_a_line_opens_no_article() -> None:
    regulation = read_regulation(
        "T\nArtikel 1 Een\nDit volgt uit\nArtikel 13 van de wet.\nArtikel 1 Weer\nArtikel 2 Twee"
    )
    assert [article.number for article in regulation.articles] == [1, 2]


def test_a_title_over_two_lines() -> None:
    (article,) = read_regulation("T\nArtikel 1 Een titel die\ndoorloopt\n1. Tekst.").articles
    assert (article.title, len(article.parts)) == ("Een titel die doorloopt", 1)
    (article,) = read_regulation("T\nArtikel 1\nEen titel die\ndoorloopt\n1. Tekst.").articles
    assert (article.title, len(article.parts)) == ("Een titel die doorloopt", 1)
    (article,) = read_regulation("T\nArtikel 1\nDit is geen titel.\nMaar tekst.").articles
    assert (article.title, len(article.parts)) == ("", 1)


WORDS = st.sampled_from(
    ["wij", "Bureau", "gegevens", "recht-", "de", "wet.", "Artikel", "5.", "a)", "-", "mei", "2020"]
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=25)


@steady
@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\n \n\n"]))
def test_whatever_is_in_an_article_no_word_is_lost(lines: list[str], between: str) -> None:
    text = between.join(["Titel", "Artikel 1 Begin", *lines])
    regulation = read_regulation(text)
    assert regulation.unplaced == ()
    assert stream(told(regulation)) == stream(text)


@steady
@given(st.text(max_size=300))
def test_reading_never_fails(text: str) -> None:
    read_regulation(text)


def test_the_answer_is_plain_data() -> None:
    answer = read_regulation(DAMAGED).to_json()
    assert list(answer) == ["title", "articles", "versions_heading", "versions", "unplaced"]
    articles, versions = answer["articles"], answer["versions"]
    assert isinstance(articles, list)
    assert isinstance(versions, list)
    assert articles[0]["parts"][1] == {"kind": "paragraph", "label": "2", "text": "Wij volgen de wet."}
    assert versions[0]["date"] == "2010-01-01"
