"""A list is cut in pages and sorted by what its address asks for; nonsense in the address does no harm."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from inzage.kit import paging
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


def test_a_list_of_everybody_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch, draw: Callable[..., str]) -> None:
    monkeypatch.setattr(paging, "MOST", 4)
    rows = ContentType.objects.order_by("pk")
    some = list(rows.values_list("pk", flat=True)[:6])
    few = paging.paginate(rows.filter(pk__in=some[:3]), QueryDict("page=2"), per_page=2)
    assert (few.paginator.count, few.paginator.num_pages, len(few)) == (3, 2, 1)
    assert "3 tot en met 3 van 3" in draw("{% pagination page %}", page=few)
    many = paging.paginate(rows.filter(pk__in=some), QueryDict("page=9"), per_page=2)
    assert (many.paginator.count, many.number, len(many)) == (4, 2, 2)
    assert "3 tot en met 4 van meer dan 4" in draw("{% pagination page %}", page=many)


def test_a_click_on_the_sorted_column_turns_it_round() -> None:
    up, down = (
        sorting(QueryDict("sort=name"), COLUMNS, default="date"),
        sorting(QueryDict("sort=-name"), COLUMNS, default="date"),
    )
    assert (up.toggled("name"), down.toggled("name"), up.toggled("date")) == ("-name", "name", "date")
    assert (up.state("name"), down.state("name"), up.state("date")) == ("ascending", "descending", "none")
