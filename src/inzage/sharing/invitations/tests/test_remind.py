"""Reminders: once, in time, not for what is moved or called off, not to who wants none or objected (3.g and 3.3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.clients.objections.actions import object_to
from inzage.sharing.invitations.actions import cancel, move, refuse_reminders, want_reminders
from inzage.sharing.invitations.models import Reminder
from inzage.sharing.invitations.tests.conftest import Deliver, SendDue, meet
from inzage.sharing.post.models import Message
from inzage.work.meetings.actions import Moving, Planned
from inzage.work.meetings.models import Meeting
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]
HOUR = timedelta(hours=1)


def states(case: Case) -> list[str]:
    with case.at_work():
        return list(Reminder.objects.filter(dossier=case.dossier).order_by("due_at").values_list("state", flat=True))


@pytest.mark.article("3.g")
def test_it_goes_a_day_before_and_once(make_case: MakeCase, deliver: Deliver, due: SendDue) -> None:
    case = make_case()
    meeting = meet(case)
    assert len(deliver(case)) == 1, "the invitation; the reminder waits"
    due(meeting.starts_at - 25 * HOUR)
    assert deliver(case) == []
    due(meeting.starts_at - 24 * HOUR)
    (mail,) = deliver(case)
    assert mail["Subject"] == "Herinnering aan uw afspraak"
    assert case.client.last_name not in str(mail["Subject"])
    due(meeting.starts_at - 23 * HOUR)
    assert deliver(case) == []
    assert states(case) == ["sent"]


def test_none_for_a_meeting_that_is_close(make_case: MakeCase) -> None:
    case = make_case()
    meet(case, hours=20)
    assert states(case) == []


@pytest.mark.article("3.g")
def test_none_for_what_is_called_off(make_case: MakeCase, deliver: Deliver, due: SendDue) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work() as actor:
        cancel(meeting=meeting, asked_by="client", by=actor, at=timezone.now())
    deliver(case)
    due(meeting.starts_at - HOUR)
    assert deliver(case) == []
    with case.at_work():
        kept = Reminder.objects.get(meeting=meeting)
        assert Message.objects.get(pk=kept.message_id).state == Message.State.GIVEN_UP


def test_a_move_puts_another_ready_and_the_old_one_never_goes(
    make_case: MakeCase, deliver: Deliver, due: SendDue
) -> None:
    case = make_case()
    meeting = meet(case)
    later = Planned(starts_at=meeting.starts_at + timedelta(days=3), minutes=60, place="office")
    with case.at_work() as actor:
        move(meeting=meeting, moving=Moving(later, "bureau"), by=actor, at=timezone.now())
    deliver(case)
    assert states(case) == ["stopped", "waiting"]
    due(meeting.starts_at - HOUR)
    assert deliver(case) == []
    due(later.starts_at - HOUR)
    assert len(deliver(case)) == 1


@pytest.mark.article("3.g")
def test_who_wants_none_gets_none_until_they_want_them_again(
    make_case: MakeCase, deliver: Deliver, due: SendDue
) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work() as actor:
        refuse_reminders(dossier=case.dossier, by=actor, at=timezone.now())
    deliver(case)
    due(meeting.starts_at - HOUR)
    assert deliver(case) == []
    meet(case, hours=96)
    assert states(case) == ["stopped"], "none is put ready either"
    with case.at_work() as actor:
        want_reminders(dossier=case.dossier, by=actor, at=timezone.now())
    meet(case, hours=120)
    assert states(case) == ["stopped", "waiting"]


@pytest.mark.article("3.3")
def test_an_objection_stops_one_that_waits(make_case: MakeCase, deliver: Deliver, due: SendDue) -> None:
    case = make_case()
    meeting = meet(case)
    deliver(case)
    with case.at_work() as actor:
        object_to(
            dossier=case.dossier, purpose="3.g", how="phone", received_on=timezone.localdate(), by=actor,
            at=timezone.now(),
        )  # fmt: skip
    due(meeting.starts_at - HOUR)
    assert deliver(case) == []
    with case.at_work():
        kept = Reminder.objects.get(meeting=meeting)
    with acting(case.cast.privacy_officer.person):
        assert LedgerEvent.objects.get(kind="reminder.stopped", subject=kept.pk).articles == ["3.3"]


def test_a_worker_that_was_away_reminds_of_nothing_that_has_begun(
    make_case: MakeCase, deliver: Deliver, due: SendDue
) -> None:
    case = make_case()
    meeting = meet(case)
    deliver(case)
    due(meeting.starts_at + HOUR)
    assert deliver(case) == []
    assert states(case) == ["stopped"]


def test_what_the_client_wants_is_recorded_on_screen(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    meeting: Meeting = meet(case)
    desk, page = browse(cast.coach), reverse("invitations:reminders", args=[case.dossier.pk])
    waiting = f"{timezone.localtime(meeting.starts_at):%H:%M}"
    assert waiting in desk.get(page).content.decode()
    assert desk.post(page, {"wanted": "no"}).status_code == 302
    assert "wil geen herinneringen per mail; vastgelegd" in desk.get(page).content.decode()
    assert states(case) == ["stopped"]
    assert desk.post(page, {"wanted": "yes"}).status_code == 302
    assert "wil geen herinneringen per mail; vastgelegd" not in desk.get(page).content.decode()
