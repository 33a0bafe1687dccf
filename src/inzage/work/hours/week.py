"""The week as a grid: rows of an engagement and a kind, seven cells each, read from what was typed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from inzage.work.engagements.models import Engagement
from inzage.work.hours.facts import DAYS, NONE, Cell, kinds
from inzage.work.hours.models import MOST, HoursEntry

MINUTES = 60
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
DECIMALS = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?|[.,]\d{1,2}")


def read_hours(text: str) -> Decimal:
    """The hours that somebody typed: "1,5", "1.5", "1:30" or nothing. Raises ValueError for anything else."""
    typed = text.strip()
    if not typed:
        return NONE
    if found := CLOCK.fullmatch(typed):
        hours = Decimal(found[1]) + (Decimal(found[2]) / MINUTES).quantize(Decimal("0.01"))
    elif DECIMALS.fullmatch(typed):
        hours = Decimal(typed.replace(",", "."))
    else:
        raise ValueError(_("This is no number of hours; write 1,5 or 1:30."))
    if hours > MOST:
        raise ValueError(_("A day has 24 hours; write fewer."))
    return hours


def shown(hours: Decimal) -> str:
    """Hours as they stand in a cell: "1,5"; nothing for none."""
    return f"{hours.normalize():f}".replace(".", ",") if hours else ""


@dataclass(slots=True)
class Box:
    """One cell as it is drawn: its name, its day, what stands in it, and what is wrong with that."""

    name: str
    day: date
    value: str
    error: str = ""


@dataclass(slots=True)
class Row:
    """A line of the grid: an engagement and a kind of hours."""

    engagement: Engagement
    kind: str
    label: str
    boxes: list[Box] = field(default_factory=list)


def days_of(monday: date) -> list[date]:
    """The seven days of a week."""
    return [monday + timedelta(days=number) for number in range(DAYS)]


def grid(
    engagements: Iterable[Engagement],
    monday: date,
    written: Mapping[Cell, HoursEntry],
    typed: Mapping[str, str],
    more: str = "",
) -> list[Row]:
    """The rows of a week: for each engagement its first kind, each with hours or typed text, and the one asked for.

    What was typed stands in the cells before what was written. `more` is `<engagement>:<kind>`.
    """
    labels = kinds()
    first = next(iter(labels))
    rows = []
    for engagement in engagements:
        known = {kind for owner, kind, _day in written if owner == engagement.id}
        for kind, label in labels.items():
            names = [_name(engagement.id, kind, day) for day in days_of(monday)]
            is_asked = f"{engagement.id}:{kind}" == more
            if kind == first or kind in known or is_asked or any(name in typed for name in names):
                row = Row(engagement, kind, label)
                row.boxes = [
                    Box(name, day, typed.get(name, _written(written, (engagement.id, kind, day))))
                    for name, day in zip(names, days_of(monday), strict=True)
                ]
                rows.append(row)
    return rows


def _written(written: Mapping[Cell, HoursEntry], cell: Cell) -> str:
    return shown(written[cell].hours) if cell in written else ""


def _name(engagement: UUID, kind: str, day: date) -> str:
    return f"h-{engagement}-{kind}-{day:%Y%m%d}"


def read(rows: Iterable[Row]) -> Iterator[tuple[Row, Box, Decimal]]:
    """The hours of each cell; one that cannot be read gets its error and is left out."""
    for row in rows:
        for box in row.boxes:
            try:
                hours = read_hours(box.value)
            except ValueError as error:
                box.error = str(error)
            else:
                yield row, box, hours
