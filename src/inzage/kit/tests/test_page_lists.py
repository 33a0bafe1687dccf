"""A list is cut in pages and sorted by what its address asks for; nonsense in the address does no harm."""

import pytest
from django.http import QueryDict

from inzage.kit.paging import sorting

COLUMNS = {"name": ("sort_key", "id"), "date": ("-at", "id")}


@pytest.mark.parametrize(
    ("query", "key", "descending", "order"),
    [
        ("", "name", False, ("sort_key", "id")),
        ("sort=name", "name", False, ("sort_key", "id")),
        ("sort=-name", "name", True, ("-sort_key", "-id")),
        ("sort=-date", "date", True, ("at", "-id")),
        ("sort=password", "name", False, ("sort_key", "id")),
        ("sort=--name", "name", False, ("sort_key", "id")),
        ("sort=name__x", "name", False, ("sort_key", "id")),
    ],
)
def test_only_a_known_column_sorts(query: str, key: str, descending: bool, order: tuple[str, ...]) -> None:
    found = sorting(QueryDict(query), COLUMNS, default="name")
    assert (found.key, found.descending, found.order_by) == (key, descending, order)


def test_a_click_on_the_sorted_column_turns_it_round() -> None:
    up, down = (
        sorting(QueryDict("sort=name"), COLUMNS, default="date"),
        sorting(QueryDict("sort=-name"), COLUMNS, default="date"),
    )
    assert (up.toggled("name"), down.toggled("name"), up.toggled("date")) == ("-name", "name", "date")
    assert (up.state("name"), down.state("name"), up.state("date")) == ("ascending", "descending", "none")
