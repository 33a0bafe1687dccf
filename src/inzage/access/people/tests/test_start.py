"""Nothing opens before secrecy is signed and the regulation in force is acknowledged (1.confidentiality, V.ethics)."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from inzage.access.actor import Actor
from inzage.access.models import Acknowledgement, Declaration, Dossier
from inzage.access.openings.actions import open_dossier
from inzage.access.people.tests.conftest import Newcomer
from inzage.access.versions import current_version
from tests.kit.fixtures import Cast, Member

Browse = Callable[[Member], Client]
Acting = Callable[[Member], AbstractContextManager[Actor]]


@pytest.mark.article("1.confidentiality")
@pytest.mark.parametrize("page", ["/", "/clients/", "/regulation/"])
def test_every_page_leads_to_what_is_owed(newcomer: Newcomer, browse: Browse, page: str) -> None:
    client = browse(newcomer("coach", "back_office"))
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"] == "/start/"


@pytest.mark.article("1.confidentiality")
def test_a_dossier_stays_closed_whatever_the_grant(
    newcomer: Newcomer, make_dossier: Callable[..., Dossier], acting: Acting
) -> None:
    member = newcomer("coach")
    dossier = make_dossier(coach=member)
    opening = open_dossier(person=member.person, dossier=dossier.pk, parts=("notes",), purpose="3.c")
    assert opening.status == "not_cleared"
    with acting(member):
        assert not Dossier.objects.filter(pk=dossier.pk).exists()


@pytest.mark.article("1.confidentiality")
def test_after_both_the_way_is_free(newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    member = newcomer("coach")
    client = browse(member)
    version = current_version()
    assert version is not None

    page = client.get("/start/").content.decode()
    assert "geheimhouding" in page
    assert version.label in page

    assert client.post("/start/declaration/", {"signed": "on"}).status_code == 302
    assert client.get("/start/").status_code == 200
    assert client.post("/start/acknowledgement/", {"version": version.pk, "known": "on"}).status_code == 302
    assert client.get("/start/")["Location"] == "/"
    assert client.get("/regulation/").status_code == 200
    with acting(member):
        assert Declaration.objects.filter(person=member.person).count() == 1
        assert Acknowledgement.objects.filter(person=member.person, version=version).count() == 1


def test_signing_twice_is_signing_once(newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    member = newcomer()
    client = browse(member)
    client.post("/start/declaration/", {"signed": "on"})
    client.post("/start/declaration/", {"signed": "on"})
    with acting(member):
        assert Declaration.objects.filter(person=member.person).count() == 1


def test_an_unticked_box_signs_nothing(newcomer: Newcomer, browse: Browse, acting: Acting) -> None:
    member = newcomer()
    client = browse(member)
    answer = client.post("/start/declaration/", {})
    assert answer.status_code == 200
    assert 'href="#id_signed"' in answer.content.decode()
    with acting(member):
        assert not Declaration.objects.filter(person=member.person).exists()


@pytest.mark.article("V.ethics")
def test_the_code_of_conduct_is_acknowledged_with_the_regulation(newcomer: Newcomer, browse: Browse) -> None:
    page = browse(newcomer()).get("/start/").content.decode()
    form = page[page.index('action="/start/acknowledgement/"') :]
    assert "OVAL" in page
    assert "gedragscode" in form[: form.index("</form>")]


def test_another_version_than_the_one_in_force_is_not_acknowledged(
    newcomer: Newcomer, browse: Browse, acting: Acting
) -> None:
    member = newcomer()
    client = browse(member)
    client.post("/start/acknowledgement/", {"version": "00000000-0000-4000-8000-000000000000", "known": "on"})
    with acting(member):
        assert not Acknowledgement.objects.filter(person=member.person).exists()


def test_the_regulation_can_be_read_before_it_is_acknowledged(newcomer: Newcomer, browse: Browse) -> None:
    page = browse(newcomer()).get("/regulation/current/").content.decode()
    assert 'id="artikel-6"' in page


def test_who_owes_nothing_has_no_business_there(cast: Cast, browse: Browse) -> None:
    assert browse(cast.coach).get("/start/")["Location"] == "/"


def test_ones_own_page_says_what_one_signed(cast: Cast, browse: Browse) -> None:
    page = browse(cast.coach).get("/me/").content.decode()
    assert cast.coach.email in page
    assert "coach" in page
