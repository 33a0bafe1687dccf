"""The calendar: my day and week, colleagues without their clients, holidays, and no more queries than kinds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.law.calendar import AMSTERDAM, holiday_name
from inzage.work.calendar import facts
from inzage.work.meetings.actions import Planned, cancel, plan
from inzage.work.meetings.models import Meeting
from tests.kit.cases import Case
from tests.kit.counting import counted
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]
MONDAY = datetime(2027, 3, 8, 10, 0, tzinfo=AMSTERDAM)
WEEK = {"on": "2027-03-10"}


def meet(case: Case, starts_at: datetime = MONDAY, minutes: int = 60) -> Meeting:
    when = Planned(starts_at=starts_at, minutes=minutes, place="video", whereabouts="https://video.example/a")
    with case.at_work() as actor:
        return plan(engagement=case.engagement, planned=when, coach=case.coach.person, by=actor, at=timezone.now())


@pytest.mark.article("3.c")
@pytest.mark.parametrize(("page", "more"), [("week", {}), ("week", {"as": "list"}), ("day", {"on": "2027-03-08"})])
def test_my_own_meetings_stand_there_with_the_way_to_the_dossier(
    make_case: MakeCase, browse: Browse, cast: Cast, page: str, more: dict[str, str]
) -> None:
    case = make_case()
    meeting = meet(case)
    shown = browse(cast.coach).get(reverse(f"calendar:{page}"), WEEK | more).content.decode()
    assert case.client.display_name in shown
    assert reverse("meetings:show", args=[case.dossier.pk, meeting.pk]) in shown
    assert reverse("dossier:show", args=[case.dossier.pk]) in shown


@pytest.mark.article("6.need")
def test_whose_names_were_shown_is_on_the_log(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    meet(case)
    browse(cast.coach).get(reverse("calendar:week"), WEEK)
    with acting(cast.privacy_officer.person):
        shown = LedgerEvent.objects.filter(kind="list.shown", actor=cast.coach.person).order_by("-at").first()
    assert shown is not None
    assert str(case.dossier.pk) in shown.detail["dossiers"]


@pytest.mark.article("6.need")
def test_another_coach_sees_nothing_of_it(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    meet(case)
    page = browse(cast.other_coach).get(reverse("calendar:week"), WEEK).content.decode()
    assert case.client.display_name not in page
    assert browse(cast.other_coach).get(reverse("calendar:colleagues"), WEEK).status_code == 403


@pytest.mark.article("6.need")
def test_the_team_leader_sees_when_a_colleague_is_busy_and_not_with_whom(
    make_case: MakeCase, browse: Browse, cast: Cast
) -> None:
    case = make_case()
    meet(case, MONDAY + timedelta(hours=3, minutes=7), 41)
    page = browse(cast.team_leader).get(reverse("calendar:colleagues"), WEEK).content.decode()
    assert "13:07\u201313:48" in page
    for hidden in (case.client.last_name, str(case.dossier.pk), case.dossier.number, "video"):
        assert hidden not in page.split("<main")[1].split("</main>")[0]


def test_what_is_called_off_is_not_there(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work() as actor:
        cancel(meeting=meeting, asked_by="client", by=actor, at=timezone.now())
    with acting(cast.coach.person):
        found = facts.appointments(cast.coach.person, MONDAY.date(), MONDAY.date())
    assert meeting.pk not in {each.meeting.pk for each in found}


def test_a_meeting_over_midnight_stands_on_the_day_it_begins_and_on_the_first_day_that_is_shown(
    make_case: MakeCase, cast: Cast
) -> None:
    case = make_case()
    meeting = meet(case, MONDAY.replace(hour=23, minute=30))
    tuesday = MONDAY.date() + timedelta(days=1)
    with acting(cast.coach.person):
        assert meeting.pk in {
            each.meeting.pk for each in facts.days_of(cast.coach.person, tuesday, 1, "nl")[0].appointments
        }
        week = facts.days_of(cast.coach.person, MONDAY.date(), 7, "nl")
    assert meeting.pk in {each.meeting.pk for each in week[0].appointments}
    assert meeting.pk not in {each.meeting.pk for each in week[1].appointments}
    hours = [hour for hour, _cells in facts.grid(week)]
    assert hours[-1] == 23
    assert hours[0] <= 8


def test_holidays_are_named_in_both_languages(browse: Browse, cast: Cast) -> None:
    assert holiday_name(datetime(2027, 4, 27, tzinfo=AMSTERDAM).date(), "nl") == "Koningsdag"
    assert holiday_name(datetime(2027, 4, 27, tzinfo=AMSTERDAM).date(), "en") == "King's Day"
    assert holiday_name(datetime(2027, 4, 28, tzinfo=AMSTERDAM).date(), "nl") == ""
    assert "Koningsdag" in browse(cast.coach).get(reverse("calendar:week"), {"on": "2027-04-28"}).content.decode()


@pytest.mark.parametrize("nonsense", ["2027-02-31", "x", "", "0001-01-01", "9999-12-31"])
def test_nonsense_in_the_address_shows_today(browse: Browse, cast: Cast, nonsense: str) -> None:
    for page in ("week", "day"):
        assert browse(cast.coach).get(reverse(f"calendar:{page}"), {"on": nonsense}).status_code == 200


def test_an_empty_day_says_what_to_do(browse: Browse, cast: Cast) -> None:
    page = browse(cast.psychologist).get(reverse("calendar:day"), {"on": "2031-01-01"}).content.decode()
    assert "Een vrije dag" in page


def test_ten_meetings_cost_no_more_queries_than_one(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    one, many = make_case(), make_case()
    meet(one, MONDAY + timedelta(weeks=60))
    for number in range(10):
        meet(many, MONDAY + timedelta(weeks=61, hours=number))
    desk, sent = browse(cast.coach), []
    for weeks in (60, 61):
        on = f"{MONDAY + timedelta(weeks=weeks):%Y-%m-%d}"
        with counted() as statements:
            assert desk.get(reverse("calendar:week"), {"on": on}).status_code == 200
        sent.append(len(statements))
    assert sent[0] == sent[1]


def test_a_person_who_is_nobody_has_no_appointments(cast: Cast) -> None:
    with acting(cast.coach.person):
        assert facts.appointments(uuid4(), MONDAY.date(), MONDAY.date()) == []
