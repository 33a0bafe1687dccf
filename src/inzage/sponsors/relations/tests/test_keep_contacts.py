"""Contacts of a sponsor: added, corrected, ended; seen only by who needs the part (5.dossier, 13.correction)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Person
from inzage.sponsors.conftest import MakeContact, MakeSponsor, unique
from inzage.sponsors.relations.actions import change_contact, set_contact_active
from inzage.sponsors.relations.facts import contacts_of
from inzage.sponsors.relations.models import SponsorContact
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("5.dossier")
def test_a_contact_is_a_person_without_a_name_outside_its_card(cast: Cast, make_contact: MakeContact) -> None:
    contact = make_contact()
    with acting(cast.account_manager.person):
        assert list(contacts_of(contact.dossier_id)) == [contact]
        assert not Person.objects.filter(id=contact.person_id).exists()
    with acting(cast.other_coach.person):
        assert not contacts_of(contact.dossier_id)


@pytest.mark.article("13.correction")
def test_a_contact_is_corrected_and_the_ledger_tells_it_without_the_words(
    cast: Cast, make_contact: MakeContact
) -> None:
    contact = make_contact()
    with acting(cast.account_manager.person) as actor:
        change_contact(
            contact=contact,
            name="Hanna Groot",
            email="h.groot@bakkerij.test",
            job_title="",
            phone="06-1",
            by=actor,
            at=timezone.now(),
        )
        kept = SponsorContact.objects.get(id=contact.id)
        event = LedgerEvent.objects.get(subject=contact.id, kind="contact.changed")
    assert (kept.name, kept.email, kept.job_title, kept.phone) == ("Hanna Groot", "h.groot@bakkerij.test", "", "06-1")
    assert "Groot" not in str(event.detail)


def test_a_contact_who_left_stays_and_comes_last(
    cast: Cast, make_sponsor: MakeSponsor, make_contact: MakeContact
) -> None:
    sponsor = make_sponsor()
    gone, here = make_contact(sponsor, name="Anna"), make_contact(sponsor, name="Zeno")
    with acting(cast.back_office.person) as actor:
        set_contact_active(contact=gone, active=False, by=actor, at=timezone.now())
        assert list(contacts_of(sponsor.dossier_id)) == [here, gone]
        assert list(contacts_of(sponsor.dossier_id, active_only=True)) == [here]


def test_the_pages_add_change_and_end(cast: Cast, make_sponsor: MakeSponsor, browse: Browse) -> None:
    sponsor, name = make_sponsor(), unique("Hanna")
    browser = browse(cast.account_manager)
    address = reverse("relations:contact_new", args=[sponsor.dossier_id])
    assert "id_email_error" in browser.post(address, {"name": name, "email": "nonsense"}).content.decode()
    page = browser.post(address, {"name": name, "email": "h@bakkerij.test"}, follow=True).content.decode()
    assert name in page
    with acting(cast.account_manager.person):
        contact = SponsorContact.objects.get(name=name)
    address = reverse("relations:contact_edit", args=[sponsor.dossier_id, contact.id])
    assert browser.get(address).status_code == 200
    browser.post(address, {"name": f"{name} Smit", "email": "h@bakkerij.test"})
    browser.post(reverse("relations:contact_active", args=[sponsor.dossier_id, contact.id]), {"active": "0"})
    with acting(cast.account_manager.person):
        kept = SponsorContact.objects.get(id=contact.id)
    assert (kept.name, kept.active) == (f"{name} Smit", False)
    assert browser.get(address).status_code == 200
    browser.post(reverse("relations:contact_active", args=[sponsor.dossier_id, contact.id]), {"active": "1"})
    with acting(cast.account_manager.person):
        assert SponsorContact.objects.get(id=contact.id).active


def test_a_contact_of_another_sponsor_is_not_found(
    cast: Cast, make_sponsor: MakeSponsor, make_contact: MakeContact, browse: Browse
) -> None:
    other = make_contact()
    address = reverse("relations:contact_edit", args=[make_sponsor().dossier_id, other.id])
    assert browse(cast.account_manager).get(address).status_code == 404


@pytest.mark.article("5.need")
def test_a_team_leader_sees_but_does_not_change(cast: Cast, make_contact: MakeContact, browse: Browse) -> None:
    contact = make_contact()
    browser = browse(cast.team_leader)
    assert contact.name in browser.get(reverse("relations:show", args=[contact.dossier_id])).content.decode()
    assert browser.get(reverse("relations:contact_new", args=[contact.dossier_id])).status_code == 403
