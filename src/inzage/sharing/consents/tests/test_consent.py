"""A consent is given in writing for one thing and one recipient, and withdrawn in one step (6.health, AVG 7)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Document, Entry, LedgerEvent
from inzage.access.vault.actions import read
from inzage.clients.health.models import HealthGround
from inzage.kit.uploads import Upload
from inzage.law.decisions.decision import Refused
from inzage.sharing.consents.actions import withdraw
from inzage.sharing.consents.models import Consent
from tests.kit.cases import SCAN, Case
from tests.kit.fixtures import Cast, Member

MakeCase = Callable[..., Case]
Browse = Callable[[Member], Client]


def form(case: Case, **given: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "engagement": str(case.engagement.id), "information": "functional_capacity", "direction": "out",
        "recipient_kind": "sponsor", "contact": str(case.contact.id), "recipient_label": "",
        "given_on": today.isoformat(), "expires_on": (today + timedelta(days=60)).isoformat(),
        "scan": SimpleUploadedFile("toestemming.pdf", SCAN, "application/pdf"),
    } | given  # fmt: skip


@pytest.mark.article("3.2")
@pytest.mark.article("6.health")
def test_registering_gives_no_consent(make_case: MakeCase) -> None:
    case = make_case()
    with case.at_work():
        assert not Consent.objects.filter(dossier=case.dossier).exists()


@pytest.mark.article("6.health")
def test_it_is_given_on_the_page_with_its_scan(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    browser = browse(case.coach)
    answer = browser.post(reverse("consents:give", args=(case.dossier.id,)), form(case))
    assert answer.status_code == 302, answer.content.decode()
    assert case.contact.name in browser.get(answer["Location"]).content.decode()
    with case.at_work():
        consent = Consent.objects.get(dossier=case.dossier)
        assert read(Document.objects.get(id=consent.document_id)) == SCAN
        assert Entry.objects.filter(kind="consent", subject=consent.id, visibility="client").exists()
    assert (consent.recipient_id, consent.subject_kind, consent.written) == (case.contact.id, "health", True)
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(dossier=case.dossier.id, kind="consent.given").count() == 1


@pytest.mark.article("6.health")
def test_giving_and_withdrawing_take_the_same_number_of_steps(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    browser = browse(case.coach)
    giving = browser.post(reverse("consents:give", args=(case.dossier.id,)), form(case))
    with case.at_work():
        consent = Consent.objects.get(dossier=case.dossier)
    withdrawing = browser.post(reverse("consents:withdraw", args=(case.dossier.id, consent.id)))
    assert giving.status_code == withdrawing.status_code == 302
    with case.at_work():
        assert Consent.objects.get(id=consent.id).withdrawn_at is not None
    listed = browser.get(reverse("consents:list", args=(case.dossier.id,))).content.decode()
    assert reverse("consents:withdraw", args=(case.dossier.id, consent.id)) not in listed


def test_withdrawing_twice_changes_nothing(make_case: MakeCase) -> None:
    case = make_case()
    consent = case.consent()
    moments = []
    for _ in range(2):
        with case.at_work() as actor:
            moments.append(withdraw(consent=consent, by=actor, at=timezone.now()).withdrawn_at)
    assert moments[0] == moments[1]


@pytest.mark.article("6.health")
@pytest.mark.parametrize(
    "given",
    [
        {"scan": None},
        {"contact": None},
        {"expires_on": timezone.localdate() + timedelta(days=800)},
        {"expires_on": timezone.localdate() - timedelta(days=1)},
        {"given_at": timezone.now() + timedelta(days=3)},
        {"information": "diagnosis"},
    ],
    ids=["not written", "no recipient", "too long", "past", "future", "never to a sponsor"],
)
def test_what_is_no_consent_is_refused(make_case: MakeCase, given: dict[str, object]) -> None:
    case = make_case()
    with pytest.raises(Refused) as caught:
        case.consent(**given)
    assert "6.health" in caught.value.decision.articles
    assert caught.value.decision.remedy is not None


def test_a_service_without_health_data_takes_no_health_consent(make_case: MakeCase) -> None:
    case = make_case(ready=False, service="coaching")
    with pytest.raises(Refused):
        case.consent()


def test_a_consent_to_the_profile_names_its_recipient(make_case: MakeCase) -> None:
    case = make_case()
    given = {"subject_kind": "profile", "information": "profile", "recipient_kind": "relation", "contact": None}
    with pytest.raises(Refused) as caught:
        case.consent(**given)
    assert "3.i" in caught.value.decision.articles
    assert case.consent(**given, recipient_label="Bakkerij De Korst").recipient_label == "Bakkerij De Korst"


@pytest.mark.article("6.health")
def test_a_doctor_may_be_asked_with_consent(make_case: MakeCase) -> None:
    case = make_case()
    consent = case.consent(direction="in", recipient_kind="doctor", contact=None, recipient_label="Huisarts Smit")
    assert (consent.direction, consent.recipient_label) == ("in", "Huisarts Smit")


@pytest.mark.article("6.health")
def test_a_client_of_any_service_may_let_the_bureau_keep_it_and_no_recipient_is_asked(
    make_case: MakeCase, browse: Browse
) -> None:
    case = make_case(ready=False, service="coaching")
    browser = browse(case.coach)
    given = form(case, direction="keep", recipient_kind="doctor", contact="", recipient_label="iemand")
    answer = browser.post(reverse("consents:give", args=(case.dossier.id,)), given)
    assert answer.status_code == 302, answer.content.decode()
    with case.at_work():
        consent = Consent.objects.get(dossier=case.dossier)
        (ground,) = HealthGround.objects.filter(dossier=case.dossier)
    assert (consent.direction, consent.recipient_kind, consent.recipient_label) == ("keep", "bureau", "")
    assert (ground.subject, ground.category, ground.until is None) == (consent.id, "functional_capacity", False)
    page = browser.get(answer["Location"]).content.decode()
    assert "in het dossier bewaren" in page
    with pytest.raises(Refused):
        case.consent(information="diagnosis", direction="keep", recipient_kind="bureau", contact=None)


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    address = reverse("consents:give", args=(case.dossier.id,))
    answer = browse(case.coach).post(
        address, form(case, contact="", scan=SimpleUploadedFile("x.pdf", b"MZ\x00\x01 program", "application/pdf"))
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "kit-error-summary" in html
    assert html.count("kit-field-wrong") == 2
    given = browse(case.coach).post(address, form(case, recipient_kind="doctor", expires_on="2020-01-01"))
    assert given.content.decode().count("kit-field-wrong") == 2


def test_the_database_keeps_no_consent_that_is_not_written(make_case: MakeCase) -> None:
    case = make_case()
    consent = case.consent()
    with case.at_work(), pytest.raises(IntegrityError, match="check constraint"), transaction.atomic():
        consent.pk, consent.written = uuid4(), False
        consent.save(force_insert=True)


def test_without_an_engagement_there_is_nothing_to_consent_to(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    assert (
        'name="scan"'
        in browse(cast.back_office).get(reverse("consents:give", args=(case.dossier.id,))).content.decode()
    )
    assert browse(cast.other_coach).get(reverse("consents:list", args=(case.dossier.id,))).status_code == 404
    missing = reverse("consents:withdraw", args=(case.dossier.id, case.dossier.id))
    assert browse(case.coach).post(missing).status_code == 404


def test_an_upload_is_what_its_bytes_are(make_case: MakeCase) -> None:
    case = make_case()
    consent = case.consent(scan=Upload(name="a.png", media_type="image/png", content=b"\x89PNG\r\n\x1a\n"))
    with case.at_work():
        assert Document.objects.get(id=consent.document_id).media_type == "image/png"
