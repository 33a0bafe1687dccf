"""Correcting: old and new stay on record, only needed fields, only in an opened dossier, the missing task closes."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import reverse

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.clients.conftest import MakeClient, see, unique
from inzage.clients.registration.actions import add_service, correct
from inzage.clients.registration.facts import missing_fields, search
from inzage.clients.registration.models import Client, ClientChange, ClientContact
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import Browse, Cast, Now


@pytest.mark.article("3.a")
def test_a_correction_keeps_what_it_was(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    name = unique("Jansen")
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        changed = correct(
            dossier=client.dossier,
            values={"last_name": name, "email": "new@example.org", "first_name": "Mila"},
            by=actor,
            at=now(),
        )
        changes = {
            row.field: (row.old, row.new, row.by_id) for row in ClientChange.objects.filter(dossier=client.dossier)
        }
        events = LedgerEvent.objects.filter(dossier=client.dossier_id, kind="client.changed")
        assert [event.detail for event in events] == [{"fields": 2}]
    assert changed == 2
    assert changes == {
        "last_name": (client.last_name, name, cast.coach.person),
        "email": ("mila@example.org", "new@example.org", cast.coach.person),
    }


def test_a_new_name_is_found_and_the_old_one_is_not(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    name = unique("Jansen")
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        correct(dossier=client.dossier, values={"last_name": name}, by=actor, at=now())
        assert [found.pk for found in search(name, actor)] == [client.pk]
        assert not search(client.last_name, actor).exists()


def test_nothing_changed_leaves_no_trace_of_a_change(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        assert correct(dossier=client.dossier, values={"email": "mila@example.org"}, by=actor, at=now()) == 0
        assert not ClientChange.objects.filter(dossier=client.dossier).exists()


@pytest.mark.article("2.registration")
def test_a_field_that_no_service_needs_is_refused_until_one_does(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    values = {"first_sick_day": date(2026, 1, 5)}
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        with pytest.raises(Refused) as refused:
            correct(dossier=client.dossier, values=values, by=actor, at=now())
        assert "2.registration" in refused.value.decision.articles
        add_service(dossier=client.dossier, service="reintegration_second", by=actor, at=now())
        assert correct(dossier=client.dossier, values=values, by=actor, at=now()) == 1


@pytest.mark.article("2.registration")
def test_filling_in_what_was_missing_closes_the_task(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(service="reintegration_second", coach=cast.coach, employer="Bakkerij Zon")
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        correct(dossier=client.dossier, values={"date_of_birth": date(1980, 1, 31)}, by=actor, at=now())
        assert Task.objects.get(dossier=client.dossier_id).done_at is None
        correct(dossier=client.dossier, values={"first_sick_day": date(2026, 1, 5)}, by=actor, at=now())
        assert missing_fields(client.dossier_id) == ()
        assert Task.objects.get(dossier=client.dossier_id).done_by == cast.coach.person


@pytest.mark.article("2.registration")
def test_one_more_service_may_leave_something_missing(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        add_service(dossier=client.dossier, service="reintegration_second", by=actor, at=now())
        add_service(dossier=client.dossier, service="reintegration_second", by=actor, at=now())
        assert Client.objects.get(pk=client.pk).services == ["coaching", "reintegration_second"]
        assert Task.objects.filter(dossier=client.dossier_id, kind="missing_data", done_at=None).count() == 1
        with pytest.raises(Refused):
            add_service(dossier=client.dossier, service="astrology", by=actor, at=now())


def test_a_last_name_cannot_be_emptied(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor, pytest.raises(ValidationError):
        correct(dossier=client.dossier, values={"last_name": ""}, by=actor, at=now())


@pytest.mark.article("6.need")
def test_without_an_opening_nothing_can_be_corrected(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    with pytest.raises(ObjectDoesNotExist), acting(cast.coach.person) as actor:
        correct(dossier=client.dossier, values={"email": "new@example.org"}, by=actor, at=now())
    with pytest.raises(ObjectDoesNotExist), acting(cast.other_coach.person) as actor:
        correct(dossier=client.dossier, values={"email": "new@example.org"}, by=actor, at=now())
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person):
        assert ClientContact.objects.get(dossier=client.dossier_id).email == "mila@example.org"


def test_the_pages_show_change_and_tell_what_is_wrong(cast: Cast, browse: Browse, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    browser = browse(cast.coach)
    data = reverse("registration:data", args=[client.dossier_id])
    change = reverse("registration:change", args=[client.dossier_id, "contact"])
    assert change in browser.get(data).content.decode()
    wrong = browser.post(change, {"email": "no address", "phone": "12"}).content.decode()
    assert 'id="id_email_error"' in wrong
    assert 'id="id_phone_error"' in wrong
    assert browser.post(change, {"email": "new@example.org", "phone": "06-12345678"}).headers["Location"] == data
    page = browser.get(data).content.decode()
    assert "new@example.org" in page
    assert "mila@example.org" in page, "the old value stands in the history"
    assert browser.get(reverse("registration:change", args=[client.dossier_id, "astrology"])).status_code == 404


def test_the_service_page_adds_one(cast: Cast, browse: Browse, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    browser = browse(cast.coach)
    address = reverse("registration:service", args=[client.dossier_id])
    assert "Coaching" not in browser.get(address).content.decode().partition("<select")[2]
    assert browser.post(address, {"service": "assessment"}).status_code == 302
    with acting(cast.coach.person):
        assert Client.objects.get(pk=client.pk).services == ["coaching", "assessment"]


@pytest.mark.article("6.need")
def test_the_data_of_anothers_client_are_not_there(cast: Cast, browse: Browse, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    for name, args in (("data", []), ("change", ["contact"]), ("service", [])):
        address = reverse(f"registration:{name}", args=[client.dossier_id, *args])
        assert browse(cast.other_coach).get(address).status_code == 404
        assert browse(cast.account_manager).get(address).status_code == 404
