"""A report begins with the sections that were agreed; an oral one needs its note (articles 6.agreement, 6.sending)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from inzage.access.dossiers.facts import timeline
from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.clients.conftest import see
from inzage.law.decisions.decision import Refused
from inzage.work.conftest import FIRST, LAST, Agree, Case, MakeCase, Write, note
from inzage.work.reports.actions import draft_report
from inzage.work.reports.facts import draft_of, reports_of, whose_turn
from inzage.work.reports.models import Report, ReportDraft
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("6.agreement")
def test_only_sections_whose_data_were_agreed_are_proposed(cast: Cast, case: Case, agree: Agree, write: Write) -> None:
    agree(case, categories=["attendance", "advice"])
    report = write(case, kind="full")
    with acting(cast.coach.person):
        assert [section["category"] for section in draft_of(report).sections] == ["attendance", "advice"]
        assert whose_turn(report).who == "author"
        assert [item.item for item in timeline(case.dossier.id, kinds=["report"])] == [report]
        assert LedgerEvent.objects.filter(kind="report.drafted", subject=report.id).exists()
    assert report.title == "Volledige rapportage, 1 oktober 2026 tot en met 31 oktober 2026"


def test_without_agreement_all_sections_of_the_kind_are_proposed(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, kind="progress", language="en")
    with acting(cast.coach.person):
        titles = [section["title"] for section in draft_of(report).sections]
    assert titles[0] == "Attendance and appointments kept"
    assert report.title.startswith("Progress report, 1 October 2026")


@pytest.mark.article("6.sending")
def test_an_oral_report_needs_a_note_of_the_same_dossier(
    cast: Cast, case: Case, make_case: MakeCase, write: Write
) -> None:
    other = make_case()
    for wrong in (None, note(cast, other, "Gesprek met de opdrachtgever.")):
        with pytest.raises(Refused) as refused:
            write(case, kind="oral", note=wrong)
        assert "6.sending" in refused.value.decision.articles
    with acting(cast.coach.person):
        assert not reports_of(case.dossier.id)
    told = note(cast, case, "Gebeld met de opdrachtgever over de aanwezigheid.")
    assert write(case, kind="oral", note=told).note == told


def test_the_database_too_wants_the_note(cast: Cast, case: Case, write: Write) -> None:
    report = write(case)
    with pytest.raises(IntegrityError), acting(cast.coach.person):
        Report.objects.filter(id=report.id).update(kind="oral")


@pytest.mark.parametrize(
    ("kind", "first", "last"), [("assessment", FIRST, LAST), ("progress", LAST, FIRST)], ids=["kind", "period"]
)
def test_a_kind_the_service_lacks_or_a_period_backward_is_an_error(
    cast: Cast, case: Case, kind: str, first: date, last: date
) -> None:
    with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
        draft_report(
            engagement=case.engagement, kind=kind, period_from=first, period_to=last, by=actor, at=timezone.now()
        )


@pytest.mark.article("6.need")
def test_another_coach_sees_nothing_and_no_text_shows_without_opening(
    cast: Cast, make_case: MakeCase, write: Write, browse: Browse
) -> None:
    case = make_case()
    report = write(case)
    with acting(cast.other_coach.person):
        assert not Report.objects.filter(id=report.id).exists()
        assert not ReportDraft.objects.filter(report=report.id).exists()
    with acting(cast.account_manager.person):
        assert Report.objects.filter(id=report.id).exists(), "the card tells kind and state"
        assert not ReportDraft.objects.filter(report=report.id).exists()
    with acting(cast.team_leader.person):
        assert not ReportDraft.objects.filter(report=report.id).exists(), (
            "may see reports, but did not open the dossier"
        )
    see(cast.team_leader, case.dossier.id)
    with acting(cast.team_leader.person):
        assert ReportDraft.objects.filter(report=report.id).exists()
    for member, expected in ((cast.other_coach, 404), (cast.account_manager, 404), (cast.team_leader, 403)):
        answer = browse(member).get(reverse("reports:edit", args=[case.dossier.id, report.id]))
        assert answer.status_code == expected


@pytest.mark.article("6.sending")
def test_the_page_begins_a_report(cast: Cast, case: Case, browse: Browse) -> None:
    browser = browse(cast.coach)
    address = reverse("reports:new", args=[case.dossier.id, case.engagement.id])
    filled = {"kind": "progress", "period_from": "2026-10-01", "period_to": "2026-10-31", "language": "nl"}
    filled |= {"addressee": "sponsor"}
    assert browser.get(address).status_code == 200
    assert "id_period_to_error" in browser.post(address, filled | {"period_to": "2026-09-01"}).content.decode()
    assert "id_note_error" in browser.post(address, filled | {"kind": "oral"}).content.decode()
    answer = browser.post(address, filled, follow=True)
    assert "section-0-text" in answer.content.decode()
    assert browser.get(reverse("reports:list", args=[case.dossier.id])).status_code == 200
