"""Every template keeps to the policy of its pages: nothing inline, nothing from elsewhere, nothing too long."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(file for file in (ROOT / "src" / "inzage").rglob("*.html") if "templates" in file.parts)

LAWS = {
    "a script without src": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a script from elsewhere": re.compile(
        r"<(script|link|img|iframe)[^>]*\s(src|href)=[\"']?(https?:)?//", re.IGNORECASE
    ),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an on… attribute": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an hx-on attribute": re.compile(r"\shx-on[:-]", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "text marked safe": re.compile(r"\|\s*safe\b(?!seq)|{%\s*autoescape off"),
}
LONGEST = 150


def faults(source: str) -> list[str]:
    """Name the laws that a template breaks; what stands in a template's comments does not count."""
    source = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", source, flags=re.DOTALL)
    # what a tag holds cannot break an attribute, but its signs would end our look at an element
    bare = re.sub(r"{%.*?%}|{{.*?}}", lambda tag: tag.group().replace("<", " ").replace(">", " "), source)
    return [name for name, law in LAWS.items() if law.search(bare)]


def test_the_law_reaches_the_templates() -> None:
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_keeps_the_law(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert faults(source) == []
    assert len(source.splitlines()) <= LONGEST


@pytest.mark.parametrize(
    ("source", "law"),
    [
        ("<script>x()</script>", "a script without src"),
        ('<script type="application/json">{}</script>', "a script without src"),
        ('<script src="https://x.example/a.js"></script>', "a script from elsewhere"),
        ("<link rel=stylesheet href=//x.example/a.css>", "a script from elsewhere"),
        ("<style>p{}</style>", "a style element"),
        ('<p class="a" style="color:red">', "a style attribute"),
        ("<p{% if a > b %} style='x'{% endif %}>", "a style attribute"),
        ('<button onclick="x()">', "an on… attribute"),
        ('<div hx-on:click="x()">', "an hx-on attribute"),
        ('<a href="javascript:x()">', "a javascript: address"),
        ("{{ text|safe }}", "text marked safe"),
    ],
)
def test_the_law_finds_what_breaks_it(source: str, law: str) -> None:
    assert law in faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "<script src=\"{% static 'a.js' %}\" defer></script>",
        "<p>On Monday the style = plain</p>",
        '<input name="option" data-confirm="x">',
        "{# <script> #}",
    ],
)
def test_the_law_lets_the_rest_be(source: str) -> None:
    assert faults(source) == []
