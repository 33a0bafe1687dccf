"""Who decides for a client is on record with its evidence, its matters and its last day (13.access; UAVG 5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Document, LedgerEvent, Task
from inzage.access.vault.actions import read
from inzage.clients.conftest import MakeClient, see
from inzage.clients.registration.models import Client
from inzage.clients.representatives.actions import Appointment, end, record
from inzage.clients.representatives.facts import ran_out, running, who_decides
from inzage.clients.representatives.models import Representative
from inzage.kit.uploads import Upload
from tests.kit.counting import counted
from tests.kit.fixtures import Browse, Cast

pytestmark = pytest.mark.article("13.access")
TODAY = timezone.localdate()
ORDER = Upload(name="beschikking.pdf", media_type="application/pdf", content=b"%PDF-1.7\n% de beschikking\n%%EOF\n")
CURATOR = Appointment(
    capacity="curator", matters=("data", "agreements", "care"), name="Koos Curator", since=TODAY, until=None,
    evidence=ORDER,
)  # fmt: skip
PARENT = replace(CURATOR, capacity="parent", name="Petra Ouder", evidence=None)


def years_ago(years: int) -> date:
    """A day on which somebody was born who is that old today, and some days more."""
    return (TODAY - timedelta(days=30)).replace(year=(TODAY - timedelta(days=30)).year - years, day=1)


def put(cast: Cast, client: Client, appointment: Appointment) -> Representative:
    see(cast.back_office, client.dossier_id, parts=("card", "identity", "contact"))
    with acting(cast.back_office.person) as actor:
        return record(dossier=client.dossier, appointment=appointment, by=actor, at=timezone.now())


def decides(cast: Cast, client: Client) -> dict[str, tuple[bool, int]]:
    """For each matter: whether the client decides, and how many representatives do."""
    see(cast.back_office, client.dossier_id, parts=("card", "identity", "contact"))
    with acting(cast.back_office.person):
        found = {
            "consent": who_decides(client.dossier_id, timezone.now(), "consent"),
            "withdrawal": who_decides(client.dossier_id, timezone.now(), "withdrawal"),
            "rights": who_decides(client.dossier_id, timezone.now(), "rights"),
            "agreement": who_decides(client.dossier_id, timezone.now(), "agreement"),
        }
    return {about: (who.client, len(who.representatives)) for about, who in found.items()}


def test_somebody_of_age_decides_alone(cast: Cast, make_client: MakeClient) -> None:
    alone = (True, 0)
    assert set(decides(cast, make_client()).values()) == {alone}


@pytest.mark.parametrize(
    ("age", "consent", "withdrawal", "rights", "agreement"),
    [
        (11, (False, 1), (False, 1), (False, 1), (False, 1)),
        (12, (False, 1), (True, 1), (True, 1), (False, 1)),
        (15, (False, 1), (True, 1), (True, 1), (False, 1)),
        (16, (True, 0), (True, 1), (True, 0), (False, 1)),
        (17, (True, 0), (True, 1), (True, 0), (False, 1)),
    ],
)
def test_a_minor_decides_more_with_the_years(
    cast: Cast,
    make_client: MakeClient,
    age: int,
    consent: object,
    withdrawal: object,
    rights: object,
    agreement: object,
) -> None:
    client = make_client(service="assessment", date_of_birth=years_ago(age))
    put(cast, client, PARENT)
    expected = {"consent": consent, "withdrawal": withdrawal, "rights": rights, "agreement": agreement}
    assert decides(cast, client) == expected


def test_a_minor_without_a_representative_has_nobody_to_sign(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(service="assessment", date_of_birth=years_ago(14))
    assert decides(cast, client)["consent"] == (False, 0)


def test_of_a_minor_the_last_day_is_that_before_coming_of_age(cast: Cast, make_client: MakeClient) -> None:
    born = years_ago(14)
    made = put(cast, make_client(service="assessment", date_of_birth=born), PARENT)
    assert made.until == born.replace(year=born.year + 18) - timedelta(days=1)
    with pytest.raises(ValidationError, match="capacity"):
        put(cast, make_client(service="assessment", date_of_birth=years_ago(18)), PARENT)
    with pytest.raises(ValidationError, match="until"):
        put(cast, make_client(service="coaching"), PARENT)


def test_without_a_date_of_birth_a_parent_on_record_makes_a_minor(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(service="coaching")
    put(cast, client, replace(PARENT, until=TODAY + timedelta(days=400)))
    assert decides(cast, client) == {
        "consent": (False, 1), "withdrawal": (True, 1), "rights": (True, 1), "agreement": (False, 1)
    }  # fmt: skip


def test_a_representative_decides_on_what_the_court_said_and_on_no_more(cast: Cast, make_client: MakeClient) -> None:
    client = make_client()
    put(cast, client, replace(CURATOR, capacity="administrator", matters=("agreements",)))
    assert decides(cast, client) == {
        "consent": (True, 0), "withdrawal": (True, 0), "rights": (True, 0), "agreement": (False, 1)
    }  # fmt: skip
    other = make_client()
    put(cast, other, replace(CURATOR, capacity="attorney", matters=("data",)))
    assert decides(cast, other)["consent"] == (True, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"capacity": "administrator", "matters": ("care",)}, "matters"),
        ({"capacity": "mentor", "matters": ("agreements",)}, "matters"),
        ({"matters": ()}, "matters"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"evidence": None}, "evidence"),
    ],
)
def test_what_cannot_be_is_an_error_that_names_the_field(
    cast: Cast, make_client: MakeClient, change: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as wrong:
        put(cast, make_client(), replace(CURATOR, **change))  # type: ignore[arg-type]
    assert list(wrong.value.message_dict) == [field]


def test_the_database_keeps_no_parent_without_an_end(cast: Cast, make_client: MakeClient) -> None:
    client = make_client()
    see(cast.back_office, client.dossier_id, parts=("card", "contact"))
    with pytest.raises(IntegrityError, match="of_a_minor_ends"), acting(cast.back_office.person) as actor:
        Representative.objects.create(
            dossier=client.dossier, capacity="parent", matters=["data"], name="X", since=TODAY, until=None,
            recorded_by_id=actor.person, recorded_at=timezone.now(),
        )  # fmt: skip


def test_one_whose_term_is_over_decides_no_more_and_somebody_is_warned(cast: Cast, make_client: MakeClient) -> None:
    client = make_client()
    made = put(cast, client, replace(CURATOR, since=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1)))
    assert decides(cast, client)["consent"] == (True, 0)
    with acting(cast.back_office.person) as actor:
        assert list(ran_out(client.dossier_id, TODAY)) == [made]
        assert not running(client.dossier_id, TODAY)
        task = Task.objects.get(subject=made.pk, kind="representation_ends")
        assert (task.due, task.role, task.done_at) == (TODAY, "back_office", None)
        end(representative=made, by=actor, at=timezone.now())
        end(representative=made, by=actor, at=timezone.now())
        assert Task.objects.get(subject=made.pk).done_at is not None
    with acting(cast.privacy_officer.person):
        events = LedgerEvent.objects.filter(subject=made.pk, kind__startswith="representative").order_by("id")
        assert [each.kind for each in events] == ["representative.recorded", "representative.ended"]


def test_who_has_no_part_in_the_contact_data_sees_none(cast: Cast, make_client: MakeClient, browse: Browse) -> None:
    client = make_client(coach=cast.coach)
    put(cast, client, CURATOR)
    with acting(cast.coach.person):
        assert not running(client.dossier_id, TODAY), "the dossier is not opened"
    address = reverse("representatives:list", args=[client.dossier_id])
    for stranger in (cast.other_coach, cast.account_manager, cast.team_leader):
        assert browse(stranger).get(address).status_code == 404
    head = browse(cast.account_manager).get(f"/dossiers/{client.dossier_id}/").content.decode()
    assert "Curator" not in head


def test_the_pages_record_show_and_end(cast: Cast, make_client: MakeClient, browse: Browse) -> None:
    client = make_client(coach=cast.coach)
    browser, address = browse(cast.coach), reverse("representatives:list", args=[client.dossier_id])
    assert "De cliënt beslist zelf" in browser.get(address).content.decode()
    said = {
        "capacity": "curator", "matters": ["data", "agreements"], "name": "Koos Curator", "since": TODAY.isoformat(),
        "until": (TODAY + timedelta(days=5)).isoformat(), "phone": "06 55 55 09 00",
    }  # fmt: skip
    page = browser.post(f"{address}new/", said).content.decode()
    assert "beschikking van de rechter" in page
    assert 'value="Koos Curator"' in page
    scan = SimpleUploadedFile("order.pdf", ORDER.content)
    page = browser.post(f"{address}new/", said | {"evidence": scan}, follow=True).content.decode()
    assert "Koos Curator" in page
    assert "Curator (curatele)" in browser.get(f"/dossiers/{client.dossier_id}/").content.decode()
    with acting(cast.coach.person):
        made = Representative.objects.get(dossier=client.dossier)
        assert made.document_id is not None
        assert read(Document.objects.get(pk=made.document_id)) == ORDER.content
    kept = browser.get(reverse("representatives:evidence", args=[client.dossier_id, made.pk]))
    assert kept.content == ORDER.content
    over = reverse("representatives:end", args=[client.dossier_id, made.pk])
    assert "voorbij" in browser.post(over, follow=True).content.decode()
    other = make_client(coach=cast.coach)
    assert browser.post(reverse("representatives:end", args=[other.dossier_id, made.pk])).status_code == 404


def test_the_head_warns_of_a_term_that_is_over(cast: Cast, make_client: MakeClient, browse: Browse) -> None:
    client = make_client(coach=cast.coach)
    put(cast, client, replace(CURATOR, since=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1)))
    page = browse(cast.coach).get(reverse("representatives:list", args=[client.dossier_id])).content.decode()
    assert "Curator (curatele): termijn voorbij" in page


def test_the_page_asks_no_more_of_the_database_with_more_on_record(
    cast: Cast, make_client: MakeClient, browse: Browse
) -> None:
    asked = []
    for number in (1, 4):
        client = make_client(coach=cast.coach)
        for _each in range(number):
            put(cast, client, replace(CURATOR, capacity="attorney"))
        address = reverse("representatives:list", args=[client.dossier_id])
        browse(cast.coach).get(address)
        with counted() as sent:
            browse(cast.coach).get(address)
        asked.append(len(sent))
    assert asked[0] == asked[1]
