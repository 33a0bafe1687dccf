"""The clock of a client: from the first sick day and the interruptions that hold (law/poortwachter)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from inzage.clients.registration.models import ClientIdentity
from inzage.law.poortwachter import END_WEEK, MOMENTS, Clock, Interruption, Moment, clock
from inzage.work.absence.models import SickInterruption


@dataclass(frozen=True, slots=True)
class Hint:
    """A moment of the law with its day in this case; `since` the day on which it begins when that is earlier."""

    moment: Moment
    day: date
    since: date | None
    is_past: bool
    is_next: bool


def interruptions_of(dossier: UUID) -> QuerySet[SickInterruption]:
    """All interruptions that were recorded, those taken back too, the first first."""
    found = SickInterruption.objects.filter(dossier=dossier)
    return found.select_related("recorded_by", "withdrawn_by").order_by("first_on", "recorded_at")


def interruption_of(dossier: UUID, interruption: UUID) -> SickInterruption | None:
    """One interruption that holds; None when it is not there, was taken back, or the dossier is not opened."""
    return interruptions_of(dossier).filter(id=interruption, withdrawn_at=None).first()


def first_sick_day(dossier: UUID) -> date | None:
    """The first sick day that was registered; None when there is none, or the dossier is not opened."""
    return ClientIdentity.objects.filter(dossier=dossier).values_list("first_sick_day", flat=True).first()


def clock_of(dossier: UUID, today: date) -> Clock | None:
    """The clock that runs on `today`; an interruption that still lasts goes up to then. None without a first day."""
    first = first_sick_day(dossier)
    if first is None:
        return None
    found = interruptions_of(dossier).filter(withdrawn_at=None, first_on__lte=today)
    return clock(
        first,
        [
            Interruption(each.first_on, each.last_on or today, apart=each.kind == SickInterruption.Kind.APART)
            for each in found
        ],
    )


def hints(running: Clock, today: date) -> list[Hint]:
    """The moments of the law with their days in this case, in order; the first that is still to come is the next."""
    rows = [(each, running.date_of(each.week)) for each in MOMENTS]
    coming = next((each.code for each, day in rows if day >= today), "")
    return [
        Hint(
            moment=each,
            day=day,
            since=running.date_of(each.since) if each.since else None,
            is_past=day < today,
            is_next=each.code == coming,
        )
        for each, day in rows
    ]


def picture(running: Clock, today: date) -> dict[str, object]:
    """Where things stand in the drawing of the 104 weeks: ten units a week, as far as today, and each moment."""
    weeks = min(running.days(today) / 7, END_WEEK)
    return {
        "width": END_WEEK * 10,
        "reached": round(weeks * 10),
        "moments": [{"x": each.week * 10, "week": each.week} for each in MOMENTS],
        "quarters": [{"x": week * 10, "week": week} for week in range(0, END_WEEK + 1, 13)],
    }
