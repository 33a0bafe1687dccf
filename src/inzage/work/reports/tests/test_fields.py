"""A new report begins with the sections of its kind, filled from the dossier; a gap blocks locking (6.dossier)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.versions import policy
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.decision import Refused
from inzage.law.merging import FIELDS
from inzage.work.conftest import Agree, Case, MakeCase, Write, locked, retype
from inzage.work.meetings.actions import Came, Planned, plan, record_attendance
from inzage.work.meetings.models import Seat
from inzage.work.plans.actions import write_goal
from inzage.work.plans.actions_doing import add_action
from inzage.work.reports.actions import save_draft
from inzage.work.reports.facts import draft_of, full_draft, gaps
from inzage.work.reports.fields import labels, values_of
from inzage.work.reports.models import ReportDraft
from tests.kit.counting import counted
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
    assert values["sickness_week"] == "42"
    assert values["sponsor_contact"] == case.contact.name
    assert values["coach"] == "Test coach"
    assert values["job_title"] == ""


def test_goals_actions_and_attendance_come_from_the_work_itself(cast: Cast, case: Case, write: Write) -> None:
    at, day = timezone.now(), datetime(2026, 10, 6, 10, tzinfo=AMSTERDAM)
    with acting(cast.coach.person) as actor:
        write_goal(engagement=case.engagement, words="Weer met mensen werken", by=actor, at=at)
        add_action(engagement=case.engagement, words="Cv maken", owner="client", due=day.date(), by=actor, at=at)
        for number, attendance in enumerate(("present", "late", "unnoticed")):
            planned = Planned(starts_at=day + timedelta(days=number), minutes=60, place="office")
            meeting = plan(engagement=case.engagement, planned=planned, coach=cast.coach.person, by=actor, at=at)
            seat = Seat.objects.get(dossier=case.dossier, meeting=meeting, kind="client")
            came = Came(attendance=attendance, minutes_late=10 if attendance == "late" else None)
            record_attendance(meeting=meeting, came={seat.pk: came}, by=actor, at=at)
    report = write(case)
    with acting(cast.coach.person):
        values = values_of(report)
    assert values["goals"] == "- Weer met mensen werken"
    assert values["actions"] == "- Cv maken (Cliënt, 6 oktober 2026: Te doen)"
    assert values["attendance"].startswith("2 van 3 afspraken nagekomen; ")
    assert "1" in values["attendance"]


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
        assert gaps(sections) == ("{{job_title}}", "{{goals}}")


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


def test_the_editor_asks_the_database_no_more_for_more_sections_and_words(
    cast: Cast, case: Case, write: Write, browse: Browse
) -> None:
    report = write(case)
    coach, editor = browse(cast.coach), reverse("reports:edit", args=[case.dossier.id, report.id])

    def asked() -> int:
        with counted() as sent:
            assert coach.get(editor).status_code == 200
        return len(sent)

    asked()
    few = asked()
    with acting(cast.coach.person) as actor:
        sections = [
            {"key": f"s{n}", "title": f"Deel {n}", "text": f"Specialist {n}. {{{{job_title}}}}"} for n in range(30)
        ]
        save_draft(report=report, sections=sections, by=actor, at=timezone.now())
    assert asked() <= few
