"""An objection is recorded with its moment and way, holds at once, and only the client takes it back (3.3)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import DossierPurpose, LedgerEvent
from inzage.access.purposes import actions as purposes
from inzage.clients.conftest import MakeClient, see
from inzage.clients.objections.actions import object_to, take_back
from inzage.clients.objections.models import Objection
from tests.kit.fixtures import Browse, Cast

pytestmark = pytest.mark.article("3.3")
TODAY = timezone.localdate()


def test_it_holds_until_the_client_takes_it_back(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        made = object_to(
            dossier=client.dossier, purpose="3.j", how="phone", received_on=TODAY, by=actor, at=timezone.now()
        )
        assert DossierPurpose.objects.get(subject=made.pk).effect == "prohibited"
    with acting(cast.coach.person) as actor:
        take_back(objection=made, by=actor, at=timezone.now())
        take_back(objection=made, by=actor, at=timezone.now())
        assert DossierPurpose.objects.get(subject=made.pk).until is not None
    with acting(cast.privacy_officer.person):
        events = LedgerEvent.objects.filter(subject=made.pk).order_by("id")
        assert [each.kind for each in events] == ["objection.recorded", "objection.withdrawn"]
        assert events[0].detail == {"purpose": "3.j"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": "13"}, "purpose"),
        ({"purpose": "3.z"}, "purpose"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
    ],
)
def test_what_cannot_be_is_an_error_that_names_the_field(
    cast: Cast, make_client: MakeClient, change: dict[str, object], field: str
) -> None:
    client = make_client(coach=cast.coach)
    said = {"purpose": "3.g", "how": "oral", "received_on": TODAY} | change
    with pytest.raises(ValidationError) as wrong, acting(cast.coach.person) as actor:
        object_to(dossier=client.dossier, by=actor, at=timezone.now(), **said)  # type: ignore[arg-type]
    assert list(wrong.value.message_dict) == [field]


def test_the_pages_record_and_take_back(cast: Cast, make_client: MakeClient, browse: Browse) -> None:
    client = make_client(coach=cast.coach)
    browser, address = browse(cast.coach), reverse("objections:list", args=[client.dossier_id])
    said = {"purpose": "3.h", "how": "letter", "received_on": TODAY.isoformat()}
    page = browser.post(address, said, follow=True).content.decode()
    assert "per brief" in page
    assert "geldt" in page
    assert "al vastgelegd" in browser.post(address, said).content.decode()
    with acting(cast.coach.person):
        made = Objection.objects.get(dossier=client.dossier)
    back = reverse("objections:take_back", args=[client.dossier_id, made.pk])
    assert "ingetrokken" in browser.post(back, follow=True).content.decode()
    other = make_client(coach=cast.coach)
    assert browser.post(reverse("objections:take_back", args=[other.dossier_id, made.pk])).status_code == 404
    assert "Bezwaar, intussen ingetrokken" in browser.get(f"/dossiers/{client.dossier_id}/").content.decode()


@pytest.mark.article("11.security")
def test_whoever_lifts_it_past_the_page_is_on_the_log_too(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    see(cast.coach, client.dossier_id)
    at = timezone.now()
    with acting(cast.coach.person) as actor:
        made = object_to(dossier=client.dossier, purpose="3.j", how="phone", received_on=TODAY, by=actor, at=at)
    with acting(cast.coach.person) as actor:
        purposes.end(dossier=client.dossier_id, subject=made.pk, until=at, by=actor, at=at)
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(subject=made.pk, kind="objection.withdrawn", actor=cast.coach.person).exists()
