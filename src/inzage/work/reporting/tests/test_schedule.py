"""The schedule of an agreement makes the tasks to report: moved by a new version, ended with the engagement."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Task
from inzage.law.decisions.decision import Refused
from inzage.sponsors.conftest import MakeContact
from inzage.work.conftest import Agree, Case
from inzage.work.engagements.actions import end
from inzage.work.reporting.actions import Extra, agree_extra
from inzage.work.reporting.facts import recipients, versions
from tests.kit.fixtures import Browse, Cast

pytestmark = pytest.mark.article("6.agreement")
WEEK = timedelta(weeks=1)


def due(case: Case, cast: Cast, kind: str = "report_due") -> list[date]:
    with acting(cast.coach.person):
        found = Task.objects.filter(dossier=case.dossier, kind=kind, done_at__isnull=True)
        return list(found.values_list("due", flat=True))


def test_another_period_moves_the_next_report(cast: Cast, case: Case, agree: Agree) -> None:
    # Given a report every six weeks, of which the first comes in two
    today = timezone.localdate()
    agree(case, first_on=today + 2 * WEEK, every_weeks=6)
    assert due(case, cast) == [today + 2 * WEEK]
    # When another rhythm is agreed, then nothing moves before the client knows
    agree(case, told=False, first_on=today - 3 * WEEK, every_weeks=4)
    assert due(case, cast) == [today + 2 * WEEK]
    # And once told the report moves to the next day of the new rhythm, not to today
    agree(case, first_on=today - 3 * WEEK, every_weeks=4)
    assert due(case, cast) == [today + WEEK]


def test_a_report_that_was_owed_already_stays_owed(cast: Cast, case: Case, agree: Agree) -> None:
    today = timezone.localdate()
    agree(case, first_on=today, every_weeks=6)
    agree(case, first_on=today + 5 * WEEK, every_weeks=6)
    assert due(case, cast) == [today]


def test_no_more_reports_agreed_ends_the_schedule(cast: Cast, case: Case, agree: Agree) -> None:
    today = timezone.localdate()
    agree(case, first_on=today + WEEK, every_weeks=6)
    agree(case, first_on=today - WEEK, every_weeks=None)
    assert due(case, cast) == []


@pytest.mark.parametrize("told", [True, False])
def test_with_the_engagement_ends_what_was_to_be_told_and_reported(
    cast: Cast, case: Case, agree: Agree, told: bool
) -> None:
    agree(case, told=told)
    with acting(cast.team_leader.person) as actor:
        end(engagement=case.engagement, outcome="stopped", by=actor, at=timezone.now())
    assert due(case, cast) == []
    assert due(case, cast, "tell_reporting") == []


def test_an_extra_is_a_new_version_that_the_client_knows_and_nothing_else_changes(
    cast: Cast, case: Case, agree: Agree, make_contact: MakeContact
) -> None:
    first = agree(case, form="written", kinds=["progress"], categories=["attendance"], every_weeks=6)
    other = make_contact(case.sponsor)
    before = due(case, cast)
    with acting(cast.coach.person) as actor:
        made = agree_extra(
            engagement=case.engagement,
            extra=Extra(contact=other, kind="full", form="oral", categories=["advice"]),
            told_how="oral",
            response="acknowledged",
            by=actor,
            at=timezone.now(),
        )
        assert [each.version for each in versions(case.engagement)] == [2, 1]
        assert {each.id for each in recipients(made)} == {case.contact.id, other.id}
    assert (made.kinds, made.form, made.categories) == (["full", "progress"], "both", ["advice", "attendance"])
    assert (made.every_weeks, made.first_on, made.purpose) == (6, first.first_on, first.purpose)
    assert made.told_at is not None
    assert due(case, cast) == before
    assert due(case, cast, "tell_reporting") == []


@pytest.mark.parametrize("extra", [{"kind": "assessment"}, {"categories": ["diagnosis"]}])
def test_what_can_never_be_agreed_is_no_extra(cast: Cast, case: Case, agree: Agree, extra: dict[str, object]) -> None:
    agree(case)
    said = {"contact": case.contact, "kind": "progress", "form": "written", "categories": ["advice"]} | extra
    with pytest.raises(Refused) as refused, acting(cast.coach.person) as actor:
        agree_extra(
            engagement=case.engagement, extra=Extra(**said), told_how="oral", response="none",  # type: ignore[arg-type]
            by=actor, at=timezone.now(),
        )  # fmt: skip
    assert "6.agreement" in refused.value.decision.articles


def test_a_refusal_is_shown_with_what_it_means(cast: Cast, case: Case, agree: Agree, browse: Browse) -> None:
    made = agree(case)
    browser = browse(cast.coach)
    where = [case.dossier.id, case.engagement.id]
    assert "niet eens" not in browser.get(reverse("reporting:show", args=where)).content.decode()
    answer = browser.post(
        reverse("reporting:tell", args=[*where, made.id]),
        {"told_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"), "told_how": "oral", "response": "refused"},
        follow=True,
    )
    page = answer.content.decode()
    assert "De cliënt is het niet eens" in page
    assert "andere grond" in page


def test_the_letter_is_handed_out_to_who_may_see_where_the_client_lives(
    cast: Cast, case: Case, agree: Agree, browse: Browse
) -> None:
    made = agree(case)
    address = reverse("reporting:letter", args=[case.dossier.id, case.engagement.id, made.id])
    answer = browse(cast.coach).get(address)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="reporting-1.pdf"'
    assert browse(cast.team_leader).get(address).status_code == 404
    unknown = reverse("reporting:letter", args=[case.dossier.id, case.engagement.id, case.engagement.id])
    assert browse(cast.coach).get(unknown).status_code == 404
