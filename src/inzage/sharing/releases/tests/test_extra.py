"""An extra report: the refusal offers it, the client is told, and one click makes it a new version (6.agreement)."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.sponsors.relations.actions import add_contact
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.reporting.facts import current_agreement
from inzage.work.reporting.models import ReportingAgreement
from inzage.work.reports.models import Report
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]
TOLD = {"told_how": "oral", "response": "acknowledged"}
pytestmark = pytest.mark.article("6.agreement")


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A client of whom only attendance is reported, in progress reports."""
    made = make_case(ready=False)
    made.give_notice()
    made.agree(categories=["attendance"], kinds=["progress"], form="written")
    return made


@pytest.fixture
def other(case: Case, cast: Cast) -> SponsorContact:
    """Another contact of the sponsor."""
    with acting(cast.back_office.person) as actor:
        return add_contact(
            sponsor=case.sponsor, name="Ton Tas", email="ton@werkgever.test", by=actor, at=timezone.now()
        )


def places(report: Report, contact: SponsorContact) -> tuple[str, str]:
    """The send page for a contact, and where its extra is recorded."""
    send = reverse("releases:send", args=(report.dossier_id, report.id))
    return f"{send}?to={contact.id}", reverse("releases:extra", args=(report.dossier_id, report.id, contact.id))


def agreed(case: Case) -> ReportingAgreement:
    with case.at_work():
        found = current_agreement(case.engagement)
    assert found is not None
    return found


def test_the_refusal_offers_it_and_one_click_covers_exactly_this(
    case: Case, other: SponsorContact, browse: Browse, cast: Cast
) -> None:
    # Given a report with data and a recipient that were not agreed
    report = case.report(category="activities")
    case.lock(report)
    browser, (page, extra) = browse(case.coach), places(report, other)
    html = browser.get(page).content.decode()
    assert "buiten de afspraken" in html
    assert extra in html
    # When the coach told the client and says so
    answer = browser.post(extra, TOLD)
    # Then the report is covered, the rest of the agreement stands, and the ledger has both
    assert answer["Location"] == page
    html = browser.get(page).content.decode()
    assert "buiten de afspraken" not in html
    assert extra not in html
    made = agreed(case)
    assert (made.version, made.categories, made.kinds, made.form) == (
        2, ["activities", "attendance"], ["progress"], "written",
    )  # fmt: skip
    assert (made.told_how, made.response) == ("oral", "acknowledged")
    with acting(cast.privacy_officer.person):
        logged = LedgerEvent.objects.filter(dossier=case.dossier.id, subject=made.id).values_list("kind", flat=True)
        assert set(logged) == {"reporting.agreed", "reporting.told"}


def test_a_report_within_the_agreement_offers_no_extra_and_makes_none(case: Case, browse: Browse) -> None:
    report = case.report(category="attendance")
    case.lock(report)
    browser, (page, extra) = browse(case.coach), places(report, case.contact)
    assert extra not in browser.get(page).content.decode()
    assert browser.post(extra, TOLD).status_code == 302
    assert agreed(case).version == 1


@pytest.mark.parametrize("category", ["", "diagnosis"])
def test_what_can_never_be_agreed_is_not_offered(case: Case, browse: Browse, category: str) -> None:
    report = case.report(category=category)
    case.lock(report)
    browser, (page, extra) = browse(case.coach), places(report, case.contact)
    assert extra not in browser.get(page).content.decode()
    assert browser.post(extra, TOLD).status_code == 302
    assert agreed(case).version == 1


def test_without_saying_how_the_client_was_told_nothing_changes(
    case: Case, other: SponsorContact, browse: Browse
) -> None:
    report = case.report(category="attendance")
    case.lock(report)
    _page, extra = places(report, other)
    answer = browse(case.coach).post(extra, {"response": "none"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "id_told_how_error" in html
    assert agreed(case).version == 1


def test_a_colleague_without_need_finds_nothing(case: Case, other: SponsorContact, browse: Browse, cast: Cast) -> None:
    report = case.report(category="attendance")
    case.lock(report)
    assert browse(cast.other_coach).post(places(report, other)[1], TOLD).status_code == 404
    assert agreed(case).version == 1


def test_the_page_says_that_the_client_refused(case: Case, browse: Browse) -> None:
    report = case.report(category="attendance")
    case.lock(report)
    page, _extra = places(report, case.contact)
    assert "niet eens met wat is afgesproken" not in browse(case.coach).get(page).content.decode()
    tell = reverse("reporting:tell", args=(case.dossier.id, case.engagement.id, agreed(case).id))
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    browse(case.coach).post(tell, {"told_at": moment, "told_how": "oral", "response": "refused"})
    assert "niet eens met wat is afgesproken" in browse(case.coach).get(page).content.decode()
