"""A referral is looked at, shared out and decided on, with no more data than its service needs (3.a)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Dossier, Grant, LedgerEvent, Task
from inzage.access.services import CLERK
from inzage.clients.conftest import MakeClient, see, unique
from inzage.clients.referrals import facts
from inzage.clients.referrals.actions import (
    Incoming,
    accept,
    decline,
    erase_over,
    hand_to,
    set_capacity,
    take_in,
    withdraw,
)
from inzage.clients.referrals.models import Capacity, Referral
from inzage.clients.registration.facts import data_of
from inzage.clients.registration.models import Client
from inzage.front.processes.environment import Role
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import AsProcess, Browse, Cast, MakeDossier

pytestmark = [pytest.mark.article("3.a"), pytest.mark.article("2.registration")]
TODAY = timezone.localdate()


def put(
    cast: Cast, *, service: str = "coaching", received_on: date = TODAY, sponsor: Dossier | None = None, **more: object
) -> Referral:
    """A referral on the desk, taken in by the back office."""
    given = {"first_name": "Sam", "last_name": unique("Verwijs"), "email": "sam@example.org"} | dict(more)
    incoming = Incoming(service=service, channel="mail", received_on=received_on, fields=given, sponsor=sponsor)
    with acting(cast.back_office.person) as actor:
        return take_in(incoming=incoming, by=actor, at=timezone.now())


def test_it_comes_with_a_task_and_a_line_on_the_log(cast: Cast) -> None:
    referral = put(cast)
    with acting(cast.back_office.person):
        task = Task.objects.get(subject=referral.pk, kind="referral_waits")
        assert (task.role, task.due, task.dossier_id) == ("back_office", TODAY + timedelta(days=2), None)
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.get(subject=referral.pk).detail == {"channel": "mail"}


def test_a_field_that_the_service_does_not_need_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="register_client"):
        put(cast, service="coaching", date_of_birth=date(1990, 1, 1))
    with pytest.raises(Refused):
        put(cast, service="coaching", bsn="111222333")
    with pytest.raises(ValidationError, match="last_name"):
        put(cast, last_name="")
    with pytest.raises(ValidationError, match="received_on"):
        put(cast, received_on=TODAY + timedelta(days=1))


def test_only_the_desk_of_its_office_sees_it(cast: Cast, browse: Browse) -> None:
    referral = put(cast)
    for name in ("back_office", "team_leader", "manager"):
        with acting(getattr(cast, name).person):
            assert Referral.objects.filter(pk=referral.pk).exists(), name
    for name in ("coach", "account_manager", "privacy_officer", "psychologist"):
        with acting(getattr(cast, name).person):
            assert not Referral.objects.filter(pk=referral.pk).exists(), name
    assert browse(cast.coach).get(reverse("referrals:list")).status_code == 403


def test_accepting_registers_without_typing_twice_and_empties_it(cast: Cast, make_dossier: MakeDossier) -> None:
    sponsor = make_dossier("sponsor")
    received = TODAY - timedelta(days=10)
    referral = put(
        cast, service="reintegration_second", sponsor=sponsor, received_on=received, date_of_birth=date(1980, 1, 31)
    )
    name = referral.data["last_name"]
    with acting(cast.back_office.person) as actor:
        client = accept(referral=referral, by=actor, at=timezone.now())
        kept = Referral.objects.get(pk=referral.pk)
        assert (kept.status, kept.data, kept.dossier_id) == ("accepted", {}, client.dossier_id)
        assert (client.last_name, client.source, client.referrer_id) == (name, "sponsor", sponsor.pk)
        assert Task.objects.get(subject=referral.pk).done_at is not None
        due = Task.objects.get(subject=client.pk, kind="notice_due").due
        assert timedelta(days=28) <= due - received <= timedelta(days=33), "the month runs from the day it came in"
        with pytest.raises(ValidationError):
            accept(referral=referral, by=actor, at=timezone.now())
    see(cast.back_office, client.dossier_id, parts=("card", "identity"))
    with acting(cast.back_office.person):
        assert data_of(client.dossier_id).identity.date_of_birth == date(1980, 1, 31)


@pytest.mark.article("14.retention")
def test_what_does_not_go_on_is_erased_after_four_weeks(cast: Cast, as_process: AsProcess) -> None:
    declined, taken_back, waiting = put(cast), put(cast), put(cast)
    long_ago = timezone.now() - timedelta(days=60)
    with acting(cast.back_office.person) as actor:
        with pytest.raises(ValidationError, match="reason"):
            decline(referral=declined, reason="unlikely", by=actor, at=timezone.now())
        kept = decline(referral=declined, reason="no_room", by=actor, at=long_ago)
        assert kept.erase_on is not None
        assert timedelta(days=27) <= kept.erase_on - timezone.localdate(long_ago) <= timedelta(days=32)
        fresh = withdraw(referral=taken_back, by=actor, at=timezone.now())
        assert fresh.erase_on is not None
        assert fresh.erase_on > TODAY
    with as_process(Role.WORKER), acting(CLERK.person) as clerk:
        assert not Referral.objects.filter(pk__in=[waiting.pk, taken_back.pk]).exists(), "the worker sees what is over"
        assert erase_over(by=clerk, at=timezone.now()) >= 1
        assert erase_over(by=clerk, at=timezone.now()) == 0
    with acting(cast.back_office.person):
        left = set(Referral.objects.values_list("pk", flat=True))
    assert {waiting.pk, taken_back.pk} <= left
    assert declined.pk not in left
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(kind="referrals.erased", actor=CLERK.person).exists()


def test_the_desk_itself_deletes_nothing(cast: Cast) -> None:
    referral = put(cast)
    with pytest.raises(ProgrammingError), acting(cast.back_office.person):
        Referral.objects.filter(pk=referral.pk).delete()


def test_the_database_knows_what_an_end_is(cast: Cast) -> None:
    referral = put(cast)
    for change in ({"status": "declined"}, {"status": "accepted"}, {"erase_on": TODAY}):
        with pytest.raises(IntegrityError), acting(cast.back_office.person), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(**change)


def test_a_double_is_told_only_to_who_may_know(cast: Cast, make_client: MakeClient) -> None:
    client = make_client(first_name="Mila", last_name=unique("Dubbel"), email="mila@example.org")
    values = {"first_name": "Mila", "last_name": client.last_name, "email": "MILA@example.org"}
    with acting(cast.back_office.person):
        assert facts.perhaps_known(values) == [facts.Known(client.dossier_id, client.dossier.number)]
        assert facts.perhaps_known(values | {"email": "iemand@example.org"}) == []
        assert facts.perhaps_known({"last_name": client.last_name}) == [], "a name alone tells nothing of others"
    for name in ("coach", "account_manager", "privacy_officer"):
        with acting(getattr(cast, name).person):
            assert facts.perhaps_known(values) == [], name


def test_the_proposal_knows_region_specialism_and_room(cast: Cast, make_client: MakeClient) -> None:
    referral = put(cast)
    with acting(cast.back_office.person):
        Referral.objects.filter(pk=referral.pk).update(region="north", specialism="executives")
    with acting(cast.team_leader.person) as actor:
        for person, regions, hours in (
            (cast.other_coach.person, ["north"], Decimal(40)), (cast.psychologist.person, ["south"], Decimal(0)),
        ):  # fmt: skip
            set_capacity(
                person=person, regions=regions, specialisms=["executives"], hours=hours, by=actor, at=timezone.now()
            )
    make_client(coach=cast.other_coach)
    with acting(cast.back_office.person):
        found = facts.proposals(Referral.objects.get(pk=referral.pk), timezone.now())
        best = found[0]
        assert best.person.pk == cast.other_coach.person
        held = Grant.objects.filter(person=cast.other_coach.person, relation="assigned", dossier__kind="client")
        assert best.clients == len(set(held.filter(valid_until=None).values_list("dossier", flat=True)))
        assert best.free == Decimal(40) - best.clients * Decimal("2.5")
        places = [each.person.pk for each in found]
        assert places.index(cast.other_coach.person) < places.index(cast.psychologist.person)
        assert all(each.why for each in found)


def test_only_a_lead_says_what_a_colleague_can_take_on(cast: Cast, browse: Browse) -> None:
    with pytest.raises(ProgrammingError), acting(cast.back_office.person) as actor:
        Capacity.objects.create(
            person_id=cast.complaint_officer.person, office_id=cast.office, hours=1, changed_by=actor.person,
            changed_at=timezone.now(),
        )  # fmt: skip
    with pytest.raises(ValidationError), acting(cast.team_leader.person) as actor:
        set_capacity(
            person=cast.coach.person, regions=["moon"], specialisms=[], hours=Decimal(8), by=actor, at=timezone.now()
        )
    with pytest.raises(ValidationError), acting(cast.team_leader.person) as actor:
        set_capacity(
            person=cast.manager.person, regions=[], specialisms=[], hours=Decimal(8), by=actor, at=timezone.now()
        )
    address = reverse("referrals:capacity_of", args=[cast.coach.person])
    assert browse(cast.back_office).get(address).status_code == 403
    browser = browse(cast.team_leader)
    assert 'value="61"' in browser.post(address, {"hours": "61", "regions": ["west"]}).content.decode()
    page = browser.post(address, {"hours": "24", "regions": ["west"], "specialisms": ["second_track"]}, follow=True)
    assert "West" in page.content.decode()
    assert "Spoor 2" in page.content.decode()
    assert browser.get(reverse("referrals:capacity_of", args=[cast.manager.person])).status_code == 404


def test_handing_to_somebody_of_another_trade_is_refused(cast: Cast) -> None:
    referral = put(cast)
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        hand_to(referral=referral, coach=cast.manager.person, by=actor, at=timezone.now())


def test_the_pages_from_mail_to_client(cast: Cast, browse: Browse) -> None:
    browser, name = browse(cast.back_office), unique("Baliekant")
    assert "Coaching" in browser.get(reverse("referrals:new")).content.decode()
    new = reverse("referrals:new_for", args=["coaching"])
    page = browser.get(new).content.decode()
    assert "textarea" not in page, "no box for free text"
    assert "Geboortedatum" not in page
    said = {
        "channel": "phone", "received_on": TODAY.isoformat(), "first_name": "Noa", "last_name": name,
        "email": "noa@example.org", "region": "west", "date_of_birth": "1990-01-01",
    }  # fmt: skip
    assert 'value="noa@example.org"' in browser.post(new, said | {"last_name": ""}).content.decode()
    answer = browser.post(new, said)
    assert answer.status_code == 302
    address = answer["Location"]
    with acting(cast.back_office.person):
        kept = Referral.objects.get(data__last_name=name)
    assert "date_of_birth" not in kept.data
    page = browser.get(address).content.decode()
    assert name in page
    assert "Alleen advies" in page
    page = browser.post(f"{address}colleague/", {"coach": str(cast.coach.person)}, follow=True).content.decode()
    assert "in behandeling" in page
    assert name in browser.get(reverse("referrals:list")).content.decode()
    answer = browser.post(f"{address}acceptance/")
    with acting(cast.back_office.person):
        client = Client.objects.select_related("dossier").get(last_name=name)
    assert answer["Location"] == reverse("engagements:new", args=[client.dossier_id])
    page = browser.get(reverse("referrals:list") + "?tab=ended").content.decode()
    assert name not in page
    assert client.dossier.number in page
    assert "al beslist" in browser.post(f"{address}withdrawal/", follow=True).content.decode()
    assert "al beslist" in browser.post(f"{address}refusal/", {"reason": "no_room"}, follow=True).content.decode()


def test_somebody_who_is_perhaps_known_is_not_registered_by_a_slip(
    cast: Cast, make_client: MakeClient, browse: Browse
) -> None:
    client = make_client(first_name="Mila", last_name=unique("Tweemaal"), email="mila@example.org")
    referral = put(cast, first_name="Mila", last_name=client.last_name, email="mila@example.org")
    browser = browse(cast.back_office)
    address = reverse("referrals:accept", args=[referral.pk])
    page = browser.post(address).content.decode()
    assert "misschien bekend" in page
    assert client.dossier.number in page
    with acting(cast.back_office.person):
        assert Client.objects.filter(last_name=client.last_name).count() == 1
    assert browser.post(address, {"another": "on"}).status_code == 302
    with acting(cast.back_office.person):
        assert Client.objects.filter(last_name=client.last_name).count() == 2


def test_declining_asks_for_a_reason_of_the_list(cast: Cast, browse: Browse) -> None:
    referral, browser = put(cast), browse(cast.team_leader)
    address = reverse("referrals:decline", args=[referral.pk])
    assert browser.post(address, {"reason": "ill"}).status_code == 200
    page = browser.post(address, {"reason": "other_region"}, follow=True).content.decode()
    assert "Buiten ons werkgebied" in page
    assert "vanzelf gewist" in page
    assert browser.post(reverse("referrals:accept", args=[referral.pk])).status_code == 403
