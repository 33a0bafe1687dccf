"""The clock of the Wet verbetering poortwachter: the moments, and what interruptions do to them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.law.poortwachter import DAY, MOMENTS, STARTS_ANEW, Clock, Interruption, clock

FIRST = date(2026, 1, 5)


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
def test_the_moments_of_somebody_who_falls_ill_on_5_january_2026(week: int, day: date) -> None:
    running = clock(FIRST)
    assert running.date_of(week) == day
    assert running.week(day) == week
    assert running.week(day - DAY) == week - 1
    assert week in {moment.week for moment in MOMENTS}


def test_less_than_four_weeks_back_at_work_stop_the_clock() -> None:
    back = Interruption(date(2026, 2, 2), date(2026, 2, 28))
    running = clock(FIRST, [back])
    assert running.first_sick_day == FIRST
    assert running.week(date(2026, 3, 1)) == 4
    assert running.date_of(6) == date(2026, 2, 16) + timedelta(days=27)
    assert running.stands_still(date(2026, 2, 28))
    assert not running.stands_still(date(2026, 3, 1))


def test_four_weeks_back_at_work_start_anew() -> None:
    running = clock(FIRST, [Interruption(date(2026, 2, 2), date(2026, 3, 1))])
    assert running == Clock(date(2026, 3, 2))


def test_leave_that_is_set_apart_stops_the_clock_however_long() -> None:
    leave = Interruption(date(2026, 2, 2), date(2026, 5, 24), apart=True)
    running = clock(FIRST, [leave])
    assert running.first_sick_day == FIRST
    assert running.date_of(104) == date(2028, 1, 3) + timedelta(days=112)


def test_work_before_and_after_leave_is_one_interruption() -> None:
    away = [
        Interruption(date(2026, 2, 2), date(2026, 2, 15)),
        Interruption(date(2026, 2, 16), date(2026, 6, 7), apart=True),
        Interruption(date(2026, 6, 8), date(2026, 6, 21)),
    ]
    assert clock(FIRST, away).first_sick_day == date(2026, 6, 22)
    assert clock(FIRST, away[:2]).first_sick_day == FIRST


def test_two_short_interruptions_with_sickness_between_them_add_up_to_nothing_anew() -> None:
    away = [
        Interruption(date(2026, 2, 2), date(2026, 2, 22)),
        Interruption(date(2026, 3, 2), date(2026, 3, 22)),
    ]
    running = clock(FIRST, away)
    assert running.first_sick_day == FIRST
    assert running.days(date(2026, 3, 30)) == (date(2026, 3, 30) - FIRST).days - 42


def test_an_interruption_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends on its first day or later"):
        Interruption(FIRST, FIRST - DAY)


def _away() -> st.SearchStrategy[list[Interruption]]:
    one = st.builds(
        lambda start, length, apart: Interruption(
            FIRST + timedelta(days=start), FIRST + timedelta(days=start + length), apart=apart
        ),
        st.integers(-40, 900),
        st.integers(0, 140),
        st.booleans(),
    )
    return st.lists(one, max_size=8)


def _naive(first: date, away: list[Interruption], until: date) -> tuple[date, int]:
    """Day by day, as one would count on paper: the first sick day that counts and the days of sickness since."""
    start, counted, at_work = first, 0, 0
    day = first
    while day < until:
        leave = any(each.apart and each.first <= day <= each.last for each in away)
        work = not leave and any(not each.apart and each.first <= day <= each.last for each in away)
        if work:
            at_work += 1
        elif not leave:
            if at_work >= STARTS_ANEW or counted == 0:
                start, counted = day, 0
            at_work, counted = 0, counted + 1
        day += DAY
    return start, counted


@given(away=_away(), span=st.integers(0, 1200))
def test_counting_agrees_with_counting_day_by_day(away: list[Interruption], span: int) -> None:
    known = [each for each in away if each.first >= FIRST]
    until = FIRST + timedelta(days=span)
    running = clock(FIRST, known)
    start, counted = _naive(FIRST, known, until)
    longest = max((each.last for each in known), default=FIRST)
    if until > longest + DAY:
        assert (running.first_sick_day, running.days(until)) == (start, counted)


@given(away=_away(), week=st.integers(0, 104))
def test_a_week_is_reached_on_its_day_and_not_before(away: list[Interruption], week: int) -> None:
    running = clock(FIRST, away)
    day = running.date_of(week)
    assert running.days(day) == 7 * week
    assert week == 0 or running.days(day - DAY) == 7 * week - 1
    assert running.first_sick_day >= FIRST


@given(away=_away(), seed=st.randoms())
def test_the_order_in_which_interruptions_were_recorded_does_not_matter(away: list[Interruption], seed: object) -> None:
    shuffled = list(away)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' random
    assert clock(FIRST, shuffled) == clock(FIRST, away)
