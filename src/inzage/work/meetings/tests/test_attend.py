"""Who came to a meeting, how late, and the note that is written of it (articles 3.c and 6.dossier)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from inzage.work.meetings import facts
from inzage.work.meetings.actions import Came, Planned, ask_contact, plan, record_attendance
from inzage.work.meetings.models import Meeting, Seat
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]


def held(case: Case, hours_ago: int = 2) -> Meeting:
    at = timezone.now()
    when = Planned(starts_at=at - timedelta(hours=hours_ago), minutes=60, place="office")
    with case.at_work() as actor:
        return plan(engagement=case.engagement, planned=when, coach=case.coach.person, by=actor, at=at)


def came(case: Case, meeting: Meeting, attendance: str, late: int | None = None) -> Meeting:
    with case.at_work() as actor:
        seat = Seat.objects.get(meeting=meeting, kind="client")
        return record_attendance(meeting=meeting, came={seat.pk: Came(attendance, late)}, by=actor, at=timezone.now())


@pytest.mark.article("3.c")
@pytest.mark.parametrize(
    ("attendance", "late", "state"),
    [("present", None, "held"), ("late", 15, "held"), ("noticed", None, "missed"), ("unnoticed", None, "missed")],
)
def test_the_state_follows_the_client(make_case: MakeCase, attendance: str, late: int | None, state: str) -> None:
    case = make_case()
    meeting = came(case, held(case), attendance, late)
    assert meeting.state == state
    with case.at_work():
        seat = facts.sittings_of(meeting)[0].seat
        assert (seat.attendance, seat.minutes_late) == (attendance, late)


def test_late_by_no_minutes_is_refused_by_the_verb_and_by_the_database(make_case: MakeCase) -> None:
    case = make_case()
    meeting = held(case)
    with pytest.raises(ValidationError):
        came(case, meeting, "late")
    with pytest.raises(IntegrityError), case.at_work():
        Seat.objects.filter(meeting=meeting, kind="client").update(attendance="late", minutes_late=None)


def test_nobody_came_yet_to_what_has_not_begun(make_case: MakeCase) -> None:
    case = make_case()
    meeting = held(case, hours_ago=-3)
    with pytest.raises(ValidationError):
        came(case, meeting, "present")


def test_attendance_can_be_put_right(make_case: MakeCase) -> None:
    case = make_case()
    meeting = held(case)
    came(case, meeting, "unnoticed")
    assert came(case, meeting, "late", 5).state == "held"


def test_the_page_asks_for_minutes_and_names_the_field(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    meeting = held(case)
    with case.at_work() as actor:
        ask_contact(
            meeting=meeting, contact=case.contact, client_knows_on=timezone.localdate(), by=actor, at=timezone.now()
        )
    with case.at_work():
        client, contact = (each.seat.pk for each in facts.sittings_of(meeting))
    desk, address = browse(cast.coach), reverse("meetings:attendance", args=[case.dossier.pk, meeting.pk])
    wrong = desk.post(address, {f"came_{client}": "late", f"came_{contact}": "present"})
    assert "met hoeveel minuten" in wrong.content.decode()
    right = {f"came_{client}": "late", f"late_{client}": "10", f"came_{contact}": "present"}
    assert desk.post(address, right).status_code == 302
    page = desk.get(reverse("meetings:show", args=[case.dossier.pk, meeting.pk])).content.decode()
    assert "10 minuten" in page


@pytest.mark.article("6.dossier")
def test_one_click_opens_a_note_on_the_day_of_the_meeting(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    meeting = held(case, hours_ago=50)
    desk = browse(cast.coach)
    day = f"{timezone.localtime(meeting.starts_at):%Y-%m-%d}"
    link = f"{reverse('notes:new', args=[case.dossier.pk])}?on={day}"
    page = desk.get(reverse("meetings:show", args=[case.dossier.pk, meeting.pk])).content.decode()
    assert link in page
    assert f'value="{day}"' in desk.get(link).content.decode()
    assert desk.get(f"{reverse('notes:new', args=[case.dossier.pk])}?on=2026-02-31").status_code == 200
