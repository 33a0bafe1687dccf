"""Registering: only the service's fields, tasks for what is owed, no consent, and nobody else sees the card."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse

from inzage.access.identity import acting
from inzage.access.models import Dossier, Entry, LedgerEvent, Task
from inzage.clients.conftest import MakeClient, see, unique
from inzage.clients.registration.actions import register
from inzage.clients.registration.facts import missing_fields, possible_doubles
from inzage.clients.registration.models import Client, ClientContact, ClientIdentity
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import Browse, Cast, MakeDossier

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.article("3.a")
@pytest.mark.article("6.dossier")
def test_registering_opens_a_dossier_with_card_identity_contact_entry_and_trace(
    cast: Cast, make_client: MakeClient
) -> None:
    client = make_client(
        service="reintegration_second",
        first_name="Özgür",
        infix="van der",
        last_name=unique("Çelik"),
        date_of_birth=date(1980, 1, 31),
        employer="Bakkerij Zon",
        first_sick_day=date(2026, 1, 5),
        phone="06-12345678",
    )
    see(cast.back_office, client.dossier_id)
    with acting(cast.back_office.person) as actor:
        assert Client.objects.get(dossier=client.dossier_id).display_name == f"Özgür van der {client.last_name}"
        assert ClientIdentity.objects.get(dossier=client.dossier_id).date_of_birth == date(1980, 1, 31)
        assert ClientContact.objects.get(dossier=client.dossier_id).phone == "06-12345678"
        assert Entry.objects.get(dossier=client.dossier_id).subject == client.pk
        kinds = LedgerEvent.objects.filter(dossier=client.dossier_id, actor=actor.person).values_list("kind", flat=True)
        assert {"dossier.created", "client.registered"} <= set(kinds)
    assert client.dossier.number.startswith("C-20")


@pytest.mark.article("2.registration")
@pytest.mark.parametrize(
    ("service", "field", "value"),
    [
        ("coaching", "first_sick_day", date(2026, 1, 5)),
        ("coaching", "date_of_birth", date(1980, 1, 31)),
        ("outplacement", "contract_hours", "32"),
        ("career_advice", "bsn", "111222333"),
    ],
)
def test_a_field_that_the_service_does_not_need_is_refused(
    make_client: MakeClient, service: str, field: str, value: object
) -> None:
    with pytest.raises(Refused) as refused:
        make_client(service=service, **{field: value})
    assert "2.registration" in refused.value.decision.articles
    assert refused.value.decision.remedy


@pytest.mark.article("2.registration")
def test_the_bsn_never_comes_onto_the_card_even_where_a_statute_allows_it(make_client: MakeClient) -> None:
    with pytest.raises(ValidationError, match="bsn"):
        make_client(service="reintegration_second", bsn="111222333")


@pytest.mark.article("2.registration")
def test_an_unknown_service_is_refused(make_client: MakeClient) -> None:
    with pytest.raises(Refused):
        make_client(service="astrology")


def test_a_client_has_a_last_name(make_client: MakeClient) -> None:
    with pytest.raises(ValidationError) as error:
        make_client(last_name="")
    assert "last_name" in error.value.message_dict


@pytest.mark.article("2.registration")
def test_what_is_required_and_missing_becomes_a_task(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(service="reintegration_second", employer="Bakkerij Zon")
    see(cast.back_office, client.dossier_id)
    with acting(cast.back_office.person):
        task = Task.objects.get(dossier=client.dossier_id, kind="missing_data")
        assert (task.article, task.role, task.done_at) == ("2.registration", "back_office", None)
        assert missing_fields(client.dossier_id) == ("date_of_birth", "first_sick_day")


def test_nothing_missing_leaves_no_task(cast: Cast, make_client: MakeClient) -> None:
    client = make_client()
    with acting(cast.back_office.person):
        assert not Task.objects.filter(dossier=client.dossier_id).exists()


@pytest.mark.article("2.registration")
@pytest.mark.parametrize(
    ("registered", "due"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=AMSTERDAM), date(2026, 12, 24)),
        (datetime(2027, 1, 31, 9, tzinfo=AMSTERDAM), date(2027, 3, 1)),
    ],
)
def test_a_referred_client_is_owed_the_notice_within_a_month(
    cast: Cast, make_dossier: MakeDossier, registered: datetime, due: date
) -> None:
    sponsor = make_dossier(kind="sponsor")
    with acting(cast.back_office.person) as actor:
        client = register(
            service="coaching",
            fields={"last_name": unique("Bos"), "email": "bos@example.org"},
            source="sponsor",
            referrer=sponsor,
            by=actor,
            at=registered,
        )
        task = Task.objects.get(dossier=client.dossier_id)
    assert (task.kind, task.due, task.subject) == ("notice_due", due, client.pk)


@pytest.mark.article("3.2")
def test_registering_gives_no_consent(cast: Cast, make_client: MakeClient) -> None:
    consent = apps.get_model("sharing", "Consent")
    client = make_client(source="sponsor")
    see(cast.back_office, client.dossier_id, parts=("card", "disclosures"))
    with acting(cast.back_office.person):
        assert not consent._default_manager.filter(dossier=client.dossier_id).exists()
        assert not LedgerEvent.objects.filter(dossier=client.dossier_id, kind__startswith="consent").exists()


@pytest.mark.article("6.need")
def test_another_coach_and_the_coach_before_a_grant_see_no_card(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    with acting(cast.coach.person):
        assert Client.objects.filter(pk=client.pk).exists()
    with acting(cast.other_coach.person):
        assert not Client.objects.filter(pk=client.pk).exists()
        assert not Dossier.objects.filter(pk=client.dossier_id).exists()


@pytest.mark.article("6.need")
def test_identity_and_contact_show_only_in_an_opened_dossier(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    with acting(cast.coach.person):
        assert not ClientIdentity.objects.filter(dossier=client.dossier_id).exists()
        assert not ClientContact.objects.filter(dossier=client.dossier_id).exists()
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person):
        assert ClientContact.objects.get(dossier=client.dossier_id).email == "mila@example.org"


def test_a_coach_cannot_register(cast: Cast, now: Callable[[], datetime]) -> None:
    with pytest.raises(ProgrammingError, match="no right to create"), acting(cast.coach.person) as actor:
        register(service="coaching", fields={"last_name": "Bos"}, source="self", referrer=None, by=actor, at=now())


@pytest.mark.parametrize(
    ("again", "found"),
    [
        ({"date_of_birth": date(1980, 1, 31)}, True),
        ({"date_of_birth": date(1980, 1, 30)}, False),
        ({"email": "ANNA@example.org"}, True),
        ({"email": "other@example.org"}, False),
        ({}, True),
    ],
)
def test_a_double_is_found_without_opening_anything(
    cast: Cast, make_client: MakeClient, again: dict[str, date | str], found: bool
) -> None:
    name = unique("Bos")
    client = make_client(
        service="reintegration_second",
        first_name="Anna",
        last_name=name,
        date_of_birth=date(1980, 1, 31),
        email="anna@example.org",
    )
    same = {"first_name": "anna", "last_name": name.upper(), **again}
    with acting(cast.back_office.person) as actor:
        assert [each.pk for each in possible_doubles(same, actor)] == ([client.pk] if found else [])
    with acting(cast.other_coach.person) as actor:
        assert possible_doubles(same, actor) == []


@pytest.mark.article("2.registration")
def test_the_form_asks_only_the_fields_of_the_service(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.back_office)
    assert "Coaching" in browser.get(reverse("registration:new")).content.decode()
    page = browser.get(reverse("registration:new_for", args=["coaching"])).content.decode()
    assert 'name="email"' in page
    assert 'name="first_sick_day"' not in page
    assert 'name="date_of_birth"' not in page
    assert browser.get(reverse("registration:new_for", args=["astrology"])).status_code == 404


def test_the_form_registers_and_leads_to_the_data(cast: Cast, browse: Browse) -> None:
    name = unique("Bos")
    browser = browse(cast.back_office)
    data = {"source": "self", "last_name": name, "email": "bos@example.org", "first_sick_day": "2026-01-05"}
    answer = browser.post(reverse("registration:new_for", args=["coaching"]), data)
    assert answer.status_code == 302, answer.content.decode()
    page = browser.get(answer.headers["Location"]).content.decode()
    assert name in page
    assert "bos@example.org" in page


def test_the_form_says_what_is_wrong_and_may_leave_the_rest_for_later(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.back_office)
    address = reverse("registration:new_for", args=["reintegration_second"])
    data = {"source": "self", "last_name": unique("Bos"), "email": "not an address"}
    page = browser.post(address, data).content.decode()
    assert 'id="id_email_error"' in page
    assert 'id="id_date_of_birth_error"' in page
    answer = browser.post(address, data | {"email": "", "later": "on"})
    assert answer.status_code == 302, answer.content.decode()


def test_the_form_shows_a_double_by_number_before_it_keeps_anything(
    cast: Cast, browse: Browse, make_client: MakeClient
) -> None:
    client = make_client(first_name="Anna", email="anna@example.org")
    browser = browse(cast.back_office)
    address = reverse("registration:new_for", args=["coaching"])
    data = {"source": "self", "first_name": "Anna", "last_name": client.last_name, "email": "anna@example.org"}
    page = browser.post(address, data).content.decode()
    assert client.dossier.number in page
    assert 'name="another"' in page
    assert browser.post(address, data | {"another": "on"}).status_code == 302
    with acting(cast.back_office.person):
        assert Client.objects.filter(last_name=client.last_name).count() == 2


def test_a_coach_gets_no_register_form(cast: Cast, browse: Browse) -> None:
    assert browse(cast.coach).get(reverse("registration:new")).status_code == 403
