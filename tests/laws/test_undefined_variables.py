"""In the whole suite, a template of ours that asks for what its view does not give fails."""

from pathlib import Path

import pytest
from django.template import Context, Template, engines
from django.template.base import Origin

from tests.kit.undefined import OURS, Undefined, UndefinedVariableError, forbid

ENGINE = engines["django"].engine  # type: ignore[attr-defined]  # Django's own engine


def template(source: str, path: str) -> Template:
    """A template as if it stood in a file."""
    return Template(source, origin=Origin(name=path), engine=ENGINE)


def test_it_holds_for_this_run(database: str) -> None:
    assert isinstance(ENGINE.string_if_invalid, Undefined)


@pytest.mark.parametrize(
    "source",
    ["{{ nobody }}", "{{ known.nothing }}", "{{ nobody|default:'x' }}", "{% with a=nobody %}{{ a }}{% endwith %}",
     "{% load i18n %}{% blocktranslate with a=nobody %}{{ a }}{% endblocktranslate %}"],
)  # fmt: skip
def test_an_undefined_variable_of_ours_raises(source: str) -> None:
    forbid()
    with pytest.raises(UndefinedVariableError, match=r"page\.html"):
        template(source, f"{OURS}/work/reports/templates/page.html").render(Context({"known": {}}))


@pytest.mark.parametrize("source", ["{% if nobody %}yes{% endif %}", "{% for one in nobody %}yes{% endfor %}"])
def test_a_question_whether_something_is_there_is_allowed(source: str) -> None:
    forbid()
    assert template(source, f"{OURS}/work/reports/templates/page.html").render(Context()) == ""


def test_templates_of_others_keep_their_empty_places() -> None:
    forbid()
    assert template("{{ nobody }}", str(Path("/elsewhere/page.html"))).render(Context()) == ""
