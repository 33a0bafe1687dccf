"""The notice given: on record, on the time line, and the task for it closed when it is the one that was owed."""

from datetime import datetime

import pytest

from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent, Task
from inzage.clients.conftest import MakeClient
from inzage.clients.registration.actions import record_notice
from inzage.clients.registration.facts import notice_given_at
from inzage.clients.registration.models import Client, NoticeDelivery
from tests.kit.fixtures import Cast, Now


def _notify(cast: Cast, client: Client, kind: str, at: datetime) -> NoticeDelivery:
    with acting(cast.back_office.person) as actor:
        return record_notice(dossier=client.dossier, kind=kind, version="Model 1", channel="handed", by=actor, at=at)


@pytest.mark.article("2.registration")
def test_the_notice_of_avg_14_closes_the_task(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(source="sponsor")
    at = now()
    delivery = _notify(cast, client, "avg14", at)
    with acting(cast.back_office.person):
        assert Task.objects.get(dossier=client.dossier_id, kind="notice_due").done_at == at
        assert notice_given_at(client.dossier_id) == at
        entry = Entry.objects.get(subject=delivery.pk)
        assert (entry.kind, entry.visibility) == ("notice", "client")
        assert LedgerEvent.objects.filter(dossier=client.dossier_id, kind="notice.sent").exists()


@pytest.mark.article("2.registration")
def test_another_notice_leaves_the_task_open(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(source="sponsor")
    _notify(cast, client, "avg13", now())
    with acting(cast.back_office.person):
        assert Task.objects.get(dossier=client.dossier_id, kind="notice_due").done_at is None
        assert notice_given_at(client.dossier_id) is None


def test_for_a_client_who_came_alone_either_notice_will_do(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client()
    with acting(cast.back_office.person):
        assert notice_given_at(client.dossier_id) is None
    first, later = now(), now()
    _notify(cast, client, "avg13", first)
    _notify(cast, client, "avg14", later)
    with acting(cast.back_office.person):
        assert notice_given_at(client.dossier_id) == first


@pytest.mark.article("6.need")
def test_somebody_without_the_card_cannot_record_one(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    with pytest.raises(Client.DoesNotExist), acting(cast.other_coach.person) as actor:
        record_notice(dossier=client.dossier, kind="avg13", version="Model 1", channel="handed", by=actor, at=now())
