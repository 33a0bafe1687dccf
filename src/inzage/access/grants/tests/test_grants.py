"""Access is given by whoever may, to whoever holds the role, for the parts of that role; and it ends."""

from datetime import timedelta

import pytest
from django.db.utils import DataError, ProgrammingError

from inzage.access.grants.actions import end, give
from inzage.access.models import Dossier, Grant
from tests.kit.fixtures import Acting, Cast, MakeDossier, Member, Now

pytestmark = pytest.mark.article("6.need")


def _give(to: Member, dossier: Dossier, by: Member, acting: Acting, now: Now, role: str = "coach") -> None:
    with acting(by) as actor:
        give(
            person=to.person,
            dossier=dossier,
            role=role,
            relation="assigned",
            reason="as long as the work lasts",
            until=now().date() + timedelta(days=1),
            by=actor,
            at=now(),
        )


def _sees(member: Member, dossier: Dossier, acting: Acting) -> bool:
    with acting(member):
        return Dossier.objects.filter(pk=dossier.pk).exists()


@pytest.mark.parametrize("giver", ["manager", "back_office", "team_leader"])
def test_who_may_give(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now, giver: str) -> None:
    dossier = make_dossier()
    assert not _sees(cast.coach, dossier, acting)
    _give(cast.coach, dossier, getattr(cast, giver), acting, now)
    assert _sees(cast.coach, dossier, acting)


@pytest.mark.parametrize("giver", ["coach", "other_coach", "privacy_officer", "account_manager", "psychologist"])
def test_who_may_not_give(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now, giver: str) -> None:
    dossier = make_dossier()
    with pytest.raises(ProgrammingError, match="no right to give"):
        _give(cast.coach, dossier, getattr(cast, giver), acting, now)
    assert not _sees(cast.coach, dossier, acting)


def test_only_to_whoever_holds_the_role(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now) -> None:
    dossier = make_dossier()
    with pytest.raises(DataError, match="does not hold the role"):
        _give(cast.coach, dossier, cast.manager, acting, now, role="psychologist")


def test_an_ended_grant_shows_nothing(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now) -> None:
    dossier = make_dossier(coach=cast.coach)
    assert _sees(cast.coach, dossier, acting)
    with acting(cast.back_office) as actor:
        grant = Grant.objects.get(dossier=dossier, person=cast.coach.person)
        end(grant=grant.pk, by=actor, at=now())
    assert not _sees(cast.coach, dossier, acting)
