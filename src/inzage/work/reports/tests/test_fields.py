"""A new report begins with the sections of its kind, filled from the dossier; a gap blocks locking (6.dossier)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.versions import policy
from inzage.law.decisions.decision import Refused
from inzage.law.merging import FIELDS
from inzage.work.conftest import Agree, Case, MakeCase, Write, locked, retype
from inzage.work.reports.facts import draft_of, full_draft, gaps
from inzage.work.reports.fields import labels, values_of
from inzage.work.reports.models import ReportDraft
from tests.kit.fixtures import Browse, Cast


def test_the_fields_hold_what_stands_in_the_dossier(cast: Cast, case: Case, agree: Agree, write: Write) -> None:
    agree(case)
    report = write(case)
    with acting(cast.coach.person):
        values = values_of(report)
    assert set(values) == set(FIELDS) == set(labels("nl"))
    assert values["client_name"] == case.client.display_name
    assert values["employer"] == "Bakkerij Zon"
    assert values["first_sick_day"] == "5 januari 2026"
    assert values["sickness_week"] == "43"
    assert values["sponsor_contact"] == case.contact.name
    assert values["coach"] == "Test coach"
    assert values["job_title"] == ""


def test_a_field_shows_no_more_than_its_writer_may_see(cast: Cast, case: Case, write: Write) -> None:
    report = write(case)
    with acting(cast.account_manager.person):
        values = values_of(report)
    assert values["client_name"]
    assert values["first_sick_day"] == values["date_of_birth"] == ""


def test_an_intake_is_filled_in_and_names_what_is_not_known(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, kind="intake", text="Eerste tekst.")
    with acting(cast.coach.person):
        sections = full_draft(report)
        assert [section["title"] for section in sections][:3] == [
            "Aanleiding en opdracht",
            "Verzuim in data",
            "Werk en opleiding",
        ]
        assert "5 januari 2026" in str(sections[1]["text"])
        assert gaps(sections) == ("{{job_title}}",)


@pytest.mark.parametrize(("service", "absence"), [("reintegration_second", True), ("coaching", False)])
def test_sections_belong_to_the_service(service: str, absence: bool) -> None:
    titles = [section.title.nl for section in policy().reporting.sections("intake", service)]
    assert ("Verzuim in data" in titles) is absence


def test_every_kind_of_every_service_begins_with_sections(cast: Cast) -> None:
    for code, service in policy().services.items():
        for kind in service.reports:
            assert policy().reporting.sections(kind, code), (code, kind)


@pytest.mark.article("6.dossier")
@pytest.mark.parametrize("gap", ["{{job_title}}", "{{hobby}}", "{{"])
def test_a_gap_blocks_locking_until_it_is_filled_or_taken_out(cast: Cast, case: Case, write: Write, gap: str) -> None:
    report = write(case, text=f"Zij is {gap} van beroep.")
    with pytest.raises(Refused) as refused:
        locked(cast, report)
    assert refused.value.decision.articles == ("6.dossier",)
    with acting(cast.coach.person) as actor:
        retype(report, "Zij is bakker van beroep.", by=actor, at=timezone.now())
    assert locked(cast, report).number == 1


def test_the_editor_shows_gaps_puts_a_field_in_and_fills_again(
    cast: Cast, make_case: MakeCase, write: Write, browse: Browse
) -> None:
    case = make_case()
    report = write(case, text="Werk: {{job_title}} bij {{employer}}.")
    coach, editor = browse(cast.coach), reverse("reports:edit", args=[case.dossier.id, report.id])
    page = coach.get(editor).content.decode()
    assert 'data-find="{{employer}}"' in page
    typed = {
        "section-0-key": "a",
        "section-0-title": "Werk",
        "section-0-text": "{{job_title}} bij {{employer}}.",
        "base": "1",
    }
    coach.post(editor, typed | {"do": "fill"})
    with acting(cast.coach.person):
        draft = ReportDraft.objects.get(dossier=case.dossier, report=report)
        assert draft.sections[0]["text"] == "{{job_title}} bij Bakkerij Zon."
    for field, expected in (("employer", "Zin. Bakkerij Zon"), ("job_title", "Zin. {{job_title}}"), ("hobby", "Zin.")):
        with acting(cast.coach.person):
            base = draft_of(report).revision
        coach.post(editor, typed | {"section-0-text": "Zin.", "base": base, "do": "field", "into": "a", "field": field})
        with acting(cast.coach.person):
            assert draft_of(report).sections[0]["text"] == expected


def test_the_pages_beside_the_editor_are_pictures_of_the_draft(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    report = write(case, text="Hij is specialist, {{employer}}.")
    answer = browse(cast.coach).get(reverse("reports:pages", args=[case.dossier.id, report.id]))
    assert answer.content.count(b"data:image/png;base64,") == 1
    assert b'width="794" height="1123"' in answer.content
    assert browse(cast.team_leader).get(reverse("reports:pages", args=[case.dossier.id, report.id])).status_code == 403
