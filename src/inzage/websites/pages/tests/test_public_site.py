"""The public site, as the public process has it: its own role in the database, its own addresses, no cookies."""

import copy
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import ProgrammingError
from django.test import Client, override_settings
from django.utils import timezone

from inzage.access import identity
from inzage.access.models import Dossier, Entry, Person, RegulationVersion
from inzage.access.people import actions as people
from inzage.access.versions import actions
from inzage.front.processes.environment import Role
from inzage.law.policy import MODEL
from inzage.law.regulation import read_regulation_file
from tests.kit.fixtures import Cast, member_fields

TEXT = (MODEL / "text.md").read_bytes()
PAGES = ("/", "/reglement/", "/reglement/versies/", "/en/", "/en/reglement/", "/en/reglement/versies/", "/nergens/")


def public_templates() -> list[dict[str, Any]]:
    """The template settings of the public process."""
    templates: list[dict[str, Any]] = copy.deepcopy(settings.TEMPLATES)
    processors = templates[0]["OPTIONS"]["context_processors"]
    templates[0]["OPTIONS"]["context_processors"] = [
        name for name in processors if "messages" not in name and "inzage.front" not in name
    ]
    return templates


@pytest.fixture
def versions(cast: Cast) -> tuple[RegulationVersion, RegulationVersion]:
    """Two published versions of our own, the older first; the cast knows the newest."""
    older, newer = _publish(cast, TEXT), _publish(cast, TEXT.replace(b"binnen een maand", b"binnen twee weken", 1))
    for name in member_fields():
        with identity.acting(getattr(cast, name).person) as actor:
            people.acknowledge(version=newer, by=actor, at=timezone.now())
    return older, newer


def _publish(cast: Cast, text: bytes) -> RegulationVersion:
    at = timezone.now()
    with identity.acting(cast.manager.person) as actor:
        _acknowledge_newest(actor)
    with identity.acting(cast.manager.person) as actor:
        version = actions.draft(
            text=read_regulation_file(text),
            label=f"p-{uuid4().hex[:8]}",
            description="Sneller antwoord",
            source_name="r.txt",
            source=text,
            by=actor,
            at=at,
        )
    with identity.acting(cast.privacy_officer.person) as actor:
        _acknowledge_newest(actor)
    with identity.acting(cast.privacy_officer.person) as actor:
        actions.check(version=version, remark="Gezien", by=actor, at=at)
    with identity.acting(cast.manager.person) as actor:
        actions.publish(version=version, relevant_change=False, by=actor, at=timezone.now())
    return version


def _acknowledge_newest(actor: object) -> None:
    newest = RegulationVersion.objects.filter(published_at__isnull=False).order_by("-published_at").first()
    if newest is not None:
        people.acknowledge(version=newest, by=actor, at=timezone.now())  # type: ignore[arg-type]  # an Actor


@pytest.fixture
def site(cast: Cast, as_process: Callable[[Role], AbstractContextManager[None]]) -> Iterator[Client]:
    """A visitor of the public process."""
    with (
        override_settings(
            ROOT_URLCONF="inzage.front.public_urls",
            MIDDLEWARE=settings.PUBLIC_MIDDLEWARE,
            TEMPLATES=public_templates(),
        ),
        as_process(Role.PUBLIC),
    ):
        yield Client()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_sets_a_cookie_or_loads_from_elsewhere(site: Client, page: str) -> None:
    answer = site.get(page)
    assert answer.status_code == (404 if page == "/nergens/" else 200)
    assert "Set-Cookie" not in str(answer.headers)
    assert not answer.cookies
    assert not site.cookies
    html = answer.content.decode()
    assert not re.findall(r"<(?:script|link|img|iframe|form)[^>]*(?:src|href|action)=[\"'](?:https?:)?//", html)
    assert "<form" not in html
    assert "csrf" not in html.lower()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.article("16.change")
@pytest.mark.article("V.versions")
def test_each_version_has_a_lasting_address(
    versions: tuple[RegulationVersion, RegulationVersion], site: Client
) -> None:
    older, newer = versions
    newest = site.get("/reglement/").content.decode()
    assert f"Versie {newer.label}" in newest
    for number in range(1, 18):
        assert f'id="artikel-{number}"' in newest

    old = site.get(f"/reglement/{older.label}/").content.decode()
    assert "binnen een maand" in old
    assert f"Nu geldt versie {newer.label}" in old
    assert "binnen twee weken" in site.get(f"/reglement/{newer.label}/").content.decode()


@pytest.mark.article("V.versions")
def test_the_list_names_change_role_and_date_but_no_person(
    versions: tuple[RegulationVersion, RegulationVersion], site: Client
) -> None:
    page = site.get("/reglement/versies/").content.decode()
    row = page[page.index(f"/reglement/{versions[1].label}/") :]
    row = row[: row.index("</tr>")]
    assert "Sneller antwoord" in row
    assert "manager" in row
    assert "Marijke" not in page
    changes = site.get(f"/reglement/{versions[1].label}/wijzigingen/").content.decode()
    assert re.search(r"<del>.*een maand.*</del>", changes)


def test_english_stands_in_the_address(versions: tuple[RegulationVersion, RegulationVersion], site: Client) -> None:
    page = site.get(f"/en/reglement/{versions[1].label}/").content.decode()
    assert '<html lang="en"' in page
    assert "Lasting address" in page
    assert f'href="/reglement/{versions[1].label}/"' in page
    assert '<html lang="nl"' in site.get("/reglement/", headers={"accept-language": "en"}).content.decode()


def test_a_label_with_signs_is_found_at_its_encoded_address(cast: Cast, site: Client) -> None:
    label = RegulationVersion.objects.filter(label="Model 1").values_list("label", flat=True).get()
    assert site.get(f"/reglement/{quote(label)}/").status_code == 200


@pytest.mark.parametrize("label", ["bestaat-niet", "../../start", "%00", "x" * 300])
def test_what_is_not_published_is_not_there(site: Client, label: str) -> None:
    assert site.get(f"/reglement/{quote(label)}/").status_code == 404


def test_a_draft_is_not_public(cast: Cast, as_process: Callable[[Role], AbstractContextManager[None]]) -> None:
    with identity.acting(cast.back_office.person) as actor:
        version = actions.draft(
            text=read_regulation_file(TEXT),
            label=f"d-{uuid4().hex[:8]}",
            description="Geheim tot publicatie",
            source_name="r.txt",
            source=TEXT,
            by=actor,
            at=timezone.now(),
        )
    assert RegulationVersion.objects.filter(pk=version.pk).exists()
    with as_process(Role.PUBLIC):
        assert not RegulationVersion.objects.filter(pk=version.pk).exists()


@pytest.mark.parametrize("model", [Dossier, Entry, Person])
def test_the_public_role_has_no_way_to_a_dossier(
    cast: Cast, as_process: Callable[[Role], AbstractContextManager[None]], model: type[Dossier | Entry | Person]
) -> None:
    with as_process(Role.PUBLIC), pytest.raises(ProgrammingError, match="permission denied"):
        model._default_manager.first()


def test_the_desk_is_not_reached_through_the_public_site(site: Client) -> None:
    for page in ("/clients/", "/start/", "/account/login/", "/people/"):
        assert site.get(page).status_code == 404
