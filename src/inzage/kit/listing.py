"""A list as its address says it: tab, filters, sorting and search; one form for every list of the desk.

Codes and ids of ours stand in the address as they are; what somebody typed stands there sealed (`kit.sealing`), because
it is mostly a name. What no list offers is passed over, so that an old bookmark still works.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from inzage.kit.paging import sorting
from inzage.kit.sealing import open_search, seal_search

LONGEST_SEARCH = 100
Label = str | Promise


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One choice that narrows a list: its name in the address, its label, and the values with their labels."""

    key: str
    label: Label
    choices: Sequence[tuple[str, Label]]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a list offers. `name` is its own among the lists; `page` and `search` are the names of its two addresses.

    `columns` are those of `kit.paging.sorting`; `sorted_by` one of them. `search_label` says what the box finds;
    `filters` are the names of its filters in the address.
    """

    name: str
    label: Label
    page: str
    search: str
    search_label: Label
    tabs: Mapping[str, Label]
    columns: Mapping[str, Sequence[str]]
    sorted_by: str
    filters: Sequence[str] = ()


LISTS: dict[str, Shape] = {}
"""Every list by its name. A list registers itself with `shaped` when its module is loaded."""


def shaped(shape: Shape) -> Shape:
    """Register the shape of a list and give it. Raises ValueError when another list has its name."""
    if LISTS.setdefault(shape.name, shape) is not shape:
        message = f"two lists are called {shape.name}"
        raise ValueError(message)
    return shape


class Listing:
    """A list as one address asks for it. `tab` is the one for an address that names none.

    `filters` are those that this person can use now, with their values; their names stand in the shape.
    """

    def __init__(self, shape: Shape, query: QueryDict, *, tab: str, filters: Sequence[Filter] = ()) -> None:
        self.shape, self.filters = shape, filters
        self.tab = query.get("tab", "") if query.get("tab", "") in shape.tabs else tab
        self.text = open_search(query.get("s", ""))[:LONGEST_SEARCH]
        self.order = sorting(query, shape.columns, default=shape.sorted_by)
        self.chosen = {
            each.key: value
            for each in filters
            if (value := query.get(each.key, "")) in {offered for offered, _label in each.choices}
        }
        self._kept = {"tab": self.tab, "sort": query.get("sort", "")}
        self._kept |= {"s": query.get("s", "") if self.text else "", **self.chosen}

    def address(self, **changed: str) -> str:
        """The address of the list, with some of it changed (empty: without it); always its first page."""
        return address_of(self.shape, self._kept | changed)

    @cached_property
    def query(self) -> str:
        """What stands behind the question mark, for who comes back."""
        return self.address().partition("?")[2]

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or filter is in force."""
        return bool(self.text or self.chosen)

    @property
    def search_url(self) -> str:
        """Where the form of search and filters goes."""
        return reverse(self.shape.search)

    @property
    def without_filters(self) -> str:
        """The address of the same tab with all that narrows it taken away."""
        return self.address(s="", **dict.fromkeys(self.chosen, ""))

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form takes along unseen."""
        return [(name, self._kept[name]) for name in ("tab", "sort") if self._kept[name]]

    @property
    def tabs(self) -> list[dict[str, object]]:
        """The tabs as the component takes them."""
        shown = self.shape.tabs.items()
        return [{"label": label, "url": self.address(tab=tab), "active": tab == self.tab} for tab, label in shown]

    @property
    def chips(self) -> list[tuple[str, str]]:
        """What narrows the list, each with the address of the list without it."""
        chips = [(f"“{self.text}”", self.address(s=""))] if self.text else []
        for each in self.filters:
            if each.key in self.chosen:
                label = dict(each.choices)[self.chosen[each.key]]
                chips.append((f"{each.label}: {label}", self.address(**{each.key: ""})))
        return chips

    @property
    def fields(self) -> list[dict[str, object]]:
        """The filters with what is chosen, for the form."""
        return [
            {"key": each.key, "label": each.label, "choices": each.choices, "chosen": self.chosen.get(each.key, "")}
            for each in self.filters
        ]


def address_of(shape: Shape, values: Mapping[str, str]) -> str:
    """The address of a list with these values; empty ones are left out."""
    asked = urlencode({name: value for name, value in values.items() if value})
    return f"{reverse(shape.page)}{'?' + asked if asked else ''}"


def typed(shape: Shape, form: QueryDict) -> str:
    """The address that the form of search and filters asks for; what was typed is sealed on the way."""
    text = form.get("q", "").strip()[:LONGEST_SEARCH]
    values = {name: form.get(name, "") for name in ("tab", "sort", *shape.filters)}
    return address_of(shape, values | {"s": seal_search(text) if text else ""})
