"""What is reported is agreed per version: to whom, which data, how, why, when (article 6.agreement)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.law.decisions.decision import Refused
from inzage.sponsors.conftest import MakeContact
from inzage.sponsors.relations.actions import set_contact_active
from inzage.work.conftest import Agree, Case, MakeCase, reporting_terms
from inzage.work.engagements.actions import end
from inzage.work.reporting.actions import agree_reporting
from inzage.work.reporting.facts import current_agreement, is_recipient, next_report_on, recipients, versions
from inzage.work.reporting.models import ReportingAgreement
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("6.agreement")
def test_the_agreement_names_recipients_data_form_purpose_and_periods(cast: Cast, case: Case, agree: Agree) -> None:
    made = agree(case, told=False)
    with acting(cast.coach.person):
        kept = current_agreement(case.engagement)
        assert kept == made
        assert recipients(made) == [case.contact]
        assert is_recipient(made, case.contact.id)
        task = Task.objects.get(dossier=case.dossier, kind="tell_reporting", done_at__isnull=True)
        event = LedgerEvent.objects.get(kind="reporting.agreed", subject=made.id)
    assert (made.version, made.form, made.every_weeks, made.told_at) == (1, "written", 6, None)
    assert (task.subject, task.person, task.article) == (made.id, cast.coach.person, "6.agreement")
    assert event.articles == ["6.agreement"]


@pytest.mark.article("6.agreement")
@pytest.mark.parametrize(
    "changed",
    [
        {"categories": []},
        {"categories": ["diagnosis"]},
        {"kinds": ["assessment"]},
        {"kinds": []},
        {"purpose": "  "},
    ],
)
def test_what_the_article_does_not_carry_is_refused(
    cast: Cast, case: Case, agree: Agree, changed: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        agree(case, **changed)
    assert "6.agreement" in refused.value.decision.articles
    with acting(cast.coach.person):
        assert current_agreement(case.engagement) is None


@pytest.mark.article("6.agreement")
def test_a_recipient_is_an_active_contact_of_this_sponsor(cast: Cast, case: Case, make_contact: MakeContact) -> None:
    stranger, gone = make_contact(), make_contact(case.sponsor)
    with acting(cast.back_office.person) as actor:
        gone = set_contact_active(contact=gone, active=False, by=actor, at=timezone.now())
    for wrong in ([stranger], [gone], [case.contact, stranger], []):
        with pytest.raises(Refused) as refused, acting(cast.back_office.person) as actor:
            agree_reporting(
                engagement=case.engagement, recipients=wrong, terms=reporting_terms(), by=actor, at=timezone.now()
            )
        assert "6.agreement" in refused.value.decision.articles


def test_health_data_are_agreed_only_where_the_service_needs_them(
    cast: Cast, make_case: MakeCase, case: Case, agree: Agree
) -> None:
    made = agree(case, categories=["functional_capacity"])
    assert made.categories == ["functional_capacity"]
    assessment = make_case(service="assessment")
    with pytest.raises(Refused):
        agree(assessment, categories=["functional_capacity"], kinds=["assessment"])


@pytest.mark.article("6.agreement")
def test_a_new_version_replaces_and_must_be_told_again(cast: Cast, case: Case, agree: Agree) -> None:
    first = agree(case)
    second = agree(case, told=False, every_weeks=4)
    with acting(cast.coach.person):
        assert [each.version for each in versions(case.engagement)] == [2, 1]
        assert current_agreement(case.engagement) == second
        kept = ReportingAgreement.objects.get(id=first.id)
        tasks = Task.objects.filter(dossier=case.dossier, kind="tell_reporting", done_at__isnull=True)
        assert [task.subject for task in tasks] == [second.id]
    assert (kept.every_weeks, kept.told_at is not None, second.told_at) == (6, True, None)


def test_two_at_once_cannot_make_the_same_version(cast: Cast, case: Case, agree: Agree) -> None:
    made = agree(case)
    made.pk = None
    with pytest.raises(IntegrityError), acting(cast.coach.person):
        ReportingAgreement.objects.create(
            **{field.attname: getattr(made, field.attname) for field in made._meta.fields if field.name != "id"}
        )


def test_nothing_is_agreed_for_an_ended_engagement(cast: Cast, case: Case) -> None:
    with acting(cast.back_office.person) as actor:
        ended = end(engagement=case.engagement, outcome="stopped", by=actor, at=timezone.now())
        with pytest.raises(ValidationError):
            agree_reporting(
                engagement=ended, recipients=[case.contact], terms=reporting_terms(), by=actor, at=timezone.now()
            )


@pytest.mark.parametrize(
    ("first", "weeks", "after", "expected"),
    [
        (date(2026, 3, 2), 6, date(2026, 2, 1), date(2026, 3, 2)),
        (date(2026, 3, 2), 6, date(2026, 3, 2), date(2026, 4, 13)),
        (date(2026, 3, 2), 6, date(2026, 4, 12), date(2026, 4, 13)),
        (date(2026, 3, 2), None, date(2026, 3, 2), None),
    ],
)
def test_the_next_report_is_counted_from_the_first(
    first: date, weeks: int | None, after: date, expected: date | None
) -> None:
    assert next_report_on(ReportingAgreement(first_on=first, every_weeks=weeks), after) == expected


@pytest.mark.article("6.agreement")
def test_another_coach_sees_and_agrees_nothing(cast: Cast, case: Case, agree: Agree, browse: Browse) -> None:
    made = agree(case)
    with acting(cast.other_coach.person):
        assert not ReportingAgreement.objects.filter(id=made.id).exists()
    where = [case.dossier.id, case.engagement.id]
    browser = browse(cast.other_coach)
    assert browser.get(reverse("reporting:show", args=where)).status_code == 404
    assert browser.post(reverse("reporting:new", args=where), {}).status_code == 404


@pytest.mark.article("6.agreement")
def test_the_page_records_what_was_agreed(cast: Cast, case: Case, browse: Browse) -> None:
    browser = browse(cast.coach)
    address = reverse("reporting:new", args=[case.dossier.id, case.engagement.id])
    page = browser.get(address).content.decode()
    assert case.contact.name in page
    filled = {
        "recipients": [str(case.contact.id)], "categories": ["attendance", "advice"], "kinds": ["progress"],
        "form": "written", "purpose": "Zicht op de voortgang", "every_weeks": "6",
        "first_on": (timezone.localdate() + timedelta(weeks=6)).isoformat(),
        "agreed_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    assert "id_purpose_error" in browser.post(address, filled | {"purpose": ""}).content.decode()
    answer = browser.post(address, filled, follow=True).content.decode()
    assert "Zicht op de voortgang" in answer
    again = browser.get(address).content.decode()
    assert "Zicht op de voortgang" in again, "the version in force is the first filling of the next"
