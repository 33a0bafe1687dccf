"""Names are listed the Dutch way, found without their accents, and kept without what cannot be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.kit.text import clean_line, fold, search_key, sort_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("van der Berg", "berg van der"),
        ("Van Der Berg", "berg van der"),
        ("Berg", "berg"),
        ("de Vries", "vries de"),
        ("'t Hart", "hart t"),
        ("d'Hondt", "hondt d"),
        ("in 't Veld", "veld in t"),
        ("Vermeer-van Dijk", "vermeer van dijk"),
        ("Özgür", "ozgur"),
        ("Çelik", "celik"),
        ("Ångström", "angstrom"),
        ("Ørsted", "orsted"),
        ("Łukasz", "lukasz"),
        ("Strauß", "strauss"),
        ("El Idrissi", "idrissi el"),
        ("De", "de"),
        ("", ""),
    ],
)
def test_a_family_name_is_listed_under_its_head_word(name: str, key: str) -> None:
    assert sort_key(name) == key


def test_a_list_stands_in_the_order_of_a_telephone_book() -> None:
    names = ["Zandstra", "van den Berg", "Öztürk", "Berg", "de Boer", "Bergman", "van Aalst"]
    assert sorted(names, key=sort_key) == [
        "van Aalst", "Berg", "van den Berg", "Bergman", "de Boer", "Öztürk", "Zandstra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna \t Maria\n", "Anna Maria"),
        ("An\u0000na\u202e", "An na"),
        ("Zoe\u0308", "Zoë"),
        ("A\u2028B", "A B"),
        ("\u200b", ""),
    ],
)
def test_a_line_is_kept_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text())
def test_case_and_accents_never_change_a_key(text: str) -> None:
    assert search_key(fold(text)) == search_key(text)


def test_a_search_finds_words_without_their_signs() -> None:
    assert search_key("O'Brien-Müller, (Zoë)") == "o brien muller zoe"
