"""The client is told what was agreed: who, when, how; and the answer is on record (article 6.agreement)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.work.conftest import Agree, Case
from inzage.work.engagements.facts import whose_turn
from inzage.work.reporting.actions import tell_reporting
from inzage.work.reporting.models import ReportingAgreement
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("6.agreement")
def test_telling_is_on_record_and_sets_the_clock_of_the_first_report(cast: Cast, case: Case, agree: Agree) -> None:
    made = agree(case)
    with acting(cast.coach.person):
        kept = ReportingAgreement.objects.get(id=made.id)
        assert not Task.objects.filter(dossier=case.dossier, kind="tell_reporting", done_at__isnull=True).exists()
        due = Task.objects.get(dossier=case.dossier, kind="report_due", done_at__isnull=True)
        assert LedgerEvent.objects.filter(kind="reporting.told", subject=made.id).exists()
        assert whose_turn(case.engagement).who == "coach"
    assert (kept.told_how, kept.told_by_id, kept.response) == ("oral", cast.coach.person, "acknowledged")
    assert (due.due, due.person, due.subject) == (made.first_on, cast.coach.person, case.engagement.id)


@pytest.mark.article("6.agreement")
@pytest.mark.parametrize(("days", "expected"), [(0, 0), (-10, 0), (3, 3)])
def test_the_first_report_is_owed_also_when_its_day_came_before_the_client_was_told(
    cast: Cast, case: Case, agree: Agree, days: int, expected: int
) -> None:
    today = timezone.localdate()
    agree(case, first_on=today + timedelta(days=days))
    with acting(cast.coach.person):
        due = Task.objects.get(dossier=case.dossier, kind="report_due", done_at__isnull=True)
    assert due.due == today + timedelta(days=expected)


@pytest.mark.article("6.agreement")
def test_a_refusal_is_recorded_as_it_was_given(cast: Cast, case: Case, agree: Agree) -> None:
    made = agree(case, told=False)
    with acting(cast.coach.person) as actor:
        told = tell_reporting(
            agreement=made, told_at=timezone.now(), told_how="meeting", response="refused", by=actor, at=timezone.now()
        )
    assert (told.response, told.response_at is not None) == ("refused", True)


def test_a_later_answer_replaces_the_first_and_opens_no_second_task(cast: Cast, case: Case, agree: Agree) -> None:
    made = agree(case, told=False)
    for response in ("none", "acknowledged"):
        with acting(cast.coach.person) as actor:
            told = tell_reporting(
                agreement=made, told_at=timezone.now(), told_how="oral", response=response, by=actor, at=timezone.now()
            )
            assert Task.objects.filter(dossier=case.dossier, kind="report_due").count() == 1
            assert told.response == response


def test_what_is_still_to_come_or_was_replaced_cannot_be_told(cast: Cast, case: Case, agree: Agree) -> None:
    first = agree(case)
    second = agree(case, told=False)
    for agreement, moment in ((second, timezone.now() + timedelta(hours=1)), (first, timezone.now())):
        with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
            tell_reporting(agreement=agreement, told_at=moment, told_how="oral", by=actor, at=timezone.now())


@pytest.mark.parametrize("half", [{"told_how": "oral"}, {"response": "refused"}])
def test_the_database_keeps_who_when_and_how_together(
    cast: Cast, case: Case, agree: Agree, half: dict[str, str]
) -> None:
    made = agree(case, told=False)
    with pytest.raises(IntegrityError), acting(cast.coach.person):
        ReportingAgreement.objects.filter(id=made.id).update(**half)


@pytest.mark.article("6.agreement")
def test_the_page_says_what_to_tell_and_records_it(cast: Cast, case: Case, agree: Agree, browse: Browse) -> None:
    made = agree(case, told=False)
    browser = browse(cast.coach)
    address = reverse("reporting:tell", args=[case.dossier.id, case.engagement.id, made.id])
    page = browser.get(address).content.decode()
    assert case.contact.name in page
    assert made.purpose in page
    future = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    filled = {"told_how": "oral", "response": "acknowledged"}
    assert "id_told_at_error" in browser.post(address, filled | {"told_at": future}).content.decode()
    past = (timezone.localtime() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    browser.post(address, filled | {"told_at": past})
    with acting(cast.coach.person):
        assert ReportingAgreement.objects.get(id=made.id).response == "acknowledged"
    browser = browse(cast.back_office)
    assert browser.get(reverse("reporting:show", args=[case.dossier.id, case.engagement.id])).status_code == 200
