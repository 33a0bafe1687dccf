"""Every article that is cited anywhere exists; every article that a screen serves has a test marked with it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inzage.law.articles import ARTICLES
from tests.laws.expected import policy
from tests.laws.routes import DESK, PUBLIC, routes
from tests.laws.sources import ROOT, SRC, calls, sources

TESTS = sorted({*(ROOT / "tests").rglob("*.py"), *SRC.rglob("tests/*.py"), *SRC.rglob("tests/**/*.py")})
KEYWORDS = {"article", "articles"}


def cited(tree: ast.AST) -> Iterator[str]:
    """The references that calls in a tree cite by keyword."""
    for call in calls(tree):
        for keyword in call.keywords:
            if keyword.arg in KEYWORDS:
                yield from _texts(keyword.value)


def marked(tree: ast.AST) -> Iterator[str]:
    """The references that tests in a tree are marked with."""
    for call in calls(tree):
        if ast.unparse(call.func).endswith("mark.article"):
            yield from (text for argument in call.args for text in _texts(argument))


def _texts(node: ast.expr) -> Iterator[str]:
    """The plain texts in a constant, list, tuple or set."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        for each in node.elts:
            yield from _texts(each)


def proofs() -> dict[str, set[str]]:
    """Which files have a test marked with each reference."""
    found: dict[str, set[str]] = {}
    for path in TESTS:
        for ref in marked(_tree(path)):
            found.setdefault(ref, set()).add(str(path.relative_to(ROOT)))
    return found


def served() -> set[str]:
    """The references that a route of either site cites in its guard."""
    both = (*routes(DESK), *routes(PUBLIC))
    return {ref for route in both if route.guard for ref in route.guard.articles}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _values(table: Any) -> Iterator[str]:
    """Every value of a key `article` in a TOML table."""
    if isinstance(table, dict):
        for key, value in table.items():
            if key == "article" and isinstance(value, str):
                yield value
            else:
                yield from _values(value)


def test_every_article_cited_in_code_exists() -> None:
    wrong = {path: unknown for path, tree in sources().items() if (unknown := set(cited(tree)) - set(ARTICLES))}
    assert wrong == {}
    assert sum(len(list(cited(tree))) for tree in sources().values()) > 50


def test_every_article_cited_by_the_gate_exists() -> None:
    gate = (SRC / "access" / "rowsecurity" / "gate.sql").read_text(encoding="utf-8")
    found = set(re.findall(r"'((?:\d{1,2}|V)\.[a-z-]+)'", gate))
    assert found
    assert found <= set(ARTICLES)


def test_every_article_cited_by_the_policy_exists() -> None:
    found = set(_values(policy()))
    assert len(found) > 20
    assert found <= set(ARTICLES)


def test_every_test_is_marked_with_an_article_that_exists() -> None:
    assert set(proofs()) <= set(ARTICLES)


def test_every_article_that_a_screen_serves_is_proved_by_a_test() -> None:
    assert len(served()) > 10
    assert served() - set(proofs()) == set()


def test_an_unknown_article_is_found() -> None:
    tree = ast.parse("@guards.opens('card', articles=('6.sending', '6.snding'))\ndef view(): ...")
    assert set(cited(tree)) - set(ARTICLES) == {"6.snding"}
    assert list(marked(ast.parse("@pytest.mark.article('99')\ndef test(): ..."))) == ["99"]
