"""Assigning opens both dossiers to a colleague; taking off closes them at once (articles 6.need and 5.need)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.access.openings.actions import open_dossier
from inzage.clients.registration.models import Client
from inzage.sponsors.relations.facts import contacts_of
from inzage.work.conftest import Case, MakeCase
from inzage.work.engagements.actions import assign, withdraw
from inzage.work.engagements.facts import assigned, candidates, whose_turn
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("6.need")
@pytest.mark.article("5.need")
def test_the_coach_sees_the_client_and_the_sponsors_contacts(cast: Cast, case: Case) -> None:
    with acting(cast.coach.person):
        assert Client.objects.filter(dossier=case.dossier).exists()
        assert list(contacts_of(case.sponsor.dossier_id)) == [case.contact]
        assert whose_turn(case.engagement).what == "tell_reporting"
    with acting(cast.other_coach.person):
        assert not Client.objects.filter(dossier=case.dossier).exists()
        assert not contacts_of(case.sponsor.dossier_id)


@pytest.mark.article("6.agreement")
def test_the_first_one_assigned_is_to_agree_and_tell_what_is_reported(cast: Cast, case: Case) -> None:
    with acting(cast.coach.person):
        task = Task.objects.get(dossier=case.dossier, kind="tell_reporting")
    assert (task.article, task.person, task.subject) == ("6.agreement", cast.coach.person, case.engagement.id)


def test_a_role_that_one_does_not_hold_is_refused_by_the_gate(cast: Cast, case: Case) -> None:
    with pytest.raises(DataError), acting(cast.back_office.person) as actor:
        assign(engagement=case.engagement, person=cast.coach.person, role="psychologist", by=actor, at=timezone.now())


@pytest.mark.article("6.need")
def test_a_coach_cannot_assign(cast: Cast, case: Case, browse: Browse) -> None:
    with pytest.raises(ProgrammingError), acting(cast.coach.person) as actor:
        assign(engagement=case.engagement, person=cast.other_coach.person, role="coach", by=actor, at=timezone.now())
    address = reverse("engagements:assign", args=[case.dossier.id, case.engagement.id])
    assert browse(cast.coach).get(address).status_code == 403


def test_nobody_is_assigned_twice_in_a_role(cast: Cast, case: Case) -> None:
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        assign(engagement=case.engagement, person=cast.coach.person, role="coach", by=actor, at=timezone.now())


def test_the_last_day_of_an_assignment_has_not_passed(cast: Cast, make_case: MakeCase) -> None:
    case = make_case(assigned=False)
    today = timezone.localdate()
    with pytest.raises(ValidationError) as wrong, acting(cast.back_office.person) as actor:
        assign(
            engagement=case.engagement, person=cast.coach.person, role="coach", until=today - timedelta(days=1),
            by=actor, at=timezone.now(),
        )  # fmt: skip
    assert "until" in wrong.value.message_dict
    with acting(cast.back_office.person) as actor:
        at = timezone.now()
        made = assign(engagement=case.engagement, person=cast.coach.person, role="coach", until=today, by=actor, at=at)
    assert made.until_on == today
    with acting(cast.coach.person):
        assert Client.objects.filter(dossier=case.dossier).exists(), "the last day counts"


def test_only_those_who_do_the_work_can_be_chosen(cast: Cast) -> None:
    with acting(cast.back_office.person):
        people = {(held.person_id, held.role) for held in candidates(cast.office)}
    assert (cast.coach.person, "coach") in people
    assert (cast.psychologist.person, "psychologist") in people
    assert cast.complaint_officer.person not in {person for person, _role in people}


@pytest.mark.article("6.need")
def test_taking_off_closes_both_dossiers_at_once(cast: Cast, case: Case) -> None:
    with acting(cast.back_office.person) as actor:
        (assignment,) = assigned(case.engagement)
        withdraw(assignment=assignment, by=actor, at=timezone.now())
        withdraw(assignment=assignment, by=actor, at=timezone.now())
        assert not assigned(case.engagement)
        assert LedgerEvent.objects.filter(kind="grant.ended", dossier=case.dossier.id).count() in {0, 1}
    with acting(cast.coach.person):
        assert not Client.objects.filter(dossier=case.dossier).exists()
        assert not contacts_of(case.sponsor.dossier_id)
    opening = open_dossier(person=cast.coach.person, dossier=case.dossier.id, parts=("card",), purpose="3.c")
    assert opening.status == "no_need"


@pytest.mark.article("6.need")
def test_the_pages_assign_and_take_off(cast: Cast, make_case: MakeCase, browse: Browse) -> None:
    case = make_case(assigned=False)
    browser = browse(cast.team_leader)
    address = reverse("engagements:assign", args=[case.dossier.id, case.engagement.id])
    assert "Test coach" in browser.get(address).content.decode()
    answer = browser.post(address, {"colleague": f"{cast.coach.person}:coach"}, follow=True)
    assert "Test coach" in answer.content.decode()
    with acting(cast.team_leader.person):
        (assignment,) = assigned(case.engagement)
    off = reverse("engagements:withdraw", args=[case.dossier.id, case.engagement.id, assignment.id])
    assert browser.post(off, follow=True).status_code == 200
    with acting(cast.team_leader.person):
        assert not assigned(case.engagement)
