"""A manager adds colleagues, gives and ends roles, records what was signed on paper, and lets people leave."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from uuid import UUID, uuid4

import pytest
from django.db import DataError, connections
from django.test import Client
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.models import Declaration, Dossier, Grant, PersonRole, Session
from inzage.access.people import actions, facts
from inzage.access.people.tests.conftest import Newcomer
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import Cast, Member

Browse = Callable[[Member], Client]
Acting = Callable[[Member], AbstractContextManager[Actor]]


def roles(acting: Acting, who: Member, person: UUID) -> set[str]:
    """The roles a person holds now."""
    with acting(who):
        return set(PersonRole.objects.filter(person=person, ended_at=None).values_list("role", flat=True))


def test_the_list_says_who_still_owes_what(cast: Cast, newcomer: Newcomer, browse: Browse) -> None:
    person = newcomer("coach").person
    page = browse(cast.manager).get("/people/").content.decode()
    row = page[page.index(f"/people/{person}/") :]
    assert "Ontbreekt" in row[: row.index("</tr>")]


@pytest.mark.article("6.need")
@pytest.mark.parametrize("who", ["coach", "back_office", "team_leader", "privacy_officer"])
def test_others_than_managers_are_refused_with_the_article(cast: Cast, browse: Browse, who: str) -> None:
    answer = browse(getattr(cast, who)).get("/people/")
    assert answer.status_code == 403
    assert "Artikel 6" in answer.content.decode()


def test_a_role_is_given_and_ended(cast: Cast, newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    member, client = newcomer(), browse(cast.manager)
    client.post(f"/people/{member.person}/roles/", {"role": "team_leader"})
    assert roles(acting, cast.manager, member.person) == {"team_leader"}
    client.post(f"/people/{member.person}/roles/team_leader/end/")
    assert roles(acting, cast.manager, member.person) == set()


def test_an_unknown_role_is_named_as_wrong(cast: Cast, newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    member = newcomer()
    answer = browse(cast.manager).post(f"/people/{member.person}/roles/", {"role": "koning"})
    assert answer.status_code == 200
    assert 'href="#id_role"' in answer.content.decode()
    assert roles(acting, cast.manager, member.person) == set()


class Undo(Exception):  # noqa: N818  not an error: it takes the transaction of a test back
    """What a test did to the bureau's managers must not stay."""


def alone(actor: Actor, office: UUID) -> None:
    """Every other manager stops being one, in the running transaction."""
    others = PersonRole.objects.filter(role="manager", ended_at=None).exclude(person=actor.person)
    for person in list(others.values_list("person", flat=True)):
        actions.end_role(person=person, office=office, role="manager", by=actor, at=timezone.now())


def test_the_last_manager_stays(cast: Cast, acting: Acting) -> None:
    at = timezone.now()
    with suppress(Undo), acting(cast.manager) as actor:
        alone(actor, cast.office)
        with pytest.raises(Refused) as role:
            actions.end_role_everywhere(person=actor.person, role="manager", by=actor, at=at)
        with pytest.raises(Refused) as departure:
            actions.leave(person=actor.person, by=actor, at=at)
        assert "laatste manager" in role.value.decision.sentence.nl
        assert role.value.decision.articles == departure.value.decision.articles == ("6.need", "5.need")
        raise Undo


@pytest.mark.parametrize("statement", ["gate.end_role(%(who)s, %(office)s, 'manager')", "gate.leave(%(who)s)"])
def test_the_database_keeps_the_last_manager_too(cast: Cast, acting: Acting, statement: str) -> None:
    with suppress(Undo), acting(cast.manager) as actor, connections["default"].cursor() as cursor:
        alone(actor, cast.office)
        with pytest.raises(DataError, match="last manager"):
            cursor.execute(f"select {statement}", {"who": actor.person, "office": cast.office})
        raise Undo


def test_with_a_second_manager_the_role_can_end(cast: Cast, newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    second = newcomer("manager", cleared=True)
    answer = browse(cast.manager).post(f"/people/{second.person}/roles/manager/end/")
    assert answer.status_code == 302
    assert roles(acting, cast.manager, second.person) == set()


@pytest.mark.article("1.confidentiality")
def test_a_declaration_on_paper_counts(cast: Cast, newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    member = newcomer()
    answer = browse(cast.manager).post(
        f"/people/{member.person}/declaration/", {"signed_on": "2026-01-05", "reference": "Personeelsmap, kast 2"}
    )
    assert answer.status_code == 302
    with acting(cast.manager):
        signed = Declaration.objects.get(person=member.person)
    assert (signed.form, signed.reference) == ("paper", "Personeelsmap, kast 2")
    with acting(member) as actor:
        assert "declaration" not in actor.missing


def test_a_declaration_of_tomorrow_is_refused(cast: Cast, newcomer: Newcomer, browse: Browse) -> None:
    answer = browse(cast.manager).post(
        f"/people/{newcomer().person}/declaration/", {"signed_on": "2099-01-05", "reference": "map"}
    )
    assert answer.status_code == 200
    assert 'href="#id_signed_on"' in answer.content.decode()


@pytest.mark.article("6.need")
def test_who_leaves_loses_everything_at_once(
    cast: Cast, newcomer: Newcomer, browse: Browse, acting: Acting, make_dossier: Callable[..., Dossier]
) -> None:
    member = newcomer("coach", cleared=True)
    make_dossier(coach=member)
    client = browse(member)
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": member.email, "password": member.password})
    assert client.get("/me/").status_code == 200
    session = client.cookies["sessionid"].value

    assert browse(cast.manager).post(f"/people/{member.person}/departure/").status_code == 302

    assert not Session.objects.filter(session_key=session).exists()
    assert not Session.objects.filter(person=member.person).exists()
    login = facts.login_of(member.person)
    assert login is not None
    assert not login.is_active
    assert client.get("/me/")["Location"].startswith("/account/login/")
    again = Client().post("/account/login/", {"login": member.email, "password": member.password})
    assert Client().get("/me/").status_code == 302
    assert "sessionid" not in again.cookies or again["Location"] == "/account/inactive/"
    assert roles(acting, cast.manager, member.person) == set()
    with acting(cast.back_office):
        assert not Grant.objects.filter(person=member.person, valid_until=None).exists()


@pytest.mark.article("1.confidentiality")
def test_the_declaration_outlives_employment(cast: Cast, newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    member = newcomer(cleared=True)
    client = browse(cast.manager)
    client.post(f"/people/{member.person}/departure/")
    with acting(cast.manager):
        assert Declaration.objects.filter(person=member.person).exists()
    assert str(member.person) in client.get("/people/?tab=left").content.decode()
    assert client.post(f"/people/{member.person}/roles/", {"role": "coach"}).status_code == 404


def test_a_taken_address_is_named(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.manager).post(
        "/people/new/", {"name": "Dubbel", "email": cast.coach.email.upper(), "office": str(cast.office)}
    )
    assert answer.status_code == 200
    assert 'href="#id_email"' in answer.content.decode()


def test_somebody_who_is_no_colleague_is_not_there(cast: Cast, browse: Browse) -> None:
    assert browse(cast.manager).get(f"/people/{uuid4()}/").status_code == 404
