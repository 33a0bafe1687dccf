"""Each component says in words what it shows in colour, and is announced by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import TemplateSyntaxError
from django.test import override_settings
from django.utils import translation

from inzage.kit.paging import sorting
from inzage.kit.templatetags.kit import article_label, bilingual, icon_names, initials

Draw = Callable[..., str]


@dataclass
class Words:
    """A text in two languages, as the law gives it."""

    nl: str
    en: str


def decided(*, allowed: bool) -> SimpleNamespace:
    duty = SimpleNamespace(sentence=Words("Vertel het de cliënt.", "Tell the client."), article="6.informing")
    return SimpleNamespace(
        allowed=allowed,
        sentence=Words("Mag." if allowed else "Mag niet.", "May."),
        remedy=None if allowed else Words("Leg het voor.", "Put it before."),
        articles=("6.informing",),
        obligations=(duty,) if allowed else (),
    )


def test_an_icon_is_silent_unless_it_is_named(draw: Draw) -> None:
    assert 'aria-hidden="true"' in draw('{% icon "lock" %}')
    assert 'role="img" aria-label="Op slot"' in draw('{% icon "lock" label="Op slot" %}')


def test_an_unknown_icon_or_tone_is_an_error(draw: Draw) -> None:
    with pytest.raises(TemplateSyntaxError, match="not in the sprite"):
        draw('{% icon "unicorn" %}')
    with pytest.raises(TemplateSyntaxError, match="tone"):
        draw('{% badge "x" "purple" %}')
    assert "lock" in icon_names()


def test_a_refusal_says_so_in_a_word_with_article_and_remedy(draw: Draw) -> None:
    html = draw("{% decision it %}", it=decided(allowed=False))
    for words in ("Geweigerd", "Mag niet.", "Wat u kunt doen:", "Leg het voor.", "Artikel 6"):
        assert words in html
    assert "Toegestaan" not in html


def test_a_permission_says_what_is_left_to_do(draw: Draw) -> None:
    html = draw("{% decision it %}", it=decided(allowed=True), regulation_url="/reglement")
    for words in ("Toegestaan", "Vertel het de cliënt.", 'href="/reglement#artikel-6"'):
        assert words in html
    assert "Geweigerd" not in html


def test_a_page_in_english_speaks_english(draw: Draw) -> None:
    with translation.override("en"):
        html = draw("{% decision it %}", it=decided(allowed=False))
    assert "Refused" in html
    assert "Put it before." in html


def test_text_of_people_is_never_markup(draw: Draw) -> None:
    evil = "<b onclick=x>"
    html = draw(
        "{% card title=e %}{{ e }}{% endcard %}{% badge e %}{% notice title=e %}{{ e }}{% endnotice %}"
        "{% empty_state title=e text=e %}{% endempty_state %}{% facts rows %}{% chips rows %}{% progress 1 2 label=e %}"
        "{% tabs tabs label=e %}{% timeline label=e %}{% timeline_item title=e at=at author=e url=e %}{{ e }}"
        "{% endtimeline_item %}{% endtimeline %}{% confirm key='k' url=e button=e title=e %}{{ e }}{% endconfirm %}",
        e=evil,
        rows=[(evil, evil)],
        tabs=[{"label": evil, "url": evil}],
        at=datetime(2026, 11, 3, tzinfo=UTC),
    )
    assert evil not in html
    assert html.count("&lt;b onclick=x&gt;") >= 20


def test_the_pages_of_a_list_keep_its_filters(draw: Draw) -> None:
    page = Paginator(range(120), 50).get_page(2)
    html = draw("{% pagination page %}", page=page, address="/list/?office=3&page=2&sort=name")
    assert "51 tot en met 100 van 120" in html
    assert 'rel="next" href="?office=3&amp;page=3&amp;sort=name"' in html
    assert 'aria-current="page"' in html


def test_one_page_shows_the_count_and_no_links(draw: Draw) -> None:
    html = draw("{% pagination page %}", page=Paginator(["a"], 50).get_page(1))
    assert "1 resultaat" in html
    assert "<a " not in html


def test_a_sorted_column_is_announced_and_starts_at_the_first_page(draw: Draw) -> None:
    order = sorting(QueryDict("sort=name"), {"name": ("n",), "age": ("a",)}, default="name")
    html = draw(
        "{% sort_header 'name' 'Naam' order %}{% sort_header 'age' 'Leeftijd' order %}",
        order=order,
        address="/list/?page=4&sort=name",
    )
    assert 'aria-sort="ascending"' in html
    assert 'aria-sort="none"' in html
    assert 'href="?sort=-name"' in html
    assert 'href="?sort=age"' in html


def test_an_event_shows_its_date_in_dutch_and_for_machines(draw: Draw) -> None:
    html = draw(
        "{% timeline label='Lijst' %}{% timeline_item title='Notitie' at=at %}{% endtimeline_item %}{% endtimeline %}",
        at=datetime(2026, 11, 3, 13, 5, tzinfo=UTC),
    )
    assert 'datetime="2026-11-03T14:05:00+01:00"' in html
    assert "3 november 2026, 14:05" in html


def test_a_confirmation_is_a_form_in_a_named_dialog(draw: Draw) -> None:
    html = draw(
        "{% confirm key='end' url='/end' button='Beëindigen' title='Beëindigen?' %}<p>Weg.</p>{% endconfirm %}",
        csrf_token="secret-token",
    )
    for part in (
        'data-dialog="confirm-end"',
        'id="confirm-end"',
        'aria-labelledby="confirm-end-title"',
        "secret-token",
    ):
        assert part in html


@override_settings(ARTICLES={"6.informing": Words("De cliënt informeren", "Informing the client")})
def test_an_article_is_named_by_its_title_when_it_is_known() -> None:
    assert article_label("6.informing") == "Artikel 6: De cliënt informeren"
    assert article_label("9.unknown") == "Artikel 9 (9.unknown)"
    assert article_label("V.ethics") == "Versietabel (V.ethics)"


def test_words_in_two_languages_follow_the_page() -> None:
    assert bilingual({"nl": "ja", "en": "yes"}) == "ja"
    assert bilingual("plain") == "plain"
    with translation.override("en-gb"):
        assert bilingual(Words("ja", "yes")) == "yes"


@pytest.mark.parametrize(
    ("name", "mark"), [("Joris van den Berg", "JB"), ("Zoë", "Z"), ("", ""), ("  ", ""), ("'t Hart", "H")]
)
def test_a_name_has_at_most_two_initials(name: str, mark: str) -> None:
    assert initials(name) == mark
