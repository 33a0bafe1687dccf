"""No access without an end or a reason to have none; what is no assignment ends within the policy's term."""

from datetime import date, timedelta

import pytest
from django.db import connections
from django.db.utils import DataError, ProgrammingError
from django.utils import timezone

from inzage.access.grants.actions import end, give
from inzage.access.models import Dossier, Grant
from inzage.access.openings.actions import open_dossier
from inzage.access.people.actions import end_role_everywhere, give_role
from inzage.access.standins.actions import stand_in
from tests.kit.fixtures import Acting, Cast, MakeDossier, Member, Opened

pytestmark = pytest.mark.article("6.need")


def _give(acting: Acting, by: Member, dossier: Dossier, to: Member, **said: object) -> None:
    usual: dict[str, object] = {"role": "coach", "relation": "assigned", "reason": "", "until": timezone.localdate()}
    with acting(by) as actor:
        give(person=to.person, dossier=dossier, by=actor, at=timezone.now(), **(usual | said))  # type: ignore[arg-type]


def test_without_an_end_there_is_a_reason(cast: Cast, make_dossier: MakeDossier, acting: Acting) -> None:
    dossier = make_dossier()
    with pytest.raises(DataError, match="has a reason"):
        _give(acting, cast.back_office, dossier, cast.coach, until=None)
    _give(acting, cast.back_office, dossier, cast.coach, until=None, reason="the engagement runs")
    _give(acting, cast.back_office, dossier, cast.other_coach)


def test_the_table_too_wants_an_end_or_a_reason(cast: Cast, database: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select 1 from pg_constraint where conname = 'access_grant_end_or_reason'")
        assert cursor.fetchone()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"until": None, "reason": "x"}, "last less long"),
        ({"until": timezone.localdate() + timedelta(days=60), "reason": "x"}, "last less long"),
        ({"reason": " "}, "has a reason"),
        ({"reason": "x", "parts": ["bsn"]}, "does not give these parts"),
        ({"reason": "x", "parts": []}, "does not give these parts"),
        ({"reason": "x", "relation": "stand_in", "parts": ["card"]}, "does not give these parts"),
        ({"reason": "x", "relation": "friendship", "parts": ["card"]}, "does not give these parts"),
    ],
)
def test_an_exception_has_a_reason_an_end_in_time_and_parts_of_the_policy(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, said: dict[str, object], message: str
) -> None:
    with pytest.raises(DataError, match=message):
        _give(acting, cast.team_leader, make_dossier(), cast.coach, **({"relation": "exception"} | said))


def test_an_exception_is_decided_by_another_with_that_power(
    cast: Cast, make_dossier: MakeDossier, acting: Acting
) -> None:
    for by, to, role in (
        (cast.back_office, cast.coach, "coach"),
        (cast.team_leader, cast.team_leader, "team_leader"),
    ):
        with pytest.raises(ProgrammingError, match="no right to give"):
            _give(acting, by, make_dossier(), to, role=role, relation="exception", reason="x")


def test_an_exception_shows_health_and_an_assignment_does_not(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, opened: Opened
) -> None:
    dossier = make_dossier(coach=cast.coach)
    assert not _may_open(cast.coach, dossier, "health")
    _give(acting, cast.team_leader, dossier, cast.coach, relation="exception", reason="the client asks it")
    assert _may_open(cast.coach, dossier, "health")


def _may_open(member: Member, dossier: Dossier, part: str) -> bool:
    return open_dossier(person=member.person, dossier=dossier.pk, parts=(part,), purpose="3.c").is_open


def test_access_given_in_a_role_ends_with_the_role_and_does_not_come_back(
    cast: Cast, make_dossier: MakeDossier, acting: Acting
) -> None:
    dossier = make_dossier(coach=cast.other_coach)
    with acting(cast.manager) as actor:
        end_role_everywhere(person=cast.other_coach.person, role="coach", by=actor, at=timezone.now())
    try:
        with acting(cast.other_coach):
            assert not Dossier.objects.filter(pk=dossier.pk).exists()
    finally:
        with acting(cast.manager) as actor:
            give_role(person=cast.other_coach.person, office=cast.office, role="coach", by=actor, at=timezone.now())
    with acting(cast.other_coach):
        assert not Dossier.objects.filter(pk=dossier.pk).exists()


def test_a_stand_in_loses_what_the_colleague_loses(cast: Cast, make_dossier: MakeDossier, acting: Acting) -> None:
    dossier, today = make_dossier(coach=cast.coach), timezone.localdate()
    _stand_in(acting, cast, today)
    with acting(cast.other_coach):
        assert Dossier.objects.filter(pk=dossier.pk).exists()
    with acting(cast.back_office) as actor:
        grant = Grant.objects.get(dossier=dossier, person=cast.coach.person)
        end(grant=grant.pk, by=actor, at=timezone.now())
    with acting(cast.other_coach):
        assert not Dossier.objects.filter(pk=dossier.pk).exists()


def _stand_in(acting: Acting, cast: Cast, today: date) -> None:
    with acting(cast.team_leader) as actor:
        stand_in(
            absent=cast.coach.person,
            substitute=cast.other_coach.person,
            since=today,
            until=today,
            reason="holiday",
            by=actor,
            at=timezone.now(),
        )
