"""Phases move, but not past the intake with data missing (2.registration); ending closes the dossiers (6.need)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import DossierPurpose, Grant, Task
from inzage.access.versions import policy
from inzage.clients.registration.models import Client
from inzage.law.decisions.decision import Refused
from inzage.work.conftest import Case
from inzage.work.engagements.actions import assign, end, move
from inzage.work.engagements.facts import engagements_of, open_tasks, whose_turn
from tests.kit.fixtures import Browse, Cast


def test_the_coach_moves_to_any_phase_and_back(cast: Cast, case: Case) -> None:
    for phase in ("plan", "aftercare", "execution"):
        with acting(cast.coach.person) as actor:
            assert move(engagement=case.engagement, phase=phase, by=actor, at=timezone.now()).phase == phase


@pytest.mark.article("2.registration")
def test_missing_data_keep_it_in_the_intake(cast: Cast, make_case: object, make_client: object) -> None:
    case: Case = make_case(service="assessment")  # type: ignore[operator]
    with acting(cast.back_office.person) as actor:
        Task.objects.create(
            kind="missing_data", article="2.registration", dossier=case.dossier, office_id=case.dossier.office_id,
            due=timezone.localdate(), person=cast.coach.person, opened_at=timezone.now(), opened_by=actor.person,
        )  # fmt: skip
    with pytest.raises(Refused) as refused, acting(cast.coach.person) as actor:
        move(engagement=case.engagement, phase="plan", by=actor, at=timezone.now())
    assert "2.registration" in refused.value.decision.articles
    with acting(cast.coach.person) as actor:
        assert move(engagement=case.engagement, phase="intake", by=actor, at=timezone.now()).phase == "intake"


@pytest.mark.article("6.need")
def test_ending_closes_the_dossiers_and_what_was_owed(cast: Cast, case: Case) -> None:
    with acting(cast.back_office.person) as actor:
        ended = end(engagement=case.engagement, outcome="placed", by=actor, at=timezone.now())
        assert (ended.outcome, ended.ended_on) == ("placed", timezone.localdate())
        assert not open_tasks(case.dossier.id).filter(kind="tell_reporting")
        assert whose_turn(ended).who == "nobody"
        grants = Grant.objects.filter(cause=ended.pk, person=cast.coach.person)
        closes = policy().grants.after_engagement.last_day(timezone.localdate())
        assert {timezone.localdate(each.valid_until) for each in grants} == {closes}
        assert grants.count() == 2
        carried = DossierPurpose.objects.filter(subject=ended.pk)
        assert {timezone.localdate(each.until) for each in carried} == {closes}
        assert carried.count() == len(case.agreement.purposes)
    with acting(cast.coach.person):
        assert Client.objects.filter(dossier=case.dossier).exists(), "the last report can be finished"


def test_access_given_for_less_long_does_not_get_longer_by_the_end(cast: Cast, case: Case) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with acting(cast.back_office.person) as actor:
        at = timezone.now()
        other = assign(
            engagement=case.engagement, person=cast.other_coach.person, role="coach", until=tomorrow, by=actor, at=at
        )
        end(engagement=case.engagement, outcome="placed", by=actor, at=at)
    with acting(cast.back_office.person):
        assert timezone.localdate(Grant.objects.get(pk=other.grant).valid_until) == tomorrow
        other.refresh_from_db()
        assert other.until_on == tomorrow


def test_an_ended_engagement_stays_as_it_is(cast: Cast, case: Case) -> None:
    with acting(cast.back_office.person) as actor:
        ended = end(engagement=case.engagement, outcome="stopped", by=actor, at=timezone.now())
    for verb in (
        lambda actor: end(engagement=ended, outcome="placed", by=actor, at=timezone.now()),
        lambda actor: move(engagement=ended, phase="plan", by=actor, at=timezone.now()),
        lambda actor: assign(engagement=ended, person=cast.coach.person, role="coach", by=actor, at=timezone.now()),
    ):
        with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
            verb(actor)


def test_it_cannot_end_before_it_began(cast: Cast, case: Case) -> None:
    before = case.engagement.started_on - timedelta(days=1)
    with pytest.raises(ValidationError) as wrong, acting(cast.back_office.person) as actor:
        end(engagement=case.engagement, outcome="stopped", ended_on=before, by=actor, at=timezone.now())
    assert "ended_on" in wrong.value.message_dict


def test_the_pages_move_and_end(cast: Cast, case: Case, browse: Browse) -> None:
    where = [case.dossier.id, case.engagement.id]
    coach = browse(cast.coach)
    assert coach.post(reverse("engagements:phase", args=where), {"phase": "plan"}, follow=True).status_code == 200
    assert coach.post(reverse("engagements:phase", args=where), {"phase": "nonsense"}).status_code == 302
    assert coach.get(reverse("closing:end", args=where)).status_code == 403
    office = browse(cast.back_office)
    assert office.get(reverse("closing:end", args=where)).status_code == 200
    today = timezone.localdate().isoformat()
    form = {"outcome": "placed", "ended_on": today, "gaps_reason": "Geplaatst voor het plan klaar was"}
    answer = office.post(reverse("closing:end", args=where), form, follow=True)
    assert answer.status_code == 200
    with acting(cast.back_office.person):
        kept = engagements_of(case.dossier.id).get()
    assert (kept.phase, kept.outcome) == ("plan", "placed")
