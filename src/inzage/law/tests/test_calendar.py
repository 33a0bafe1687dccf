"""Terms are counted as Regulation 1182/71 and the Dutch holidays say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.law.calendar import (
    AMSTERDAM,
    Term,
    add_months,
    hours_after,
    is_working_day,
    term_end,
    week_date,
    working_days_after,
)

steady = settings(deadline=None)  # a busy machine is no fault
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.article("13.access")
@pytest.mark.parametrize(
    ("received", "months", "end"),
    [
        (date(2027, 1, 31), 1, date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 11, 24), 1, date(2026, 12, 24)),
        (date(2026, 11, 24), 3, date(2027, 2, 24)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 11, 25), 1, date(2026, 12, 28)),  # both days of Christmas and a weekend
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
    ],
)
def test_a_month_ends_as_the_regulation_says(received: date, months: int, end: date) -> None:
    assert term_end(received, months=months) == end


def test_two_days_hold_two_working_days() -> None:
    friday = date(2026, 11, 20)
    assert term_end(friday, days=2) == date(2026, 11, 24)  # Monday and Tuesday
    assert term_end(friday, days=1) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "holiday",
    [date(2026, 4, 3), date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14), date(2027, 3, 29), date(2026, 12, 25)],
)
def test_dutch_holidays_are_no_working_days(holiday: date) -> None:
    assert not is_working_day(holiday)


@pytest.mark.article("11.incident")
def test_seventy_two_hours_run_through_christmas_and_the_weekend() -> None:
    aware = datetime(2026, 12, 25, 10, 0, tzinfo=AMSTERDAM)
    assert hours_after(aware, 72) == datetime(2026, 12, 28, 10, 0, tzinfo=AMSTERDAM)


def test_hours_are_hours_also_when_the_clock_changes() -> None:
    before = datetime(2027, 3, 27, 12, 0, tzinfo=AMSTERDAM)
    after = hours_after(before, 24)
    assert (after.hour, after.astimezone(UTC) - before.astimezone(UTC)) == (13, timedelta(hours=24))


@pytest.mark.parametrize(
    ("week", "day"),
    [
        (6, date(2026, 2, 16)),
        (8, date(2026, 3, 2)),
        (42, date(2026, 10, 26)),
        (52, date(2027, 1, 4)),
        (91, date(2027, 10, 4)),
        (104, date(2028, 1, 3)),
    ],
)
def test_weeks_of_the_poortwachter_law(week: int, day: date) -> None:
    assert week_date(date(2026, 1, 5), week) == day


@pytest.mark.parametrize("wrong", [{}, {"days": -1}, {"months": 1, "days": -1}])
def test_an_empty_or_negative_term_is_an_error(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a term is given in months, weeks or days"):
        term_end(date(2026, 1, 1), **wrong)


def test_a_moment_without_a_time_zone_is_an_error() -> None:
    naive = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001 - the fault under test
    with pytest.raises(ValueError, match="time zone"):
        hours_after(naive, 1)
    with pytest.raises(ValueError, match="time zone"):
        Term(1, "days").due(naive)


@steady
@given(DAYS, st.integers(0, 36), st.integers(0, 60), st.integers(0, 400))
def test_a_term_never_ends_on_a_day_off_and_never_early(start: date, months: int, weeks: int, days: int) -> None:
    if months + weeks + days:
        end = term_end(start, months=months, weeks=weeks, days=days)
        assert is_working_day(end)
        assert end >= add_months(start, months) + timedelta(weeks=weeks, days=days)
        assert end <= add_months(start, months) + timedelta(weeks=weeks, days=days + 8)


@steady
@given(DAYS, DAYS, st.integers(1, 24))
def test_who_starts_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted([one, other])
    assert term_end(first, months=months) <= term_end(second, months=months)


@steady
@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_a_longer_term_never_ends_earlier(start: date, days: int, more: int) -> None:
    if days:
        assert term_end(start, days=days) <= term_end(start, days=days + more)


@steady
@given(DAYS, st.integers(0, 60))
def test_working_days_are_counted_one_by_one(start: date, count: int) -> None:
    end = working_days_after(start, count)
    between = sum(is_working_day(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
    assert is_working_day(end)
    assert between == (count or (0 if end == start else 1))


@steady
@given(DAYS, st.integers(-60, 60))
def test_adding_months_keeps_the_day_or_takes_the_last(start: date, count: int) -> None:
    end = add_months(start, count)
    assert (end.year - start.year) * 12 + end.month - start.month == count
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term(5, "working_days"), datetime(2026, 12, 1, 23, 59, 59, tzinfo=AMSTERDAM)),
        (Term(1, "months"), datetime(2026, 12, 24, 23, 59, 59, tzinfo=AMSTERDAM)),
        (Term(2, "years"), datetime(2028, 11, 24, 23, 59, 59, tzinfo=AMSTERDAM)),
        (Term(6, "weeks"), datetime(2027, 1, 5, 23, 59, 59, tzinfo=AMSTERDAM)),
        (Term(14, "days"), datetime(2026, 12, 8, 23, 59, 59, tzinfo=AMSTERDAM)),
        (Term(0, "days"), datetime(2026, 11, 24, 23, 59, 59, tzinfo=AMSTERDAM)),
        (Term(72, "hours"), datetime(2026, 11, 27, 0, 30, tzinfo=AMSTERDAM)),
    ],
)
def test_a_term_is_due_at_the_end_of_its_last_day_in_the_netherlands(term: Term, due: datetime) -> None:
    late_evening_elsewhere = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # already the 24th in Amsterdam
    assert term.due(late_evening_elsewhere) == due


def test_a_term_names_itself() -> None:
    assert str(Term(5, "working_days")) == "5 working days"
    assert Term(72, "hours").last_day(date(2026, 11, 24)) == date(2026, 11, 27)
