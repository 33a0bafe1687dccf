"""Nothing opens before the declaration is signed and the current regulation acknowledged; leaving ends everything."""

from uuid import UUID

import pytest
from django.db.utils import DataError, ProgrammingError

from inzage.access.grants.actions import give
from inzage.access.identity import acting as act
from inzage.access.models import Dossier, PersonRole
from inzage.access.openings.actions import open_dossier
from inzage.access.people import actions as people
from inzage.access.versions.current import current_version
from tests.kit.fixtures import Acting, Cast, MakeDossier, Now


@pytest.fixture
def newcomer(cast: Cast, acting: Acting, now: Now) -> UUID:
    """A coach on the first day: a role, and nothing signed."""
    with acting(cast.manager) as actor:
        person = people.add_staff(name="Nieuwe Coach", office=cast.office, by=actor, at=now())
        people.give_role(person=person, office=cast.office, role="coach", by=actor, at=now())
    return person


def _status(person: UUID, dossier: Dossier) -> str:
    return open_dossier(person=person, dossier=dossier.pk, parts=("notes",), purpose="3.c").status


@pytest.mark.article("1.confidentiality")
def test_declaration_and_acknowledgement_come_first(
    newcomer: UUID, cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now
) -> None:
    """Oracle 8."""
    dossier = make_dossier()
    with acting(cast.back_office) as actor:
        give(
            person=newcomer,
            dossier=dossier,
            role="coach",
            relation="assigned",
            reason="as long as the work lasts",
            until=None,
            by=actor,
            at=now(),
        )
    with act(newcomer) as actor:
        assert actor.missing == ("declaration", "acknowledgement")
        assert not Dossier.objects.filter(pk=dossier.pk).exists()
        people.sign_declaration(by=actor, on=now().date(), at=now())
    assert _status(newcomer, dossier) == "not_cleared"
    with act(newcomer) as actor:
        assert actor.missing == ("acknowledgement",)
        version = current_version()
        assert version is not None
        people.acknowledge(version=version, by=actor, at=now())
    assert _status(newcomer, dossier) == "open"


@pytest.mark.article("1.confidentiality")
def test_nobody_signs_for_another(newcomer: UUID, cast: Cast, acting: Acting, now: Now) -> None:
    with acting(cast.coach) as actor, pytest.raises(ProgrammingError, match="row-level security"):
        people.record_paper_declaration(person=newcomer, reference="kast 3", on=now().date(), by=actor, at=now())


@pytest.mark.article("1.confidentiality")
def test_manager_records_a_paper_declaration(newcomer: UUID, cast: Cast, acting: Acting, now: Now) -> None:
    with acting(cast.manager) as actor:
        people.record_paper_declaration(person=newcomer, reference="kast 3", on=now().date(), by=actor, at=now())
    with act(newcomer) as actor:
        assert actor.missing == ("acknowledgement",)


@pytest.mark.article("6.need")
def test_only_a_manager_gives_roles(newcomer: UUID, cast: Cast, acting: Acting, now: Now) -> None:
    with acting(cast.coach) as actor, pytest.raises(ProgrammingError, match="only a manager"):
        people.give_role(person=cast.coach.person, office=cast.office, role="manager", by=actor, at=now())


@pytest.mark.article("6.need")
def test_unknown_role_is_refused(newcomer: UUID, cast: Cast, acting: Acting, now: Now) -> None:
    with acting(cast.manager) as actor, pytest.raises(DataError, match="no such role"):
        people.give_role(person=newcomer, office=cast.office, role="tovenaar", by=actor, at=now())


@pytest.mark.article("6.need")
def test_leaving_ends_everything(newcomer: UUID, cast: Cast, acting: Acting, now: Now) -> None:
    login = people.make_login(person=newcomer, kind="staff", email=f"{newcomer}@bureau.test", password=None)
    with acting(cast.manager) as actor:
        people.leave(person=newcomer, by=actor, at=now())
    with acting(cast.manager):
        assert not PersonRole.objects.filter(person=newcomer, ended_at=None).exists()
    login.refresh_from_db()
    assert not login.is_active
    with pytest.raises(ProgrammingError, match="does not work here"), act(newcomer):
        pass


def test_the_bureau_is_founded_once(cast: Cast) -> None:
    with pytest.raises(ProgrammingError, match="founded already"):
        people.found_bureau(office="Tweede", manager="Indringer")
