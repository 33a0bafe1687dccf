"""Planning, moving and calling off a meeting; who sees what of it (articles 3.c, 6.need and 6.dossier)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent
from inzage.law.calendar import AMSTERDAM
from inzage.work.meetings import facts
from inzage.work.meetings.actions import Moving, Planned, ask_contact, ask_guest, cancel, move, plan
from inzage.work.meetings.models import Guest, Meeting, MeetingChange, MeetingPlace, Seat
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]
AT = datetime(2027, 3, 10, 10, 0, tzinfo=AMSTERDAM)


def planned(starts_at: datetime = AT, **other: Any) -> Planned:
    usual: dict[str, Any] = {"minutes": 60, "place": "office", "whereabouts": "Kamer 3"}
    return Planned(starts_at=starts_at, **(usual | other))


def meet(case: Case, when: Planned | None = None) -> Meeting:
    with case.at_work() as actor:
        return plan(
            engagement=case.engagement, planned=when or planned(), coach=case.coach.person, by=actor, at=timezone.now()
        )


@pytest.mark.article("3.c")
@pytest.mark.article("6.dossier")
def test_a_meeting_stands_on_the_time_line_and_on_the_log(make_case: MakeCase) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work():
        assert Entry.objects.filter(dossier=case.dossier, kind="meeting", subject=meeting.pk).count() == 1
        assert LedgerEvent.objects.filter(kind="meeting.planned", subject=meeting.pk).count() == 1
        assert facts.place_of(meeting).whereabouts == "Kamer 3"
        (sitting,) = facts.sittings_of(meeting)
        assert (sitting.seat.kind, sitting.name) == ("client", case.client.display_name)
        assert meeting.minutes == 60


@pytest.mark.article("6.need")
def test_the_card_shows_no_address_and_a_stranger_sees_nothing(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work() as actor:
        ask_guest(meeting=meeting, name="Gijs Gast", role="tolk", client_knows_on=None, by=actor, at=timezone.now())
    with case.at_work(cast.team_leader):
        assert Meeting.objects.filter(dossier=case.dossier).exists(), "the card shows to who leads the team"
        assert not MeetingPlace.objects.filter(dossier=case.dossier).exists()
        assert not Guest.objects.filter(dossier=case.dossier).exists()
    with acting(cast.other_coach.person):
        assert not Meeting.objects.filter(dossier=case.dossier).exists()
        assert not Seat.objects.filter(dossier=case.dossier).exists()


@pytest.mark.article("6.need")
def test_only_who_is_assigned_comes_to_a_meeting(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    with pytest.raises(ValidationError) as wrong, case.at_work() as actor:
        plan(engagement=case.engagement, planned=planned(), coach=cast.other_coach.person, by=actor, at=timezone.now())
    assert "coach" in wrong.value.message_dict


@pytest.mark.parametrize("minutes", [0, -5, 721])
def test_a_length_that_is_none_is_refused(make_case: MakeCase, minutes: int) -> None:
    case = make_case()
    with pytest.raises(ValidationError) as wrong:
        meet(case, planned(minutes=minutes))
    assert "minutes" in wrong.value.message_dict


def test_moving_keeps_the_old_time_who_asked_and_why(make_case: MakeCase) -> None:
    case = make_case()
    meeting = meet(case)
    later = planned(AT + timedelta(days=1), place="video", whereabouts="https://video.example/kamer")
    with case.at_work() as actor:
        moved = move(meeting=meeting, moving=Moving(later, "client", "verhinderd"), by=actor, at=timezone.now())
    with case.at_work():
        change = MeetingChange.objects.get(meeting=meeting)
        assert (change.old_starts_at, change.new_starts_at) == (AT, AT + timedelta(days=1))
        assert (change.asked_by, change.reason, change.by_id) == ("client", "verhinderd", case.coach.person)
        assert (moved.place, moved.sequence) == ("video", 1)
        assert facts.place_of(moved).whereabouts == "https://video.example/kamer"


def test_what_is_called_off_can_be_neither_moved_nor_called_off_again(make_case: MakeCase) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work() as actor:
        cancel(meeting=meeting, asked_by="bureau", by=actor, at=timezone.now())
    with pytest.raises(ValidationError), case.at_work() as actor:
        cancel(meeting=meeting, asked_by="bureau", by=actor, at=timezone.now())
    with pytest.raises(ValidationError), case.at_work() as actor:
        move(meeting=meeting, moving=Moving(planned(), "client"), by=actor, at=timezone.now())


@pytest.mark.article("6.dossier")
def test_the_history_of_a_meeting_cannot_be_changed(make_case: MakeCase) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work() as actor:
        cancel(meeting=meeting, asked_by="client", reason="ziek gemeld", by=actor, at=timezone.now())
    with pytest.raises(ProgrammingError), case.at_work():
        MeetingChange.objects.filter(meeting=meeting).update(asked_by="bureau")


def test_two_meetings_at_once_are_shown_and_not_forbidden(make_case: MakeCase) -> None:
    one, two = make_case(), make_case()
    first, second = meet(one), meet(two, planned(AT + timedelta(minutes=30)))
    with two.at_work():
        assert first in facts.conflicts(second)
        assert second not in facts.conflicts(second)
    third = meet(two, planned(AT + timedelta(minutes=90)))
    with two.at_work():
        assert first not in facts.conflicts(third), "one begins when the other ends"


def test_a_contact_of_another_sponsor_cannot_be_asked(make_case: MakeCase) -> None:
    case, other = make_case(), make_case()
    meeting = meet(case)
    with pytest.raises(ValidationError), case.at_work() as actor:
        ask_contact(meeting=meeting, contact=other.contact, client_knows_on=None, by=actor, at=timezone.now())


def test_the_day_on_which_the_client_was_told_has_come(make_case: MakeCase) -> None:
    case = make_case()
    meeting = meet(case)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as wrong, case.at_work() as actor:
        ask_contact(meeting=meeting, contact=case.contact, client_knows_on=tomorrow, by=actor, at=timezone.now())
    assert "client_knows_on" in wrong.value.message_dict


def test_the_database_holds_that_a_meeting_ends_after_it_begins(make_case: MakeCase) -> None:
    case = make_case()
    meeting = meet(case)
    with pytest.raises(IntegrityError), case.at_work():
        Meeting.objects.filter(dossier=case.dossier, pk=meeting.pk).update(ends_at=meeting.starts_at)


@pytest.mark.parametrize(
    ("day", "begins", "utc"),
    [("2027-03-28", "03:30", "01:30"), ("2027-10-31", "02:30", "00:30"), ("2027-07-01", "10:00", "08:00")],
)
def test_summer_time_is_counted_as_the_clock_on_the_wall_says(
    make_case: MakeCase, browse: Browse, cast: Cast, day: str, begins: str, utc: str
) -> None:
    case = make_case()
    form = {"day": day, "begins": begins, "minutes": "60", "place": "phone", "coach": str(cast.coach.person)}
    address = reverse("invitations:plan", args=[case.dossier.pk, case.engagement.pk])
    assert browse(cast.coach).post(address, form).status_code == 302
    with case.at_work():
        meeting = Meeting.objects.get(dossier=case.dossier)
        assert f"{meeting.starts_at:%H:%M}" == utc
        assert meeting.minutes == 60


def test_an_hour_that_the_clock_skips_is_refused_and_nothing_typed_is_lost(
    make_case: MakeCase, browse: Browse, cast: Cast
) -> None:
    case = make_case()
    form = {"day": "2027-03-28", "begins": "02:30", "minutes": "45", "place": "office", "whereabouts": "Kamer 9"}
    address = reverse("invitations:plan", args=[case.dossier.pk, case.engagement.pk])
    page = browse(cast.coach).post(address, form | {"coach": str(cast.coach.person)}).content.decode()
    assert "slaat de klok dit uur over" in page
    assert 'value="Kamer 9"' in page
    assert 'value="02:30"' in page


def test_a_coach_plans_moves_and_calls_off_on_screen(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    desk = browse(cast.coach)
    form = {"day": "2027-03-10", "begins": "10:00", "minutes": "60", "place": "office", "coach": str(cast.coach.person)}
    planned_at = desk.post(reverse("invitations:plan", args=[case.dossier.pk, case.engagement.pk]), form)["Location"]
    page = desk.get(planned_at).content.decode()
    assert "10:00\u201311:00" in page
    assert "De afspraak staat gepland" in page
    moving = form | {"begins": "13:00", "asked_by": "client", "reason": "werk"}
    assert desk.post(f"{planned_at}moving/", moving).status_code == 302
    page = desk.get(planned_at).content.decode()
    assert "13:00\u201314:00" in page
    assert "gevraagd door de cliënt" in page
    assert desk.post(f"{planned_at}cancellation/", {"asked_by": "bureau", "reason": ""}).status_code == 302
    listed = desk.get(reverse("meetings:list", args=[case.dossier.pk])).content.decode()
    assert "Afgezegd" in listed
    line = desk.get(reverse("dossier:show", args=[case.dossier.pk])).content.decode()
    assert "Afspraak verzet" in line


def test_a_colleague_without_need_finds_no_meeting(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    meeting = meet(case)
    for page in ("meetings:show", "meetings:ask", "meetings:attendance", "invitations:move", "invitations:cancel"):
        assert browse(cast.other_coach).get(reverse(page, args=[case.dossier.pk, meeting.pk])).status_code == 404, page


def test_a_meeting_is_not_found_under_another_dossier(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case, other = make_case(), make_case()
    meeting = meet(case)
    assert browse(cast.coach).get(reverse("meetings:show", args=[other.dossier.pk, meeting.pk])).status_code == 404
