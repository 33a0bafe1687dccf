"""In any small world the database shows exactly what the policy's text says; a gate with a planted fault is caught."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.worlds.checking import Case, cases, check
from tests.worlds.laboratory import Laboratory

WORLDS, SEED = 200, 20181121
FAULTS = {
    "an opening of the same transaction counts": (
        "running",
        "and o.xid is distinct from pg_current_xact_id_if_assigned()",
        "",
    ),
    "an opening never ends": ("running", "and o.until > statement_timestamp()", ""),
    "an opening of anybody counts": ("running", "where o.person = a and", "where"),
    "an opening whose purpose is gone counts": ("running", "and c.standing = 'carried'", ""),
    "a card's grant never ends": ("granted", "(valid_until is null or valid_until > statement_timestamp())", "true"),
    "a grant never ends": ("opened_keys", "(g.valid_until is null or g.valid_until > statement_timestamp())", "true"),
    "a grant begins before its time": ("opened_keys", "g.valid_from <= statement_timestamp()", "true"),
    "a grant has parts that it does not name": ("opened_keys", "and t.part = any(g.parts)", ""),
    "a grant counts without its role": ("opened", "and g.role = any(held)", ""),
    "a card's grant counts without its role": ("granted", "and g.role = any(gate.held(a))", ""),
    "a role counts after its end": ("offices", "and r.ended_at is null", ""),
    "a role counts at another office": ("opened", "p.office_id = x.office_id and", ""),
    "notes pass for reports": ("opened_keys", "':' || o.part", "':' || replace(o.part, 'notes', 'reports')"),
    "any purpose opens any part": ("opened", "and r.purpose = any(t.purposes)", ""),
    "an agreement carries everything": ("carries", "else 'not_agreed'", "else 'carried'"),
    "an objection does nothing": ("carries", "then 'prohibited'", "then 'carried'"),
    "duties are switched off too": ("carries", "when p.is_duty then 'carried'", "when p.is_duty then 'not_agreed'"),
    "whoever left still looks": ("cleared", "and left_at is null", ""),
    "nobody need sign": ("cleared", "and gate.missing(a) = '{}'", ""),
    "opening asks for no part": (
        "open",
        "coalesce(bool_and(coalesce(gate.has_part(a, d, p), false)), false)",
        "bool_or(true)",
    ),
    "opening takes the first purpose": ("choose_purpose", "if now_standing = 'carried' then", "if true then"),
}


@pytest.fixture(scope="module")
def laboratory() -> Iterator[Laboratory]:
    """A database for small worlds, with some in it."""
    with ExitStack() as stack:
        yield Laboratory(stack)


@pytest.fixture(scope="module")
def drawn(laboratory: Laboratory) -> list[Case]:
    """Worlds that are written there."""
    drawn = cases(WORLDS, SEED)
    for world, _questions in drawn:
        laboratory.write(world)
    return drawn


@pytest.mark.slow
@pytest.mark.article("6.need")
@pytest.mark.article("5.need")
@pytest.mark.article("3.purposes")
@pytest.mark.article("3.2")
def test_the_database_shows_what_the_policy_says(laboratory: Laboratory, drawn: list[Case]) -> None:
    tally = check(laboratory, drawn)
    assert tally.differences == []
    assert tally.rows > 20_000
    assert tally.rows / 20 < tally.shown < tally.rows / 2, "what is shown and what is hidden are both many"
    assert tally.openings / 15 < tally.opened < tally.openings


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(laboratory: Laboratory, drawn: list[Case], fault: str) -> None:
    with laboratory.wrong(*FAULTS[fault]):
        assert check(laboratory, drawn, stop_at=1).differences
