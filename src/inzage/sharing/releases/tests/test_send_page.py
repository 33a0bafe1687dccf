"""The send page shows what the regulation says before anything goes, and does what it shows."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.sharing.disclosures.models import Disclosure
from inzage.work.reports.models import Report
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member

MakeCase = Callable[..., Case]
Browse = Callable[[Member], Client]
FORM = {
    "channel": "email_pdf",
    "ground": "legitimate_interest",
    "ground_reasons": "De opdrachtgever volgt de voortgang.",
    "weighing": "Alleen feiten.",
    "ethics_confirmed": "on",
}


def page_of(report: Report) -> str:
    return reverse("releases:send", args=(report.dossier_id, report.id))


def filled(case: Case, html: str, **given: str) -> dict[str, str]:
    found = re.search(r'name="seen" value="([0-9a-f]*)"', html)
    assert found
    return {**FORM, "contact": str(case.contact.id), "seen": found[1], **given}


@pytest.mark.article("6.sending")
@pytest.mark.article("V.ethics")
def test_the_page_shows_preview_decision_and_ethics_and_sends(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    report = case.report()
    case.lock(report)
    browser = browse(case.coach)
    html = browser.get(page_of(report)).content.decode()
    assert case.contact.email in html
    assert "gedragscode" in html or "code of conduct" in html
    picture = reverse("releases:page", args=(case.dossier.id, report.id, case.contact.id, 1))
    assert picture in html
    assert browser.get(picture)["Content-Type"] == "image/png"
    assert browser.get(picture.replace("1.png", "99.png")).status_code == 404
    pdf = browser.get(reverse("releases:preview", args=(case.dossier.id, report.id, case.contact.id)))
    assert pdf.content.startswith(b"%PDF-")
    answer = browser.post(page_of(report), filled(case, html))
    with case.at_work():
        sent = Disclosure.objects.get(dossier=case.dossier)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("disclosures:show", args=(case.dossier.id, sent.id))
    assert sent.sha256 in browser.get(answer["Location"]).content.decode()


@pytest.mark.article("6.informing")
def test_a_full_report_is_refused_before_it_was_shown(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    report = case.report("full")
    case.lock(report)
    browser = browse(case.coach)
    html = browser.get(page_of(report)).content.decode()
    assert reverse("reports:review", args=(case.dossier.id, report.id)) in html
    answer = browser.post(page_of(report), filled(case, html))
    assert answer.status_code == 403
    assert "AVG 5(1)(a)" in answer.content.decode()
    with case.at_work():
        assert not Disclosure.objects.filter(dossier=case.dossier).exists()
    with acting(cast.privacy_officer.person):
        event = LedgerEvent.objects.get(dossier=case.dossier.id, kind="decision.refused")
    assert (event.outcome, event.articles, event.detail) == ("refused", ["6.informing"], {"act": "release_report"})


def test_the_decision_follows_what_is_filled_in(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    report = case.report()
    case.lock(report)
    browser = browse(case.coach)
    address = reverse("releases:decision", args=(case.dossier.id, report.id))
    empty = browser.post(address, {"contact": str(case.contact.id)}).content.decode()
    assert "kit-tone-bad" in empty
    full = browser.post(address, filled(case, browser.get(page_of(report)).content.decode())).content.decode()
    assert "kit-tone-good" in full
    assert "kit-tone-bad" not in full
    with case.at_work():
        assert not Disclosure.objects.filter(dossier=case.dossier).exists()


@pytest.mark.article("6.exceptions")
@pytest.mark.article("V.ethics")
def test_what_was_forgotten_is_asked_for_and_nothing_typed_is_lost(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    report = case.report()
    case.lock(report)
    browser = browse(case.coach)
    html = browser.get(page_of(report)).content.decode()
    assert "kit-decision kit-tone-bad" not in html, "only the ground is still to be chosen: nothing is refused yet"
    given = filled(case, html, weighing="")
    del given["ethics_confirmed"]
    answer = browser.post(page_of(report), given)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "id_weighing_error" in html
    assert "id_ethics_confirmed_error" in html
    assert FORM["ground_reasons"] in html
    with case.at_work():
        assert not Disclosure.objects.filter(dossier=case.dossier).exists()


def test_the_next_sending_begins_with_the_ground_of_the_last(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    case.send(case.lock(case.report()))
    report = case.report()
    case.lock(report)
    html = browse(case.coach).get(page_of(report)).content.decode()
    assert case.sending().weighing in html


def test_a_report_that_changed_since_is_looked_at_again(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    report = case.report("full")
    version = case.lock(report)
    browser = browse(case.coach)
    seen = filled(case, browser.get(page_of(report)).content.decode())
    case.show_client(version, remark="Ik mis iets.", response="remarks")
    answer = browser.post(page_of(report), seen)
    assert answer.status_code == 200
    assert "kit-error-summary" in answer.content.decode()
    with case.at_work():
        assert not Disclosure.objects.filter(dossier=case.dossier).exists()


def test_a_draft_cannot_be_sent(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    report = case.report()
    html = browse(case.coach).get(page_of(report)).content.decode()
    assert 'name="seen"' not in html
    assert reverse("reports:edit", args=(case.dossier.id, report.id)) in html


@pytest.mark.article("6.sending")
def test_an_oral_report_is_recorded_from_the_same_page(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    report = case.report("oral", note=case.note())
    case.lock(report)
    browser = browse(case.coach)
    html = browser.get(page_of(report)).content.decode()
    assert 'name="channel"' not in html
    assert browser.post(page_of(report), filled(case, html)).status_code == 302
    with case.at_work():
        assert Disclosure.objects.get(dossier=case.dossier).kind == "oral_report"


def test_another_sponsors_contact_does_not_exist_here(make_case: MakeCase, browse: Browse) -> None:
    case, other = make_case(), make_case()
    report = case.report()
    case.lock(report)
    browser = browse(case.coach)
    assert browser.get(page_of(report), {"to": str(other.contact.id)}).status_code == 404
    assert browser.get(page_of(report), {"to": "nonsense"}).status_code == 404


@pytest.mark.article("6.need")
@pytest.mark.parametrize(
    ("who", "status"),
    [("coach", 200), ("back_office", 200), ("other_coach", 404), ("account_manager", 404), ("privacy_officer", 404)],
)
def test_who_may_come_here(make_case: MakeCase, browse: Browse, cast: Cast, who: str, status: int) -> None:
    case = make_case()
    report = case.report()
    case.lock(report)
    assert browse(getattr(cast, who)).get(page_of(report)).status_code == status
