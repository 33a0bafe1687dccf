"""The tool for translations finds every text, keeps what was translated, and names every fault with its place."""

import gettext
from pathlib import Path

import pytest

from tools import messages

TEMPLATE = """{% load i18n %}
  <p>It's "here": {% translate "Hello" %} {{ name|default:_("Nobody") }}</p>
{% blocktranslate count n=items|length trimmed %}
  One {{ n }} item
{% plural %}
  {{ n }} items
{% endblocktranslate %}
{% translate "Open" context "verb" %}
"""
CODE = """from django.utils.translation import gettext as _, ngettext

GREETING = _("Dear %(name)s")
"""


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    room = tmp_path / "alpha"
    (room / "templates").mkdir(parents=True)
    (room / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (room / "code.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def catalogue(rooms: Path) -> Path:
    return rooms / "alpha" / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def translate(rooms: Path, **dutch: str) -> None:
    """Fill in the Dutch, as a person would in the file."""
    text = catalogue(rooms).read_text(encoding="utf-8")
    for english, translation in dutch.items():
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{translation}"')
    catalogue(rooms).write_text(text, encoding="utf-8")


def faults(rooms: Path) -> str:
    return "\n".join(messages.check(rooms))


def complete(rooms: Path) -> None:
    assert messages.main(["update"], rooms) == 0
    translate(rooms, Hello="Hallo", Nobody="Niemand", Open="Openen", **{"Dear %(name)s": "Beste %(name)s"})
    text = catalogue(rooms).read_text(encoding="utf-8")
    text = text.replace('msgstr[0] ""', 'msgstr[0] "Een ding"').replace('msgstr[1] ""', 'msgstr[1] "%(n)s dingen"')
    catalogue(rooms).write_text(text, encoding="utf-8")
    assert messages.main(["compile"], rooms) == 0


def test_every_kind_of_text_is_found_with_its_place(rooms: Path) -> None:
    found = {text.key: text.places[0].rpartition("alpha/")[2] for text in messages.texts(rooms / "alpha")}
    assert found == {
        ("", "Dear %(name)s", ""): "code.py:3",
        ("", "Hello", ""): "templates/page.html:2",
        ("", "Nobody", ""): "templates/page.html:2",
        ("", "One %(n)s item", "%(n)s items"): "templates/page.html:3",
        ("verb", "Open", ""): "templates/page.html:8",
    }


def test_a_complete_catalogue_passes_and_is_what_gettext_reads(rooms: Path) -> None:
    complete(rooms)
    assert messages.main(["check"], rooms) == 0
    with catalogue(rooms).with_suffix(".mo").open("rb") as file:
        dutch = gettext.GNUTranslations(file)
    assert dutch.gettext("Hello") == "Hallo"
    assert dutch.pgettext("verb", "Open") == "Openen"
    assert dutch.ngettext("One %(n)s item", "%(n)s items", 2) == "%(n)s dingen"


def test_an_untranslated_text_is_named_where_it_stands(rooms: Path) -> None:
    complete(rooms)
    (rooms / "alpha" / "new.py").write_text('T = _("Fresh")\n', encoding="utf-8")
    assert "new.py:1: not translated: 'Fresh'" in faults(rooms)
    assert messages.main(["check"], rooms) == 1


def test_a_text_that_went_is_named_and_dropped_by_update(rooms: Path) -> None:
    complete(rooms)
    (rooms / "alpha" / "code.py").write_text("", encoding="utf-8")
    assert "not used any more: 'Dear %(name)s'" in faults(rooms)
    messages.main(["update"], rooms)
    assert "Dear" not in catalogue(rooms).read_text(encoding="utf-8")
    assert 'msgstr "Hallo"' in catalogue(rooms).read_text(encoding="utf-8")
    assert faults(rooms) == ""


def test_placeholders_must_agree(rooms: Path) -> None:
    complete(rooms)
    text = catalogue(rooms).read_text(encoding="utf-8")
    catalogue(rooms).write_text(text.replace("Beste %(name)s", "Beste %(naam)s"), encoding="utf-8")
    assert "placeholders differ: ['name'] became ['naam']" in faults(rooms)


def test_a_fuzzy_mark_is_a_fault(rooms: Path) -> None:
    complete(rooms)
    text = catalogue(rooms).read_text(encoding="utf-8")
    catalogue(rooms).write_text(text.replace('msgid "Hello"', '#, fuzzy\nmsgid "Hello"'), encoding="utf-8")
    assert "fuzzy: 'Hello'" in faults(rooms)


def test_a_catalogue_that_was_not_compiled_is_a_fault(rooms: Path) -> None:
    complete(rooms)
    catalogue(rooms).with_suffix(".mo").unlink()
    assert "not compiled" in faults(rooms)


def test_one_text_with_two_translations_is_a_fault_and_update_takes_over_the_other_rooms(rooms: Path) -> None:
    complete(rooms)
    (rooms / "beta").mkdir()
    (rooms / "beta" / "code.py").write_text('T = _("Hello")\n', encoding="utf-8")
    messages.main(["update"], rooms)
    other = rooms / "beta" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    assert 'msgstr "Hallo"' in other.read_text(encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8").replace("Hallo", "Dag"), encoding="utf-8")
    assert "'Hello' is 'Dag' in beta and 'Hallo' in alpha" in faults(rooms)


def test_what_it_does_not_know_is_refused(rooms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["extract"], rooms) == 2
    assert "give one of update, check, compile" in capsys.readouterr().err
