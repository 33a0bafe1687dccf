"""The overview of rights is that of the policy: on the page, in the document, and in the gate."""

from pathlib import Path

import pytest
from django.urls import reverse

from inzage.law.needs import markdown, tables
from inzage.law.policy import MODEL, load_policy
from tests.kit.attack import Attacker
from tests.kit.fixtures import Browse, Cast

POLICY = load_policy(MODEL)
DOCUMENT = Path(__file__).resolve().parents[5] / "docs" / "needs.md"


def test_the_document_is_that_of_the_policy() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == markdown(POLICY), "run: inzage regulation needs > docs/needs.md"


@pytest.mark.article("6.need")
@pytest.mark.article("5.need")
def test_the_gate_has_exactly_the_rows_of_the_table(database: str) -> None:
    wanted = {
        (role, table.relation, table.kind, part, frozenset(purposes))
        for table in tables(POLICY)
        for part, cells in table.rows
        for role, purposes in zip(table.roles, cells, strict=True)
        if purposes
    }
    office = {(role, kind, part): purposes for role, relation, kind, part, purposes in wanted if relation == "office"}
    both = {
        (role, relation, kind, part, purposes | office.get((role, kind, part), frozenset()))
        for role, relation, kind, part, purposes in wanted
    }
    with Attacker.as_gate(database) as gate:
        rows = gate.run("select role, relation, kind, part, purposes from gate.role_right where relation <> 'known'")
    there = {(*row[:4], frozenset(row[4])) for row in rows if row[1] != "stand_in"}
    assert both <= there
    on_top = {row for row in there - both if (row[0], row[2], row[3]) in office and row[1] != "office"}
    assert there == both | on_top, "beside the table only what a role has for the whole office"


@pytest.mark.article("3.purposes")
def test_the_page_shows_it_to_everybody_on_the_staff(cast: Cast, browse: Browse) -> None:
    page = browse(cast.coach).get(reverse("needs:show")).content.decode()
    for words in (
        "Wie ziet wat",
        "Gespreksnotities",
        "privacyfunctionaris",
        "op een toegewezen dossier",
        "Nieuwsbrief",
    ):
        assert words in page, words
