"""Registering a sponsor opens its dossier; only who needs it sees it (articles 5.dossier, 5.need, 3.a)."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Dossier, LedgerEvent
from inzage.sponsors.conftest import MakeSponsor, unique
from inzage.sponsors.relations.actions import register_sponsor
from inzage.sponsors.relations.facts import sponsor_of, sponsors
from inzage.sponsors.relations.models import Sponsor
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("5.dossier")
@pytest.mark.article("3.a")
def test_registering_opens_a_sponsor_dossier_and_leaves_a_trace(cast: Cast, make_sponsor: MakeSponsor) -> None:
    name = unique("De Zon")
    sponsor = make_sponsor(name=f"  {name}  ", kvk_number="")
    with acting(cast.back_office.person):
        kept = Sponsor.objects.select_related("dossier").get(id=sponsor.id)
        events = LedgerEvent.objects.filter(dossier=kept.dossier_id).values_list("kind", flat=True)
        assert {"dossier.created", "sponsor.registered"} <= set(events)
    assert (kept.name, kept.dossier.kind) == (name, Dossier.Kind.SPONSOR)
    assert kept.dossier.number.startswith("O-")


@pytest.mark.article("5.need")
def test_a_coach_who_is_on_no_engagement_sees_no_sponsor(cast: Cast, make_sponsor: MakeSponsor) -> None:
    sponsor = make_sponsor()
    with acting(cast.other_coach.person):
        assert sponsor_of(sponsor.dossier_id) is None
        assert not sponsors(sponsor.name)
    with acting(cast.account_manager.person):
        assert sponsor_of(sponsor.dossier_id) == sponsor


def test_a_coach_cannot_register_a_sponsor(cast: Cast) -> None:
    with pytest.raises(ProgrammingError), acting(cast.coach.person) as actor:
        register_sponsor(name="De Maan", kind="employer", by=actor, at=timezone.now())


def test_the_same_kvk_number_is_not_registered_twice(make_sponsor: MakeSponsor) -> None:
    number = str(uuid4().int)[:8]
    first = make_sponsor(kvk_number=number)
    with pytest.raises(ValidationError) as wrong:
        make_sponsor(kvk_number=number)
    assert first.dossier.number in wrong.value.message_dict["kvk_number"][0]


def test_sponsors_are_found_by_part_of_the_name_and_listed_in_dutch_order(
    cast: Cast, make_sponsor: MakeSponsor
) -> None:
    mark = uuid4().hex[:10]
    for name in (f"Van der Berg {mark}", f"Özdemir {mark}", f"Aarts {mark}"):
        make_sponsor(name=name)
    with acting(cast.back_office.person):
        assert [each.name.split()[0] for each in sponsors(mark)] == ["Aarts", "Van", "Özdemir"]
        assert [each.name for each in sponsors(f"ozdemir {mark}")] == [f"Özdemir {mark}"]
        assert not sponsors(mark, "uwv")


def test_the_pages_register_list_and_show(cast: Cast, browse: Browse) -> None:
    name = unique("Drukkerij Letter")
    browser = browse(cast.back_office)
    answer = browser.post(reverse("relations:new"), {"name": name, "kind": "employer", "kvk_number": "12"})
    assert answer.status_code == 200
    assert "id_kvk_number_error" in answer.content.decode()
    answer = browser.post(reverse("relations:new"), {"name": name, "kind": "employer", "kvk_number": ""}, follow=True)
    assert name in answer.content.decode()
    for kind, found in (("employer", True), ("uwv", False), ("nonsense", True)):
        answer = browser.post(reverse("relations:search"), {"q": name, "kind": kind})
        assert "Letter" not in answer.headers["Location"], "what is searched for stands sealed in the address"
        page = browser.get(answer.headers["Location"]).content.decode()
        assert (f">{name}</a>" in page) is found


@pytest.mark.article("5.need")
def test_who_does_not_need_it_gets_the_same_answer_as_for_nothing(
    cast: Cast, make_sponsor: MakeSponsor, browse: Browse
) -> None:
    sponsor = make_sponsor()
    browser = browse(cast.other_coach)
    theirs = browser.get(reverse("relations:show", args=[sponsor.dossier_id]))
    nothing = browser.get(reverse("relations:show", args=[uuid4()]))
    assert theirs.status_code == nothing.status_code == 404
    assert sponsor.name not in theirs.content.decode()
    assert browser.get(reverse("relations:new")).status_code == 403
