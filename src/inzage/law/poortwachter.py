"""The clock of the Wet verbetering poortwachter: how far somebody is, and when the law's moments fall.

Weeks are counted in days of sickness from the first sick day: week n is reached after 7 x n of them. Days on which
somebody was back at work do not count (BW 7:629(10)): less than four weeks in a row only stop the clock, four weeks or
more make the next sick day a first one. Leave that the law sets apart stops the clock however long it lasts. Hints for
whoever works with the client: the duty is the employer's, and the employer and the UWV decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from inzage.law.wording import Words

DAY = timedelta(days=1)
WEEK = 7
STARTS_ANEW = 28
"""Days back at work in a row after which sickness starts anew (BW 7:629(10): four weeks)."""
END_WEEK = 104


@dataclass(frozen=True, slots=True, order=True)
class Interruption:
    """Days on which sickness did not count, the first and the last included; `apart` for leave that is set apart."""

    first: date
    last: date
    apart: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("an interruption ends on its first day or later")


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that the law asks of the employer when week `week` is reached; `since` when it begins earlier."""

    code: str
    week: int
    label: Words
    source: str
    since: int | None = None


MOMENTS: tuple[Moment, ...] = (
    Moment("report", 1, Words("Ziekmelding bij de arbodienst", "Sickness reported to the health service"), "BW 7:629"),
    Moment(
        "analysis", 6, Words("Probleemanalyse", "Problem analysis"), "Regeling procesgang eerste en tweede ziektejaar"
    ),
    Moment("plan", 8, Words("Plan van aanpak", "Plan of action"), "Regeling procesgang eerste en tweede ziektejaar"),
    Moment("notice", 42, Words("Ziekmelding bij het UWV", "Notice to the UWV"), "ZW 38"),
    Moment(
        "first_year",
        52,
        Words("Eerstejaarsevaluatie", "Evaluation of the first year"),
        "Regeling procesgang eerste en tweede ziektejaar",
        since=46,
    ),
    Moment(
        "second_track",
        58,
        Words("Spoor 2 begonnen als eigen werk niet in zicht is", "Second track begun when own work is not in sight"),
        "Beleidsregels beoordelingskader poortwachter",
        since=52,
    ),
    Moment("letter", 88, Words("Brief van het UWV over de WIA", "Letter of the UWV on the WIA"), "WIA 64", since=87),
    Moment("final", 91, Words("Eindevaluatie en re-integratieverslag", "Final evaluation and report"), "WIA 25(3)"),
    Moment("application", 93, Words("Aanvraag van de WIA", "Application for the WIA"), "WIA 64(3)"),
    Moment("end", END_WEEK, Words("Einde van de wachttijd", "End of the waiting time"), "WIA 23"),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A first sick day, as far as interruptions leave it the first, with the interruptions after it, in order."""

    first_sick_day: date
    interruptions: tuple[Interruption, ...] = ()

    def days(self, today: date) -> int:
        """How many days of sickness lie before `today`; never below 0."""
        total = (today - self.first_sick_day).days
        pauses = (min(each.last + DAY, today) - min(each.first, today) for each in self.interruptions)
        return max(0, total - sum(pause.days for pause in pauses))

    def week(self, today: date) -> int:
        """How many weeks of sickness are full on `today`."""
        return self.days(today) // WEEK

    def stands_still(self, today: date) -> bool:
        """Whether `today` lies in an interruption."""
        return any(each.first <= today <= each.last for each in self.interruptions)

    def date_of(self, week: int) -> date:
        """The first day on which `week` weeks of sickness are full: first sick day + 7 x week + interruptions."""
        day = self.first_sick_day + timedelta(days=WEEK * week)
        for each in self.interruptions:
            if each.first >= day:
                break
            day += each.last + DAY - each.first
        return day


def clock(first_sick_day: date, interruptions: Iterable[Interruption] = ()) -> Clock:
    """The clock that runs, given all that was recorded; interruptions may overlap and come in any order.

    Work before and after leave that is set apart is one interruption: there was no sickness between them.
    """
    first = first_sick_day
    kept: list[Interruption] = []
    at_work = 0
    for each in _apart_from_each_other(interruptions, first_sick_day):
        follows = bool(kept) and kept[-1].last + DAY == each.first
        at_work = (at_work if follows else 0) + (0 if each.apart else (each.last - each.first).days + 1)
        if at_work >= STARTS_ANEW:
            first, kept = each.last + DAY, []
        elif not kept and each.first <= first:
            # back at work on the very day on which it starts anew: it starts later
            first = each.last + DAY
        else:
            kept.append(each)
    return Clock(first, tuple(kept))


def _apart_from_each_other(interruptions: Iterable[Interruption], first: date) -> Iterator[Interruption]:
    """In order and without overlap, from the first sick day on; where work and leave overlap, it is leave."""
    leave = list(_joined(each for each in interruptions if each.apart and each.last >= first))
    return iter(sorted([*leave, *_work(interruptions, leave, first)]))


def _work(interruptions: Iterable[Interruption], leave: list[Interruption], first: date) -> Iterator[Interruption]:
    for each in _joined(each for each in interruptions if not each.apart and each.last >= first):
        start = each.first
        for away in (away for away in leave if away.last >= each.first and away.first <= each.last):
            if start < away.first:
                yield Interruption(start, away.first - DAY)
            start = away.last + DAY
        if start <= each.last:
            yield Interruption(start, each.last)


def _joined(interruptions: Iterable[Interruption]) -> Iterator[Interruption]:
    """Interruptions of one kind, those that touch or overlap made one."""
    waiting: Interruption | None = None
    for each in sorted(interruptions):
        if waiting and each.first <= waiting.last + DAY:
            waiting = Interruption(waiting.first, max(waiting.last, each.last), each.apart)
            continue
        if waiting:
            yield waiting
        waiting = each
    if waiting:
        yield waiting
