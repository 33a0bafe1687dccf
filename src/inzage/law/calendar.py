"""Terms and clocks, counted as the law counts them.

Terms in days, weeks and months follow Regulation (EEC, Euratom) 1182/71: the day of the event does not count, a month
ends on the same day number (or on the last day of a shorter month), a term that would end on a Saturday, Sunday or
public holiday ends on the next working day, and a term of two days or more holds at least two working days.
Terms in hours run through weekends and holidays. Public holidays are those of the Algemene termijnenwet, article 3.
"""

import calendar as months_of
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Unit = Literal["hours", "days", "working_days", "weeks", "months", "years"]
_SATURDAY = 5


@lru_cache(maxsize=256)
def _holidays(year: int) -> frozenset[date]:
    # Good Friday and every 5 May are "optional" in the library, and holidays for the Algemene termijnenwet.
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


@lru_cache(maxsize=64)
def _names(year: int, language: str) -> Mapping[date, str]:
    found = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language=language)
    return MappingProxyType(dict(found.items()))


def holiday_name(day: date, language: str) -> str:
    """The name of the Dutch public holiday on `day`, in Dutch, or in English for "en"; empty when it is none."""
    return _names(day.year, "en_US" if language == "en" else "nl").get(day, "")


def is_working_day(day: date) -> bool:
    """Say whether `day` is neither a Saturday, a Sunday nor a Dutch public holiday."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def add_months(day: date, count: int) -> date:
    """Return the same day number `count` months on (or back), or the last day of that month when there is none."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))


def working_days_after(day: date, count: int) -> date:
    """Return the `count`-th working day after `day`; with 0, `day` itself or the first working day after it."""
    while not is_working_day(day) and count == 0:
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def term_end(received: date, *, months: int = 0, weeks: int = 0, days: int = 0) -> date:
    """Return the last day of a term that starts to run on `received`, which itself does not count.

    Regulation (EEC, Euratom) 1182/71, articles 3(1), 3(2), 3(4) and 3(5). Months are added first, then weeks and days.
    Raises ValueError for a negative or empty term.
    """
    if min(months, weeks, days) < 0 or months + weeks + days == 0:
        raise ValueError("a term is given in months, weeks or days, none negative and not all zero")
    end = add_months(received, months) + timedelta(weeks=weeks, days=days)
    if end - received > timedelta(days=1):  # article 3(5): two days or more hold at least two working days
        end = max(end, working_days_after(received, 2))
    return working_days_after(end, 0)


def hours_after(moment: datetime, hours: int) -> datetime:
    """Return the moment exactly `hours` later, through weekends, holidays and the change to summer time.

    `moment` carries a time zone and the answer is in the same one; ValueError otherwise.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone to count hours from it")
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(moment.tzinfo)


def week_date(first_sick_day: date, week: int) -> date:
    """Return the day on which `week` of the Wet verbetering poortwachter is reached: first sick day + 7 x week."""
    return first_sick_day + timedelta(weeks=week)


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time as a policy writes it, for instance 1 months or 72 hours."""

    amount: int
    unit: Unit

    def last_day(self, start: date) -> date:
        """Return the last day of the term when it starts to run on `start`; a term in hours counts started days."""
        if self.amount == 0:
            return start
        if self.unit == "working_days":
            return working_days_after(start, self.amount)
        if self.unit == "hours":
            return start + timedelta(days=-(-self.amount // 24))
        if self.unit == "days":
            return term_end(start, days=self.amount)
        if self.unit == "weeks":
            return term_end(start, weeks=self.amount)
        return term_end(start, months=self.amount * (12 if self.unit == "years" else 1))

    def due(self, moment: datetime) -> datetime:
        """Return the last second of the term when it starts to run at `moment` (with a time zone; ValueError without).

        A term in hours ends to the second; any other ends with its last day in the Netherlands.
        """
        if self.unit == "hours":
            return hours_after(moment, self.amount)
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone to find its day")
        last = self.last_day(moment.astimezone(AMSTERDAM).date())
        return datetime.combine(last, time(23, 59, 59), tzinfo=AMSTERDAM)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.replace('_', ' ')}"
