"""The register: each line with its decision and the exact bytes, for whoever may read it, never changed (article 4)."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent, Task
from inzage.law.decisions.decision import Refused
from inzage.sharing.disclosures.actions import record_informed
from inzage.sharing.disclosures.models import ClientInformed, Disclosure, Grounds
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member

MakeCase = Callable[..., Case]
Browse = Callable[[Member], Client]


@pytest.fixture
def sent(make_case: MakeCase) -> tuple[Case, Disclosure]:
    """A case with a report that was sent."""
    case = make_case()
    return case, case.send(case.lock(case.report()))


@pytest.mark.article("4")
def test_a_line_shows_decision_articles_and_hash(sent: tuple[Case, Disclosure], browse: Browse) -> None:
    case, disclosure = sent
    html = browse(case.coach).get(reverse("disclosures:show", args=(case.dossier.id, disclosure.id))).content.decode()
    for text in (disclosure.sha256, case.contact.name, case.sponsor.name, case.sending().weighing, "kit-tone-good"):
        assert text in html
    listed = browse(case.coach).get(reverse("disclosures:list", args=(case.dossier.id,))).content.decode()
    assert case.contact.name in listed


@pytest.mark.article("4")
@pytest.mark.article("6.need")
def test_the_exact_bytes_are_handed_out_and_that_is_on_the_log(
    sent: tuple[Case, Disclosure], browse: Browse, cast: Cast
) -> None:
    case, disclosure = sent
    address = reverse("disclosures:document", args=(case.dossier.id, disclosure.id))
    answer = browse(cast.privacy_officer).get(address)
    assert answer.status_code == 200
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert hashlib.sha256(answer.content).hexdigest() == disclosure.sha256
    with acting(cast.privacy_officer.person):
        event = LedgerEvent.objects.get(subject=disclosure.id, kind="document.read")
    assert event.actor == cast.privacy_officer.person


@pytest.mark.article("4")
def test_the_privacy_officer_sees_what_left_of_all_dossiers(
    sent: tuple[Case, Disclosure], make_case: MakeCase, browse: Browse, cast: Cast
) -> None:
    case, disclosure = sent
    other = make_case()
    other.send(other.lock(other.report()))
    browser, address = browse(cast.privacy_officer), reverse("disclosures:register")
    html = browser.get(address).content.decode()
    assert case.sponsor.name in html
    assert other.sponsor.name in html
    assert case.client.last_name not in html
    found = browser.get(address, {"organisation": case.sponsor.name, "kind": "report"}).content.decode()
    assert reverse("disclosures:show", args=(case.dossier.id, disclosure.id)) in found
    assert other.sponsor.name not in found.split("<tbody>")[1]
    none = browser.get(
        address, {"until": (timezone.localdate() - timedelta(days=9)).isoformat(), "since": "2020-01-01"}
    )
    assert "<tbody>" not in none.content.decode()
    assert browser.get(address, {"since": "nonsense"}).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("coach", 403), ("back_office", 403), ("manager", 403), ("privacy_officer", 200)]
)
def test_the_whole_register_is_for_the_privacy_officer(browse: Browse, cast: Cast, who: str, status: int) -> None:
    assert browse(getattr(cast, who)).get(reverse("disclosures:register")).status_code == status


@pytest.mark.article("4")
def test_a_line_is_never_changed_or_removed(sent: tuple[Case, Disclosure]) -> None:
    case, disclosure = sent
    for table in (Disclosure, Grounds):
        with case.at_work():
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                table.objects.filter(dossier=case.dossier).update(dossier=case.dossier)
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                table.objects.filter(dossier=case.dossier).delete()
    with case.at_work():
        assert Disclosure.objects.filter(id=disclosure.id).exists()


@pytest.mark.article("6.need")
def test_another_coach_sees_no_line(sent: tuple[Case, Disclosure], browse: Browse, cast: Cast) -> None:
    case, disclosure = sent
    with acting(cast.other_coach.person):
        assert not Disclosure.objects.filter(id=disclosure.id).exists()
    browser = browse(cast.other_coach)
    for name in ("show", "document", "inform"):
        assert browser.get(reverse(f"disclosures:{name}", args=(case.dossier.id, disclosure.id))).status_code == 404
    missing = reverse("disclosures:show", args=(case.dossier.id, case.dossier.id))
    assert browse(case.coach).get(missing).status_code == 404


@pytest.mark.article("6.informing")
def test_telling_the_client_finishes_the_duty(sent: tuple[Case, Disclosure], browse: Browse, cast: Cast) -> None:
    case, disclosure = sent
    address = reverse("disclosures:inform", args=(case.dossier.id, disclosure.id))
    browser = browse(case.coach)
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"informed_on": timezone.localdate().isoformat(), "how": "phone"})
    assert answer["Location"] == reverse("disclosures:show", args=(case.dossier.id, disclosure.id))
    with case.at_work():
        told = ClientInformed.objects.get(disclosure=disclosure)
        assert not Task.objects.filter(subject=disclosure.id, done_at=None).exists()
        assert Entry.objects.filter(kind="informed", subject=told.id).exists()
    assert (told.how, told.informed_by_id) == ("phone", case.coach.person)
    assert browser.get(address).status_code == 302
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(subject=disclosure.id, kind="client.informed").count() == 1


@pytest.mark.article("6.informing")
@pytest.mark.parametrize("days", [-3, 1])
def test_one_is_told_after_it_happened_and_not_ahead(sent: tuple[Case, Disclosure], days: int) -> None:
    case, disclosure = sent
    day = timezone.localdate() + timedelta(days=days)
    with case.at_work() as actor, pytest.raises(Refused) as caught:
        record_informed(disclosure=disclosure, informed_on=day, how="phone", by=actor, at=timezone.now())
    assert "6.informing" in caught.value.decision.articles
    with case.at_work():
        assert Task.objects.filter(subject=disclosure.id, done_at=None).exists()


def test_it_is_recorded_once(sent: tuple[Case, Disclosure]) -> None:
    case, disclosure = sent
    with case.at_work() as actor:
        record_informed(
            disclosure=disclosure, informed_on=timezone.localdate(), how="phone", by=actor, at=timezone.now()
        )
    with case.at_work() as actor, pytest.raises(ValidationError):
        record_informed(
            disclosure=disclosure, informed_on=timezone.localdate(), how="phone", by=actor, at=timezone.now()
        )


def test_the_privacy_officer_reads_and_does_not_record(
    sent: tuple[Case, Disclosure], browse: Browse, cast: Cast
) -> None:
    case, disclosure = sent
    inform = reverse("disclosures:inform", args=(case.dossier.id, disclosure.id))
    shown = reverse("disclosures:show", args=(case.dossier.id, disclosure.id))
    assert inform in browse(case.coach).get(shown).content.decode()
    assert inform not in browse(cast.privacy_officer).get(shown).content.decode()
    assert browse(cast.privacy_officer).get(inform).status_code == 403
    consents = browse(cast.privacy_officer).get(reverse("consents:list", args=(case.dossier.id,))).content.decode()
    assert reverse("consents:give", args=(case.dossier.id,)) not in consents
