"""Each event says in which role its actor stood there at that moment; the gate looks it up and believes nobody."""

from uuid import UUID

import pytest
from django.db import ProgrammingError

from inzage.access.grants.actions import end
from inzage.access.identity import acting
from inzage.access.ledger.actions import record, record_all
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier, Grant, LedgerEvent
from inzage.access.openings.actions import open_dossier
from inzage.access.people import actions as people
from inzage.access.services import MAILER
from inzage.front.processes.environment import Role
from tests.kit.fixtures import Cast, MakeDossier, Member, Now, process

pytestmark = [pytest.mark.article("11.security"), pytest.mark.article("6.need")]


def standing(member: Member, dossier: Dossier | None) -> tuple[str, str]:
    """Role and rule of an event that this member writes."""
    with acting(member.person) as actor:
        record(Kind.LOG_READ, by=actor, dossier=dossier.pk if dossier else None)
        event = LedgerEvent.objects.filter(actor=member.person).latest("id")
    assert event.on_behalf_of is None
    return event.role, event.rule


def turned_away(member: Member, dossier: Dossier) -> tuple[str, str]:
    """Role and rule of the line that a denied opening leaves."""
    opening = open_dossier(person=member.person, dossier=dossier.pk, parts=("card",), purpose="3.c")
    assert opening.status == "no_need"
    with acting(member.person):
        event = LedgerEvent.objects.filter(actor=member.person, kind="dossier.denied").latest("id")
    return event.role, event.rule


def test_who_is_assigned_stands_there_by_the_grant(cast: Cast, make_dossier: MakeDossier) -> None:
    assert standing(cast.coach, make_dossier(coach=cast.coach)) == ("coach", "assigned")


def test_who_sees_it_bureau_wide_stands_there_by_the_office(cast: Cast, make_dossier: MakeDossier) -> None:
    dossier = make_dossier(coach=cast.coach)
    assert standing(cast.back_office, dossier) == ("back_office", "office")
    assert turned_away(cast.other_coach, dossier) == ("coach", "")


def test_without_a_dossier_it_is_all_that_one_is(cast: Cast) -> None:
    assert standing(cast.privacy_officer, None) == ("privacy_officer", "")
    assert standing(cast.manager, None) == ("administrator,manager", "")


def test_a_role_of_then_stays_on_the_line_of_then(cast: Cast, make_dossier: MakeDossier, now: Now) -> None:
    dossier = make_dossier(coach=cast.coach)
    assert standing(cast.coach, dossier) == ("coach", "assigned")
    with acting(cast.back_office.person) as actor:
        grant = Grant.objects.get(dossier=dossier, person=cast.coach.person)
        end(grant=grant.pk, by=actor, at=now())
    assert turned_away(cast.coach, dossier) == ("coach", "")
    with acting(cast.coach.person):
        first = LedgerEvent.objects.filter(actor=cast.coach.person, dossier=dossier.pk, kind="log.read").earliest("id")
    assert (first.role, first.rule) == ("coach", "assigned")


def test_many_at_once_have_it_as_well(cast: Cast, make_dossier: MakeDossier) -> None:
    own, other = make_dossier(coach=cast.coach), make_dossier(coach=cast.coach)
    with acting(cast.coach.person) as actor:
        record_all(Kind.LOG_READ, dossiers=[own.pk, other.pk], by=actor)
        found = LedgerEvent.objects.filter(dossier__in=[own.pk, other.pk], kind="log.read")
        assert dict(found.values_list("dossier", "rule")) == {own.pk: "assigned", other.pk: "assigned"}


def test_whoever_leaves_was_somebody_then(cast: Cast, now: Now) -> None:
    with acting(cast.manager.person) as actor:
        person = people.add_colleague(name="Tijdelijk", office=cast.office, roles=["coach"], by=actor, at=now())
    with acting(person) as actor:
        people.sign_declaration(by=actor, on=now().date(), at=now())
        event = LedgerEvent.objects.get(actor=person, kind="declaration.recorded")
    assert event.role == "coach"


def test_a_service_says_whose_act_it_carries_out(cast: Cast, make_dossier: MakeDossier) -> None:
    dossier = make_dossier()
    with process(Role.WORKER), acting(MAILER.person) as actor:
        record(Kind.MESSAGE_SENT, by=actor, dossier=dossier.pk, on_behalf_of=cast.coach.person)
        event = LedgerEvent.objects.get(dossier=dossier.pk, kind="message.sent")
    assert (event.role, event.rule, event.on_behalf_of) == ("service", "", cast.coach.person)


@pytest.mark.parametrize("whom", ["other", "self"])
def test_a_colleague_acts_on_behalf_of_nobody(cast: Cast, whom: str) -> None:
    for_whom: UUID = cast.coach.person if whom == "other" else cast.manager.person
    with (
        pytest.raises(ProgrammingError, match="only a service acts on behalf of somebody"),
        acting(cast.manager.person) as actor,
    ):
        record(Kind.MESSAGE_SENT, by=actor, on_behalf_of=for_whom)
