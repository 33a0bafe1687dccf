"""The secret address of one's own calendar: what is in it, and when it dies (articles 6.need and 11.security)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from inzage.access.feeds.actions import digest, make, revoke
from inzage.access.feeds.models import Feed
from inzage.access.grants.actions import end
from inzage.access.identity import acting
from inzage.access.limits.actions import FEEDS
from inzage.access.models import Grant, LedgerEvent
from inzage.access.people import actions as people
from inzage.law.calendar import AMSTERDAM
from inzage.work.meetings.actions import Planned, cancel, plan
from inzage.work.meetings.models import Meeting
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast, Member, make_member

MakeCase = Callable[..., Case]
pytestmark = [pytest.mark.article("6.need"), pytest.mark.article("11.security")]


def address(member: Member) -> str:
    with acting(member.person) as actor:
        return reverse("calendar:feed", args=[make(language="nl", by=actor, at=timezone.now())])


def meet(case: Case, starts_at: datetime | None = None) -> Meeting:
    when = Planned(
        starts_at=starts_at or timezone.now() + timedelta(days=3), minutes=45, place="address",
        whereabouts="Dorpsstraat 1, Zeist", about="Thuisbezoek",
    )  # fmt: skip
    with case.at_work() as actor:
        return plan(engagement=case.engagement, planned=when, coach=case.coach.person, by=actor, at=timezone.now())


def events(feed: str) -> dict[str, object]:
    answer = Client().get(feed)
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content)
    return {str(each["uid"]): each for each in found.walk("VEVENT")}


def test_it_says_when_and_what_kind_of_place_and_nothing_of_the_client(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    meeting = meet(case)
    feed = address(cast.coach)
    answer = Client().get(feed)
    text = answer.content.decode()
    event = events(feed)[f"{meeting.pk}@inzage"]
    assert (event["summary"], event["location"]) == ("Afspraak", "op een ander adres")  # type: ignore[index]
    assert event["dtstart"].dt == meeting.starts_at.replace(microsecond=0)  # type: ignore[index]
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=45)  # type: ignore[index]
    for hidden in (case.client.last_name, case.client.first_name, case.dossier.number, "Dorpsstraat", "Thuisbezoek"):
        assert hidden not in text, hidden
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "folded as RFC 5545 says"


def test_both_sides_of_the_change_to_summer_time(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    year = timezone.localdate().year + 1
    last = datetime(year, 3, 31, 10, 0, tzinfo=AMSTERDAM)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    before, after = meet(case, sunday - timedelta(days=1)), meet(case, sunday + timedelta(days=1))
    if sunday + timedelta(days=2) > timezone.now() + timedelta(days=366):
        pytest.skip("farther ahead than the feed goes")
    found = events(address(cast.coach))
    hours = [found[f"{each.pk}@inzage"]["dtstart"].dt.astimezone(UTC).hour for each in (before, after)]  # type: ignore[index]
    assert hours == [9, 8]


def test_only_the_hash_is_kept(cast: Cast) -> None:
    with acting(cast.coach.person) as actor:
        secret = make(language="nl", by=actor, at=timezone.now())
    with acting(cast.coach.person):
        kept = Feed.objects.get(person=cast.coach.person, revoked_at=None)
        assert kept.digest == digest(secret) != secret
        assert LedgerEvent.objects.filter(kind="feed.made", subject=kept.pk).count() == 1


def test_it_dies_when_it_is_revoked_and_when_another_is_made(cast: Cast) -> None:
    first = address(cast.coach)
    second = address(cast.coach)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    with acting(cast.coach.person) as actor:
        revoke(by=actor, at=timezone.now())
    assert Client().get(second).status_code == 404


def test_it_dies_at_once_when_the_person_leaves(cast: Cast) -> None:
    leaver = make_member(cast, "coach")
    feed = address(leaver)
    assert Client().get(feed).status_code == 200
    with acting(cast.manager.person) as actor:
        people.leave(person=leaver.person, by=actor, at=timezone.now())
    assert Client().get(feed).status_code == 404


def test_what_one_has_no_right_to_any_more_is_not_in_it(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    meeting = meet(case)
    feed = address(cast.coach)
    assert f"{meeting.pk}@inzage" in events(feed)
    with acting(cast.back_office.person) as actor:
        for grant in Grant.objects.filter(dossier=case.dossier, person=cast.coach.person):
            end(grant=grant.pk, by=actor, at=timezone.now())
    assert f"{meeting.pk}@inzage" not in events(feed)


def test_what_is_called_off_goes(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    meeting = meet(case)
    with case.at_work() as actor:
        cancel(meeting=meeting, asked_by="client", by=actor, at=timezone.now())
    assert f"{meeting.pk}@inzage" not in events(address(cast.coach))


def test_a_secret_that_is_none_and_one_who_writes_get_nothing(cast: Cast) -> None:
    assert Client().get(reverse("calendar:feed", args=["x" * 43])).status_code == 404
    assert Client().post(address(cast.coach)).status_code == 405


def test_a_program_that_asks_too_often_waits(cast: Cast) -> None:
    feed = address(cast.coach)
    answers = [Client().get(feed).status_code for _number in range(FEEDS.times + 1)]
    assert answers[:-1] == [200] * FEEDS.times
    assert answers[-1] == 429


def test_reading_it_is_on_the_log_once_a_day(cast: Cast) -> None:
    feed = address(cast.coach)
    for _again in range(3):
        Client().get(feed)
    with acting(cast.coach.person):
        kept = Feed.objects.get(person=cast.coach.person, revoked_at=None)
        assert LedgerEvent.objects.filter(kind="feed.read", subject=kept.pk).count() == 1


def test_the_address_is_shown_this_once(cast: Cast, browse: Browse) -> None:
    desk, page = browse(cast.psychologist), reverse("calendar:subscription")
    assert desk.post(page).status_code == 302
    assert "/calendar/feeds/" in desk.get(page).content.decode()
    again = desk.get(page).content.decode()
    assert "/calendar/feeds/" not in again
    assert "U maakte" in again
    assert desk.post(reverse("calendar:unsubscribe")).status_code == 302
    assert "U maakte" not in desk.get(page).content.decode()


def test_nobody_makes_one_for_a_colleague_nor_sees_theirs(cast: Cast) -> None:
    address(cast.coach)
    with acting(cast.other_coach.person):
        assert not Feed.objects.filter(person=cast.coach.person).exists()
    with pytest.raises(ProgrammingError), acting(cast.other_coach.person):
        Feed.objects.create(person_id=cast.coach.person, digest="0" * 64, language="nl", made_at=timezone.now())


def test_the_gate_tells_whose_it_is_by_the_hash_alone(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select gate.owner_of_feed(%s)", ["nothing"])
        assert cursor.fetchone()[0] is None
