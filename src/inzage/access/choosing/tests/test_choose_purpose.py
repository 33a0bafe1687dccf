"""Each opening names a purpose of the regulation, chosen for the user, changeable; others are refused (3.2, 3.3)."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.models import LedgerEvent, Opening
from inzage.access.need import may_open, purposes_of
from inzage.access.openings.actions import open_dossier
from inzage.clients.objections.actions import object_to, take_back
from inzage.clients.registration.actions import register
from inzage.clients.registration.models import Client
from tests.kit.cases import Case
from tests.kit.fixtures import Acting, Browse, Cast, MakeDossier, Member

MakeCase = Callable[..., Case]


def newcomer(cast: Cast, acting: Acting) -> Client:
    """A client before there is an agreement."""
    with acting(cast.back_office) as actor:
        return register(
            service="coaching", fields={"last_name": "Nieuw", "email": "n@example.org"}, source="self", referrer=None,
            by=actor, at=timezone.now(),
        )  # fmt: skip


def status(member: Member, dossier: object, purpose: str, *parts: str) -> str:
    return open_dossier(person=member.person, dossier=dossier, parts=parts or ("card",), purpose=purpose).status  # type: ignore[arg-type]


@pytest.mark.article("3.2")
def test_before_an_agreement_only_what_every_relation_carries(cast: Cast, acting: Acting) -> None:
    client = newcomer(cast, acting)
    assert status(cast.back_office, client.dossier_id, "3.c") == "not_agreed"
    for purpose in ("3.a", "3.b", "3.d", "3.g"):
        assert status(cast.back_office, client.dossier_id, purpose) == "open"
    with acting(cast.back_office) as actor:
        decision = may_open(actor, dossier=client.dossier_id, kind="client", parts=["card"], purpose="3.c")
        assert not decision.allowed
        assert decision.articles == ("3.2",)
    with acting(cast.privacy_officer):
        denied = LedgerEvent.objects.get(kind="dossier.denied", dossier=client.dossier_id)
        assert (denied.purpose, denied.articles, denied.outcome) == ("3.c", ["3.2"], "refused")


@pytest.mark.article("3.2")
def test_the_agreement_of_the_engagement_switches_its_purposes_on(cast: Cast, make_case: MakeCase) -> None:
    case = make_case()
    for purpose, must in (("3.c", "already"), ("3.a", "already"), ("3.e", "not_agreed"), ("3.i", "not_agreed")):
        assert status(case.coach, case.dossier.pk, purpose) in {must, "open" if must == "already" else must}


@pytest.mark.article("3.purposes")
@pytest.mark.parametrize("purpose", ["", "9", "4.1", "3.z", "13", "3.c; drop table x"])
def test_no_other_purpose_than_the_regulation_has_for_the_role(
    cast: Cast, make_dossier: MakeDossier, purpose: str
) -> None:
    dossier = make_dossier(coach=cast.coach)
    if purpose:
        assert status(cast.coach, dossier.pk, purpose) == "no_purpose"
    else:
        with pytest.raises(Exception, match="names a purpose"):
            status(cast.coach, dossier.pk, purpose)


@pytest.mark.article("3.purposes")
def test_a_part_opens_only_for_a_purpose_that_it_serves(cast: Cast, make_dossier: MakeDossier) -> None:
    dossier = make_dossier(coach=cast.coach)
    assert status(cast.coach, dossier.pk, "3.g", "contact") == "open"
    assert status(cast.coach, dossier.pk, "3.g", "notes") == "no_purpose"
    assert status(cast.coach, dossier.pk, "3.c", "notes") == "open"


@pytest.mark.article("3.3")
@pytest.mark.article("3.purposes")
def test_an_objection_beats_the_agreement_and_closes_what_is_open(cast: Cast, make_case: MakeCase) -> None:
    case = make_case()
    case.note("Kanarie")
    with case.at_work() as actor:
        objection = object_to(
            dossier=case.dossier, purpose="3.c", how="email", received_on=timezone.localdate(), by=actor,
            at=timezone.now(),
        )  # fmt: skip
    assert status(case.coach, case.dossier.pk, "3.c") == "prohibited"
    with case.at_work() as actor:
        decision = may_open(actor, dossier=case.dossier.pk, kind="client", parts=["notes"], purpose="3.c")
        assert decision.articles == ("3.3",)
        assert dict(purposes_of(case.dossier.pk))["3.c"] == "prohibited"
        take_back(objection=objection, by=actor, at=timezone.now())
    assert status(case.coach, case.dossier.pk, "3.c") in {"open", "already"}


@pytest.mark.article("3.purposes")
def test_the_page_opens_for_its_own_purpose_and_the_user_can_change_that(
    cast: Cast, make_case: MakeCase, acting: Acting, browse: Browse
) -> None:
    case = make_case()
    browser, page = browse(case.coach), reverse("dossier:show", args=[case.dossier.pk])
    shown = browser.get(page).content.decode()
    change = f"{reverse('choosing:change')}?page="
    assert change in shown
    assert "De dienst uitvoeren" in shown
    menu = browser.get(f"{change}{page}").content.decode()
    assert "3.g" in menu
    assert "niet in de overeenkomst" in menu
    assert "<html" not in browser.get(f"{change}{page}", headers={"HX-Request": "true"}).content.decode()
    answer = browser.post(reverse("choosing:change"), {"page": page, "purpose": "3.g"})
    assert answer["Location"] == page
    assert "Informeren over wat van belang is" in browser.get(page).content.decode()
    with acting(case.coach):
        assert Opening.objects.filter(dossier=case.dossier.pk, purpose="3.g").count() == 1
    notes = browser.get(reverse("notes:new", args=[case.dossier.pk])).content.decode()
    assert "De dienst uitvoeren" in notes, "a page that this purpose does not need has its own"


@pytest.mark.article("3.2")
def test_choosing_what_is_not_agreed_is_refused_with_the_article(
    cast: Cast, make_case: MakeCase, browse: Browse
) -> None:
    case = make_case()
    page = reverse("dossier:show", args=[case.dossier.pk])
    answer = browse(case.coach).post(reverse("choosing:change"), {"page": page, "purpose": "3.e"})
    assert answer.status_code == 403
    assert "De overeenkomst draagt dit doel niet" in answer.content.decode()


def test_choosing_is_for_pages_of_ones_own_dossiers(cast: Cast, make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    address, page = reverse("choosing:change"), reverse("dossier:show", args=[case.dossier.pk])
    for place in ("", "/", "//example.org/", "https://example.org/dossiers/", "/clients/", "/nonsense/"):
        assert browse(case.coach).post(address, {"page": place, "purpose": "3.c"}).status_code == 400
    assert browse(cast.other_coach).post(address, {"page": page, "purpose": "3.c"}).status_code == 404
    away = browse(case.coach).post(address, {"page": f"https://example.org{page}", "purpose": "3.c"})
    assert away["Location"] == page


@pytest.mark.article("3.2")
def test_a_page_that_no_purpose_carries_says_which_article(cast: Cast, acting: Acting, browse: Browse) -> None:
    client = newcomer(cast, acting)
    page = browse(cast.team_leader).get(reverse("reports:list", args=[client.dossier_id]))
    assert page.status_code == 403
    assert "De overeenkomst draagt dit doel niet" in page.content.decode()
