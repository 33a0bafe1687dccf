"""The Poortwachter clock of a client: its week, its moments, and interruptions that are recorded and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.work.absence.actions import end_interruption, record_interruption, take_back
from inzage.work.absence.facts import clock_of, hints, interruptions_of, picture
from inzage.work.absence.models import SickInterruption
from inzage.work.conftest import Case, MakeCase
from tests.kit.fixtures import Browse, Cast

FIRST = date(2026, 1, 5)
"""The first sick day of the client of the case."""


def _record(cast: Cast, case: Case, first: date, last: date | None, kind: str = "work") -> SickInterruption:
    with acting(cast.coach.person) as actor:
        return record_interruption(
            dossier=case.dossier, kind=kind, first_on=first, last_on=last, by=actor, at=timezone.now()
        )


def test_the_clock_runs_from_the_registered_day(cast: Cast, case: Case) -> None:
    with acting(cast.coach.person):
        running = clock_of(case.dossier.id, date(2026, 10, 26))
    assert running
    assert running.week(date(2026, 10, 26)) == 42
    found = {hint.moment.week: hint for hint in hints(running, date(2026, 10, 27))}
    assert found[42].is_past
    assert found[52].is_next
    assert found[104].day == date(2028, 1, 3)
    assert picture(running, date(2026, 10, 26))["reached"] == 420


def test_an_interruption_stops_it_and_taking_back_undoes_that(cast: Cast, case: Case) -> None:
    kept = _record(cast, case, date(2026, 3, 2), date(2026, 3, 15))
    with acting(cast.coach.person) as actor:
        running = clock_of(case.dossier.id, date(2026, 11, 9))
        assert running
        assert running.week(date(2026, 11, 9)) == 42
        take_back(interruption=kept, by=actor, at=timezone.now())
        take_back(interruption=kept, by=actor, at=timezone.now())
        again = clock_of(case.dossier.id, date(2026, 11, 9))
        assert again
        assert again.week(date(2026, 11, 9)) == 44
        assert interruptions_of(case.dossier.id).get().withdrawn_by_id == cast.coach.person


def test_one_that_lasts_is_ended_later(cast: Cast, case: Case) -> None:
    today = timezone.localdate()
    kept = _record(cast, case, today - timedelta(days=10), None, "apart")
    with acting(cast.coach.person) as actor:
        running = clock_of(case.dossier.id, today)
        assert running
        assert running.stands_still(today)
        assert end_interruption(interruption=kept, last_on=today, by=actor, at=timezone.now()).last_on == today
    with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
        end_interruption(interruption=kept, last_on=today, by=actor, at=timezone.now())


def test_impossible_days_are_refused_with_their_field(cast: Cast, case: Case) -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    _record(cast, case, date(2026, 3, 2), None)
    for first, last, field in (
        (FIRST, None, "first_on"),
        (tomorrow, None, "first_on"),
        (date(2026, 4, 2), date(2026, 4, 1), "last_on"),
        (date(2026, 4, 2), tomorrow, "last_on"),
        (date(2026, 4, 2), None, "last_on"),
    ):
        with pytest.raises(ValidationError) as wrong:
            _record(cast, case, first, last)
        assert field in wrong.value.message_dict


@pytest.mark.article("2.registration")
def test_a_service_without_a_first_sick_day_has_no_clock(cast: Cast, make_case: MakeCase, browse: Browse) -> None:
    case = make_case(service="assessment")
    where = reverse("absence:show", args=[case.dossier.id, case.engagement.id])
    assert browse(cast.coach).get(where).status_code == 404


@pytest.mark.article("6.need")
def test_who_does_not_need_it_sees_no_interruption(cast: Cast, case: Case, browse: Browse) -> None:
    _record(cast, case, date(2026, 3, 2), date(2026, 3, 15))
    where = reverse("absence:show", args=[case.dossier.id, case.engagement.id])
    for member in (cast.other_coach, cast.team_leader, cast.account_manager):
        with acting(member.person):
            assert not SickInterruption.objects.filter(dossier=case.dossier)
        assert browse(member).get(where).status_code == 404


def test_the_page_draws_the_weeks_and_records(cast: Cast, case: Case, browse: Browse) -> None:
    where = [case.dossier.id, case.engagement.id]
    show, coach = reverse("absence:show", args=where), browse(cast.coach)
    page = coach.get(show).content.decode()
    assert 'role="img"' in page
    assert "WIA 25(3)" in page
    form = {"kind": "apart", "first_on": "2026-03-02", "last_on": ""}
    assert coach.post(show, form).status_code == 302
    with acting(cast.coach.person):
        kept = interruptions_of(case.dossier.id).get()
    end, back = (reverse(f"absence:{name}", args=[*where, kept.id]) for name in ("end", "take_back"))
    assert coach.post(end, {"last_on": "2026-03-01"}).status_code == 200
    assert coach.post(end, {"last_on": "2026-03-20"}).status_code == 302
    assert coach.post(back).status_code == 302
    assert coach.post(back).status_code == 404
    assert coach.get(show).status_code == 200
    bad = coach.post(show, {"kind": "work", "first_on": "2025-01-01", "last_on": ""})
    assert 'value="2025-01-01"' in bad.content.decode()


def test_after_four_weeks_back_no_clock_runs(cast: Cast, case: Case, browse: Browse) -> None:
    _record(cast, case, timezone.localdate() - timedelta(days=40), None)
    where = reverse("absence:show", args=[case.dossier.id, case.engagement.id])
    page = browse(cast.coach).get(where, headers={"Accept-Language": "en"}).content.decode()
    assert "no clock runs" in page
