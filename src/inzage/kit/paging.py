"""Lists in pages of fifty that keep their filters in the address, and columns that sort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

PER_PAGE = 50
MOST = 1_000
Row = TypeVar("Row", bound=Model)


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # Django's class takes no arguments when it runs
    """Pages of the first thousand rows: nobody leafs further, and counting a whole bureau takes longer than the page.

    `more` says that there are more than `count`.
    """

    object_list: QuerySet[Any]

    @cached_property
    def counted(self) -> int:
        """How many there are, or one more than a thousand when there are more."""
        return self.object_list.order_by()[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows can be leafed through."""
        return min(self.counted, MOST)

    @property
    def more(self) -> bool:
        """Whether there are rows that no page shows."""
        return self.counted > MOST


def paginate(rows: QuerySet[Row], query: QueryDict, *, per_page: int = PER_PAGE) -> Page[Row]:
    """Give the page of `rows` that the address asks for (`?page=2`); the first for nonsense, the last for too high.

    `rows` must be ordered, or a row could show on two pages. No page shows more than the first thousand.
    """
    return CappedPaginator(rows, per_page).get_page(query.get("page"))


@dataclass(frozen=True, kw_only=True)
class Sorting:
    """How a list is sorted: the column's key, the direction, and the fields to order by."""

    key: str
    descending: bool
    order_by: tuple[str, ...]

    def toggled(self, key: str) -> str:
        """Give the value of `?sort=` for a click on the column `key`: the other way round for the sorted column."""
        return f"-{key}" if key == self.key and not self.descending else key

    def state(self, key: str) -> str:
        """Give the value of aria-sort for the column `key`."""
        if key != self.key:
            return "none"
        return "descending" if self.descending else "ascending"


def sorting(query: QueryDict, columns: Mapping[str, Sequence[str]], *, default: str) -> Sorting:
    """Read `?sort=` ("name", or "-name" for descending); anything that is no column gives the default.

    `columns` names the fields each column orders by, most important first; end each with a unique one. `default` is a
    column's key, with a minus for descending.
    """
    asked = query.get("sort", "")
    if asked.removeprefix("-") not in columns:
        asked = default
    key, descending = asked.removeprefix("-"), asked.startswith("-")
    fields = tuple(_reversed(field) if descending else field for field in columns[key])
    return Sorting(key=key, descending=descending, order_by=fields)


def _reversed(field: str) -> str:
    """Give the field for the other direction."""
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"
