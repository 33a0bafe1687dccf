"""Markdown becomes HTML that cannot do anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.kit.markdown import to_html


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://tracker.example/p.png)",
        '<a href="x" onclick="y">z</a>',
        "<img src=x onerror=alert(1)>",
        '<p style="position:fixed">x</p>',
        "[x](data:text/html,<script>1</script>)",
        "<iframe src=//x.example></iframe>",
    ],
)
def test_nothing_that_acts_comes_through(evil: str) -> None:
    html = to_html(evil)
    for sign in ("<script", "<img", "<iframe", "<p style", 'href="javascript', 'href="data', '<a href="x"'):
        assert sign not in html


def test_what_a_text_needs_comes_through() -> None:
    html = to_html(
        "# Kop\n\nEen **vet** woord en [een link](https://x.example).\n\n- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    for part in ("<h2>Kop</h2>", "<strong>vet</strong>", 'rel="noopener noreferrer"', "<li>a</li>", "<td>2</td>"):
        assert part in html


@given(st.text())
def test_no_text_makes_a_script(text: str) -> None:
    assert "<script" not in to_html(text).lower()
