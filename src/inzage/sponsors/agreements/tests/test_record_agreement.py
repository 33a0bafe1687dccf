"""An agreement is recorded signed, with confidentiality terms and scan; it switches purposes on (5.signing, 3.2)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Document, LedgerEvent
from inzage.access.vault.actions import read
from inzage.law.decisions.decision import Refused
from inzage.sponsors.agreements.actions import record_agreement
from inzage.sponsors.agreements.facts import agreements_of, purposes_of, running
from inzage.sponsors.conftest import PDF, MakeAgreement, MakeSponsor, open_sponsor, terms, unique
from inzage.sponsors.relations.models import Sponsor
from tests.kit.fixtures import Browse, Cast

BEFORE = frozenset({"3.a", "3.b", "3.d", "3.g"})


@pytest.mark.article("5.signing")
@pytest.mark.article("5.dossier")
def test_a_signed_agreement_is_kept_with_its_scan_in_the_vault(cast: Cast, make_agreement: MakeAgreement) -> None:
    agreement = make_agreement()
    with acting(cast.account_manager.person):
        assert agreements_of(agreement.dossier_id).get() == agreement
        assert not Document.objects.filter(id=agreement.document_id).exists(), "content shows only under an opening"
    open_sponsor(cast.account_manager, agreement.dossier_id)
    with acting(cast.account_manager.person):
        document = Document.objects.get(id=agreement.document_id)
        assert (read(document), document.media_type) == (PDF, "application/pdf")
        assert LedgerEvent.objects.filter(kind="agreement.recorded", subject=agreement.id).exists() is False
    with acting(cast.back_office.person):
        assert LedgerEvent.objects.get(kind="agreement.recorded", subject=agreement.id).articles == ["5.signing", "3.2"]


@pytest.mark.article("5.signing")
@pytest.mark.parametrize(
    "changed",
    [
        {"has_confidentiality": False},
        {"signed_by_both": False},
        {"signed_on": None},
        {"signed_on": timezone.localdate() + timedelta(days=2)},
    ],
)
def test_without_terms_or_signatures_nothing_is_recorded(
    cast: Cast, make_sponsor: MakeSponsor, make_agreement: MakeAgreement, changed: dict[str, object]
) -> None:
    sponsor = make_sponsor()
    with pytest.raises(Refused) as refused:
        make_agreement(sponsor, **changed)
    assert "5.signing" in refused.value.decision.articles
    assert refused.value.decision.remedy
    with acting(cast.back_office.person):
        assert not agreements_of(sponsor.dossier_id)


@pytest.mark.article("3.2")
@pytest.mark.parametrize(
    "changed", [{"purposes": ["3.k"]}, {"purposes": []}, {"services": ["astrology"]}, {"services": []}]
)
def test_only_the_ten_purposes_and_own_services_can_be_agreed(
    make_agreement: MakeAgreement, changed: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        make_agreement(**changed)
    assert "3.2" in refused.value.decision.articles


@pytest.mark.article("3.2")
def test_purposes_are_on_from_the_first_to_the_last_day_of_an_agreement(
    cast: Cast, make_sponsor: MakeSponsor, make_agreement: MakeAgreement
) -> None:
    sponsor = make_sponsor()
    with acting(cast.back_office.person):
        assert purposes_of(sponsor.dossier_id, date(2026, 5, 1)) == BEFORE
    agreement = make_agreement(sponsor, purposes=["3.c", "3.i"], starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 31))
    with acting(cast.back_office.person):
        for day, on in (
            (date(2026, 4, 30), False),
            (date(2026, 5, 1), True),
            (date(2026, 5, 31), True),
            (date(2026, 6, 1), False),
        ):
            assert (agreement in running(day)) is on
            assert purposes_of(sponsor.dossier_id, day) == (BEFORE | {"3.c", "3.i"} if on else BEFORE)


@pytest.mark.parametrize("scan", [b"", b"<html>%PDF-1.7", b"MZ\x00\x01"])
def test_a_scan_is_judged_by_its_content(cast: Cast, make_sponsor: MakeSponsor, scan: bytes) -> None:
    sponsor = make_sponsor()
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        record_agreement(
            sponsor_dossier=sponsor.dossier, terms=terms(), scan=scan, scan_name="scan.pdf", by=actor, at=timezone.now()
        )


def test_a_number_stands_once_per_sponsor_and_days_run_forward(
    make_sponsor: MakeSponsor, make_agreement: MakeAgreement
) -> None:
    sponsor = make_sponsor()
    make_agreement(sponsor, number="A-1")
    make_agreement(number="A-1")
    with pytest.raises(ValidationError) as wrong:
        make_agreement(sponsor, number=" A-1 ")
    assert "number" in wrong.value.message_dict
    with pytest.raises(ValidationError) as wrong:
        make_agreement(sponsor, ends_on=date(2025, 12, 31))
    assert "ends_on" in wrong.value.message_dict


@pytest.mark.article("5.need")
def test_a_coach_without_the_sponsor_records_nothing(cast: Cast, make_sponsor: MakeSponsor) -> None:
    sponsor = make_sponsor()
    with pytest.raises(Sponsor.DoesNotExist), acting(cast.other_coach.person) as actor:
        record_agreement(
            sponsor_dossier=sponsor.dossier, terms=terms(), scan=PDF, scan_name="a.pdf", by=actor, at=timezone.now()
        )


@pytest.mark.article("5.signing")
def test_the_page_records_and_gives_the_scan_as_a_file(cast: Cast, make_sponsor: MakeSponsor, browse: Browse) -> None:
    sponsor, number = make_sponsor(), unique("B")
    browser = browse(cast.account_manager)
    address = reverse("agreements:new", args=[sponsor.dossier_id])
    filled = {
        "number": number, "title": "Raamovereenkomst", "services": ["coaching"], "purposes": ["3.c"],
        "starts_on": "2026-01-01", "signed_on": "18-12-2025", "has_confidentiality": "on",
    }  # fmt: skip
    scan = SimpleUploadedFile("over een komst.pdf", PDF)
    answer = browser.post(address, filled | {"scan": scan})
    assert "id_signed_by_both_error" in answer.content.decode()
    scan.seek(0)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = browser.post(address, filled | {"signed_by_both": "on", "signed_on": tomorrow, "scan": scan})
    assert "id_signed_on_error" in answer.content.decode()
    assert number in answer.content.decode(), "what was typed stays"
    scan.seek(0)
    page = browser.post(address, filled | {"signed_by_both": "on", "scan": scan}, follow=True).content.decode()
    assert number in page
    with acting(cast.account_manager.person):
        agreement = agreements_of(sponsor.dossier_id).get()
    file = browser.get(reverse("agreements:document", args=[sponsor.dossier_id, agreement.id]))
    assert (file.content, file["Content-Type"]) == (PDF, "application/pdf")
    assert file["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file["Content-Security-Policy"]
    assert (
        browse(cast.other_coach)
        .get(reverse("agreements:document", args=[sponsor.dossier_id, agreement.id]))
        .status_code
        == 404
    )
