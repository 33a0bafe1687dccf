"""Group programmes: clients of several engagements take part, and nobody sees a participant without need (6.need)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.work.conftest import Case, MakeCase
from inzage.work.engagements.actions import assign, end
from inzage.work.groups.actions import leave, make_programme, plan_meeting, record_attendance, take_part
from inzage.work.groups.facts import attendance, of_engagement, participants_of
from inzage.work.groups.models import GroupMeeting, GroupProgramme, Participant
from tests.kit.fixtures import Browse, Cast


@pytest.fixture
def programme(cast: Cast) -> GroupProgramme:
    """A programme of the office, made by the team leader."""
    with acting(cast.team_leader.person) as actor:
        return make_programme(title=f"Solliciteren {uuid4().hex[:6]}", by=actor, at=timezone.now())


def _meet(cast: Cast, programme: GroupProgramme, *, hours: int = -2) -> GroupMeeting:
    at = timezone.now()
    begin = at + timedelta(hours=hours)
    with acting(cast.coach.person) as actor:
        return plan_meeting(
            programme=programme, starts_at=begin, ends_at=begin + timedelta(hours=1), place="Zaal 2", by=actor, at=at
        )


def _join(cast: Cast, case: Case, programme: GroupProgramme) -> Participant:
    with acting(cast.back_office.person) as actor:
        return take_part(engagement=case.engagement, programme=programme, by=actor, at=timezone.now())


@pytest.fixture
def other_case(cast: Cast, make_case: MakeCase) -> Case:
    """A case of the other coach alone."""
    case = make_case(assigned=False)
    with acting(cast.back_office.person) as actor:
        assign(engagement=case.engagement, person=cast.other_coach.person, role="coach", by=actor, at=timezone.now())
    return case


@pytest.mark.article("6.need")
def test_each_coach_sees_only_the_own_participant(
    cast: Cast, case: Case, other_case: Case, programme: GroupProgramme, browse: Browse
) -> None:
    mine, theirs = _join(cast, case, programme), _join(cast, other_case, programme)
    for member, seen in ((cast.coach, {mine}), (cast.other_coach, {theirs}), (cast.back_office, {mine, theirs})):
        with acting(member.person):
            assert set(participants_of(programme)) == seen
    page = browse(cast.coach).get(reverse("groups:show", args=[programme.id])).content.decode()
    assert str(case.dossier.id) in page
    assert str(other_case.dossier.id) not in page
    assert other_case.client.last_name not in page or case.client.last_name == other_case.client.last_name


@pytest.mark.article("3.c")
def test_attendance_is_kept_per_person_and_can_be_corrected(
    cast: Cast, case: Case, other_case: Case, programme: GroupProgramme
) -> None:
    mine, theirs = _join(cast, case, programme), _join(cast, other_case, programme)
    meeting = _meet(cast, programme)
    with acting(cast.coach.person) as actor:
        states = {mine.id: "late", theirs.id: "absent"}
        assert record_attendance(meeting=meeting, states=states, by=actor, at=timezone.now()) == 1
        assert record_attendance(meeting=meeting, states=states, by=actor, at=timezone.now()) == 0
        assert record_attendance(meeting=meeting, states={mine.id: "present"}, by=actor, at=timezone.now()) == 1
    with acting(cast.back_office.person):
        known = attendance([mine, theirs])
    assert {key[0]: kept.state for key, kept in known.items()} == {mine.id: "present"}


def test_a_meeting_to_come_has_no_attendance(cast: Cast, case: Case, programme: GroupProgramme) -> None:
    mine, meeting = _join(cast, case, programme), _meet(cast, programme, hours=24)
    with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
        record_attendance(meeting=meeting, states={mine.id: "present"}, by=actor, at=timezone.now())


def test_what_cannot_be_is_refused_with_its_field(cast: Cast, case: Case, programme: GroupProgramme) -> None:
    at = timezone.now()
    for field, place, length in (("place", " ", 1), ("ends_at", "Zaal 2", -1)):
        with pytest.raises(ValidationError) as wrong, acting(cast.coach.person) as actor:
            plan_meeting(
                programme=programme, starts_at=at, ends_at=at + timedelta(hours=length), place=place, by=actor, at=at
            )
        assert field in wrong.value.message_dict
    with pytest.raises(ValidationError) as wrong, acting(cast.coach.person) as actor:
        make_programme(title=" ", by=actor, at=at)
    assert "title" in wrong.value.message_dict
    _join(cast, case, programme)
    with pytest.raises(ValidationError) as wrong:
        _join(cast, case, programme)
    assert "programme" in wrong.value.message_dict


def test_who_left_can_take_part_again_but_not_after_the_end(cast: Cast, case: Case, programme: GroupProgramme) -> None:
    first = _join(cast, case, programme)
    with acting(cast.coach.person) as actor:
        assert leave(participant=first, by=actor, at=timezone.now()).left_on == timezone.localdate()
    second = _join(cast, case, programme)
    with acting(cast.back_office.person) as actor:
        leave(participant=second, by=actor, at=timezone.now())
        end(engagement=case.engagement, outcome="placed", by=actor, at=timezone.now())
        assert len(of_engagement(case.engagement)) == 2
    with pytest.raises(ValidationError):
        _join(cast, case, programme)


def test_an_account_manager_makes_no_programme(cast: Cast, browse: Browse) -> None:
    with pytest.raises(ProgrammingError), acting(cast.account_manager.person) as actor:
        make_programme(title="Eigen", by=actor, at=timezone.now())
    assert browse(cast.account_manager).get(reverse("groups:list")).status_code == 403


def test_the_pages_make_plan_join_record_and_leave(cast: Cast, case: Case, browse: Browse) -> None:
    coach, title = browse(cast.coach), f"Netwerken {uuid4().hex[:6]}"
    assert coach.post(reverse("groups:list"), {"title": ""}).status_code == 200
    page = coach.post(reverse("groups:list"), {"title": title})["Location"]
    begin = timezone.localtime() - timedelta(hours=3)
    form = {
        "starts_at": f"{begin:%Y-%m-%dT%H:%M}", "ends_at": f"{begin + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "place": "Buurthuis",
    }  # fmt: skip
    assert 'value="Buurthuis"' in coach.post(page, form | {"starts_at": "ooit"}).content.decode()
    assert coach.post(page, form).status_code == 302
    with acting(cast.coach.person):
        made = GroupProgramme.objects.get(title=title)
        meeting = GroupMeeting.objects.get(programme=made)
    where = [case.dossier.id, case.engagement.id]
    join = reverse("groups:join", args=where)
    assert title in coach.get(join).content.decode()
    assert coach.post(join, {"programme": str(made.id)}).status_code == 302
    assert coach.post(join, {"programme": str(made.id)}).status_code == 200
    with acting(cast.coach.person):
        (mine,) = of_engagement(case.engagement)
    attend = reverse("groups:attend", args=[made.id, meeting.id])
    assert coach.get(attend).status_code == 200
    assert coach.post(attend, {f"p-{mine.id}": "excused"}).status_code == 302
    assert "Afgemeld" in coach.get(page).content.decode()
    out = reverse("groups:leave", args=[*where, mine.id])
    assert browse(cast.other_coach).post(out).status_code == 404
    assert coach.post(out).status_code == 302
