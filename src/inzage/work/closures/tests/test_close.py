"""A dossier closes when nothing runs and nothing is owed; then the work in it is read-only (3.a, 6.dossier)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Dossier, LedgerEvent
from inzage.access.tasks.actions import finish
from inzage.clients.conftest import MakeClient, see
from inzage.clients.notes.actions import write_note
from inzage.clients.notes.models import SessionNote
from inzage.clients.registration.actions import record_notice
from inzage.clients.registration.models import Client
from inzage.law.decisions.decision import Refused
from inzage.work.closures.actions import close, reopen
from inzage.work.closures.facts import open_duties
from inzage.work.conftest import Case
from inzage.work.engagements.actions import start
from tests.kit.fixtures import Browse, Cast

pytestmark = [pytest.mark.article("3.a"), pytest.mark.article("6.dossier")]


def finished(cast: Cast, make_client: MakeClient, **given: object) -> Client:
    """A client of the coach without an engagement and with nothing to do."""
    client = make_client(coach=cast.coach, **given)
    with acting(cast.back_office.person) as actor:
        for task in open_duties(client.dossier_id):
            finish(task=task.pk, by=actor, at=timezone.now())
    return client


def shut(cast: Cast, client: Client) -> None:
    with acting(cast.back_office.person) as actor:
        close(dossier=client.dossier, reason="done", by=actor, at=timezone.now())


def test_it_does_not_close_while_an_engagement_runs(cast: Cast, case: Case) -> None:
    with pytest.raises(Refused) as refused, acting(cast.back_office.person) as actor:
        close(dossier=case.dossier, reason="done", by=actor, at=timezone.now())
    assert refused.value.decision.remedy is not None
    assert "traject" in refused.value.decision.remedy.nl


def test_it_does_not_close_while_something_is_owed(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(source="sponsor")
    with pytest.raises(Refused), acting(cast.back_office.person) as actor:
        close(dossier=client.dossier, reason="done", by=actor, at=timezone.now())
    with acting(cast.back_office.person) as actor:
        record_notice(dossier=client.dossier, kind="avg14", version="1", channel="letter", by=actor, at=timezone.now())
    shut(cast, client)


def test_it_closes_for_a_reason_only_and_once(cast: Cast, make_client: MakeClient) -> None:
    client = finished(cast, make_client)
    with pytest.raises(Refused), acting(cast.back_office.person) as actor:
        close(dossier=client.dossier, reason="bored", by=actor, at=timezone.now())
    shut(cast, client)
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        close(dossier=client.dossier, reason="done", by=actor, at=timezone.now())
    with acting(cast.privacy_officer.person):
        events = LedgerEvent.objects.filter(dossier=client.dossier_id, kind="dossier.closed")
        assert [each.articles for each in events] == [["3.a", "6.dossier"]]


def test_only_who_keeps_the_dossiers_closes_them(cast: Cast, make_client: MakeClient) -> None:
    client = finished(cast, make_client)
    with pytest.raises(ProgrammingError), acting(cast.coach.person) as actor:
        close(dossier=client.dossier, reason="done", by=actor, at=timezone.now())
    with acting(cast.coach.person):
        assert Dossier.objects.get(pk=client.dossier_id).closed_at is None


def test_the_database_adds_nothing_to_the_work_of_a_closed_dossier(cast: Cast, make_client: MakeClient) -> None:
    client = finished(cast, make_client)
    see(cast.coach, client.dossier_id)
    at = timezone.now()
    with acting(cast.coach.person) as actor:
        written = write_note(
            dossier=client.dossier, text="Voor het sluiten.", held_on=timezone.localdate(), confidential=False,
            by=actor, at=at,
        )  # fmt: skip
    shut(cast, client)
    with pytest.raises(ProgrammingError), acting(cast.coach.person) as actor:
        write_note(
            dossier=client.dossier, text="Na het sluiten.", held_on=timezone.localdate(), confidential=False,
            by=actor, at=at,
        )  # fmt: skip
    with acting(cast.coach.person):
        assert SessionNote.objects.get(pk=written.pk).text == "Voor het sluiten.", "reading goes on"
        assert SessionNote.objects.filter(pk=written.pk).update(confidential=True) == 0
    with acting(cast.back_office.person) as actor:
        record_notice(dossier=client.dossier, kind="avg13", version="1", channel="letter", by=actor, at=at)


def test_no_engagement_starts_in_a_closed_dossier(cast: Cast, case: Case, make_client: MakeClient) -> None:
    client = finished(cast, make_client, service="assessment")
    shut(cast, client)
    see(cast.back_office, client.dossier_id, parts=("card", "identity", "contact"))
    with pytest.raises(ValidationError, match="gesloten"), acting(cast.back_office.person) as actor:
        start(
            client_dossier=client.dossier, agreement=case.agreement, service="assessment", by=actor, at=timezone.now()
        )


def test_opened_again_the_work_goes_on(cast: Cast, make_client: MakeClient) -> None:
    client = finished(cast, make_client)
    shut(cast, client)
    with pytest.raises(ValidationError, match="again"), acting(cast.back_office.person) as actor:
        reopen(dossier=client.dossier, again="", by=actor, at=timezone.now())
    with acting(cast.back_office.person) as actor:
        reopen(dossier=client.dossier, again="new_work", by=actor, at=timezone.now())
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        reopen(dossier=client.dossier, again="new_work", by=actor, at=timezone.now())
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person) as actor:
        written = write_note(
            dossier=client.dossier, text="Weer verder.", held_on=timezone.localdate(), confidential=False, by=actor,
            at=timezone.now(),
        )  # fmt: skip
        assert SessionNote.objects.filter(pk=written.pk).exists()
    shut(cast, client)


def test_the_page_says_what_is_left_closes_and_opens(
    cast: Cast, case: Case, make_client: MakeClient, browse: Browse
) -> None:
    browser = browse(cast.back_office)
    page = browser.get(reverse("closures:show", args=[case.dossier.pk])).content.decode()
    assert "loopt nog" in page
    client = finished(cast, make_client)
    address = reverse("closures:show", args=[client.dossier_id])
    assert address in browser.get(reverse("registration:data", args=[client.dossier_id])).content.decode()
    assert browser.post(f"{address}new/", {}).status_code == 200
    page = browser.post(f"{address}new/", {"reason": "done"}, follow=True).content.decode()
    assert "Weer openen" in page
    assert client.dossier.number in browser.get("/clients/?tab=ended").content.decode()
    assert browser.post(f"{address}new/", {"reason": "done"}, follow=True).status_code == 200
    assert browser.post(f"{address}end/", {}).status_code == 200
    page = browser.post(f"{address}end/", {"again": "mistake"}, follow=True).content.decode()
    assert "per ongeluk" in page
    assert browse(cast.coach).get(address).status_code == 403
