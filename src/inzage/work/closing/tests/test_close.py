"""Closing: the check-list is computed from the dossier, gaps need a reason, and what is owed afterwards is a task."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Grant, Task
from inzage.access.versions import policy
from inzage.clients.registration.actions import record_notice
from inzage.law.decisions.decision import Refused
from inzage.work.clientagreements.actions import publish_template, record_agreement, write_template
from inzage.work.closing.actions import Ending, close, finish_aftercare, record_invitation
from inzage.work.closing.checklist import PROOFS, check, gaps
from inzage.work.closing.facts import closing_of, invitation_of
from inzage.work.closing.models import Closing
from inzage.work.conftest import Agree, Case, MakeCase, note
from inzage.work.engagements.facts import engagement as engagement_of
from inzage.work.engagements.models import Engagement
from inzage.work.plans.actions import record_seen, write_goal
from tests.kit.fixtures import Browse, Cast, Opened

PARTS = ("card", "agreements", "reports")


def _missing(cast: Cast, case: Case) -> frozenset[str]:
    with acting(cast.coach.person):
        return gaps(check(case.engagement, timezone.localdate()))


def _close(cast: Cast, opened: Opened, case: Case, **said: Any) -> Closing:
    opened(cast.back_office, case.dossier.id, parts=PARTS)
    usual: dict[str, Any] = {
        "outcome": "placed", "ended_on": timezone.localdate(), "gaps_reason": "Eerder geplaatst dan gedacht",
    }  # fmt: skip
    with acting(cast.back_office.person) as actor:
        return close(engagement=case.engagement, ending=Ending(**(usual | said)), by=actor, at=timezone.now())


def _ended(case: Case) -> Engagement:
    found = engagement_of(case.dossier.id, case.engagement.id)
    assert found
    return found


@pytest.mark.article("6.dossier")
def test_each_line_is_missing_until_the_dossier_proves_it(cast: Cast, case: Case, agree: Agree, opened: Opened) -> None:
    opened(cast.coach, case.dossier.id, parts=(*PARTS, "notes"))
    assert _missing(cast, case) == set(PROOFS)
    at = timezone.now()
    with acting(cast.back_office.person) as actor:
        record_notice(dossier=case.dossier, kind="avg14", version="Model 1", channel="handed", by=actor, at=at)
        draft = write_template(title="Afspraken", text="Tekst", secrecy="Geheim", by=actor, at=at)
        publish_template(template=draft, by=actor, at=at)
    assert "notice" not in _missing(cast, case)
    with acting(cast.coach.person) as actor:
        record_agreement(
            engagement=case.engagement, how="handed", agreed_on=at.date(), complaints_handed=False, by=actor, at=at
        )
    assert {"complaints"} == _missing(cast, case) & {"complaints", "agreement"}
    with acting(cast.coach.person) as actor:
        record_agreement(
            engagement=case.engagement, how="signed", agreed_on=at.date(), complaints_handed=True, by=actor, at=at
        )
        write_goal(engagement=case.engagement, words="Ik wil weer aan het werk.", by=actor, at=at)
        record_seen(engagement=case.engagement, seen_on=at.date(), how="paper", by=actor, at=at)
    agree(case, told=False)
    assert {"reporting"} == _missing(cast, case) & {"complaints", "plan", "reporting"}
    agree(case)
    note(cast, case, "Eerste gesprek.")
    assert _missing(cast, case) == {"final_report"}


def test_a_report_that_is_overdue_is_a_gap(cast: Cast, case: Case, agree: Agree, opened: Opened) -> None:
    opened(cast.coach, case.dossier.id, parts=PARTS)
    agree(case)
    assert "progress" not in _missing(cast, case)
    with acting(cast.coach.person):
        later = timezone.localdate() + timedelta(weeks=7)
        assert "progress" in gaps(check(case.engagement, later))


def test_a_service_is_asked_only_what_its_course_has(cast: Cast, make_case: MakeCase, opened: Opened) -> None:
    case = make_case(service="assessment")
    opened(cast.coach, case.dossier.id, parts=PARTS)
    assert "plan" not in _missing(cast, case)


@pytest.mark.article("6.dossier")
def test_with_gaps_it_ends_only_with_a_reason(cast: Cast, case: Case, opened: Opened) -> None:
    with pytest.raises(Refused) as refused:
        _close(cast, opened, case, gaps_reason="  ")
    assert refused.value.decision.articles == ("6.dossier",)
    closing = _close(cast, opened, case)
    assert closing.gaps == sorted(PROOFS)
    assert closing.gaps_reason == "Eerder geplaatst dan gedacht"


@pytest.mark.article("3.c")
def test_breaking_off_has_a_reason_of_the_policy(cast: Cast, case: Case, opened: Opened) -> None:
    for wrong in ({"outcome": "stopped"}, {"outcome": "goal_reached"}, {"reason": "moved"}):
        with pytest.raises(Refused) as refused:
            _close(cast, opened, case, **wrong)
        assert refused.value.decision.articles == ("3.c",)
    assert _close(cast, opened, case, outcome="stopped", reason="no_contact").reason == "no_contact"


def test_impossible_days_are_refused(cast: Cast, case: Case, opened: Opened) -> None:
    today = timezone.localdate()
    days: tuple[tuple[str, date], ...] = (
        ("ended_on", today + timedelta(days=1)),
        ("followed_until", today - timedelta(days=1)),
    )
    for field, day in days:
        with pytest.raises(ValidationError) as wrong:
            _close(cast, opened, case, **{field: day})
        assert field in wrong.value.message_dict


@pytest.mark.article("6.need")
def test_aftercare_keeps_the_dossier_open_as_long_and_is_a_task(cast: Cast, case: Case, opened: Opened) -> None:
    until = timezone.localdate() + timedelta(days=90)
    _close(cast, opened, case, followed_until=until)
    with acting(cast.coach.person) as actor:
        task = Task.objects.get(dossier=case.dossier, kind="aftercare_due")
        assert (task.due, task.person) == (until, cast.coach.person)
        closes = policy().grants.after_engagement.last_day(until)
        grants = Grant.objects.filter(cause=case.engagement.id, person=cast.coach.person)
        assert {timezone.localdate(each.valid_until) for each in grants} == {closes}
        assert finish_aftercare(engagement=_ended(case), by=actor, at=timezone.now()) == 1
        assert finish_aftercare(engagement=_ended(case), by=actor, at=timezone.now()) == 0


@pytest.mark.article("3.e")
def test_those_who_broke_off_are_asked_too_and_once(cast: Cast, case: Case, opened: Opened) -> None:
    today = timezone.localdate()
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        record_invitation(engagement=case.engagement, invited_on=today, how="email", by=actor, at=timezone.now())
    _close(cast, opened, case, outcome="stopped", reason="client_stopped")
    with acting(cast.back_office.person) as actor:
        task = Task.objects.get(dossier=case.dossier, kind="satisfaction_due")
        assert task.queue == f"back_office@{cast.office}"
        record_invitation(engagement=_ended(case), invited_on=today, how="email", by=actor, at=timezone.now())
        task.refresh_from_db()
        assert task.done_at is not None
    for day in (today, today + timedelta(days=1)):
        with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
            record_invitation(engagement=_ended(case), invited_on=day, how="email", by=actor, at=timezone.now())


@pytest.mark.article("3.c")
def test_the_pages_check_end_follow_and_ask(cast: Cast, case: Case, browse: Browse) -> None:
    where, coach, office = [case.dossier.id, case.engagement.id], browse(cast.coach), browse(cast.back_office)
    page, english = reverse("closing:check", args=where), {"Accept-Language": "en"}
    text = coach.get(page, headers=english).content.decode()
    assert "lines are missing" in text
    assert reverse("plans:show", args=where) in text
    assert reverse("plans:show", args=where) not in office.get(page).content.decode(), "no link that is closed"
    end = reverse("closing:end", args=where)
    assert coach.get(end).status_code == 403
    today = timezone.localdate()
    until = (today + timedelta(days=30)).isoformat()
    form = {"outcome": "placed", "ended_on": today.isoformat(), "followed_until": until}
    refused = office.post(end, form | {"gaps_reason": ""}, headers=english)
    assert refused.status_code == 403
    assert "check-list" in refused.content.decode()
    assert office.post(end, form | {"gaps_reason": "Snel geplaatst"}).status_code == 302
    assert "Snel geplaatst" in office.get(page).content.decode()
    assert coach.post(reverse("closing:aftercare", args=where)).status_code == 302
    ask = reverse("closing:invitation", args=where)
    assert office.get(ask).status_code == 200
    assert office.post(ask, {"invited_on": "x", "how": "email"}).status_code == 200
    assert office.post(ask, {"invited_on": today.isoformat(), "how": "email"}).status_code == 302
    with acting(cast.back_office.person):
        ended = _ended(case)
        assert closing_of(ended)
        assert invitation_of(ended)


def test_somebody_elses_client_is_not_there(cast: Cast, case: Case, browse: Browse) -> None:
    where = reverse("closing:check", args=[case.dossier.id, case.engagement.id])
    assert browse(cast.other_coach).get(where).status_code == 404
