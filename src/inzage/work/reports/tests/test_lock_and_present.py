"""A full report waits for the client to have seen it; a change makes a new version to be seen again (6.informing)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.dossiers.facts import timeline
from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.clients.conftest import see
from inzage.work.conftest import Agree, Case, MakeCase, Write, locked, retype
from inzage.work.reports.actions import drop, lock_version, mark_sent, present, reopen, respond
from inzage.work.reports.facts import draft_of, latest_version, review_of, turns_of, versions_of, whose_turn
from inzage.work.reports.models import ClientReview, Report, ReportVersion
from tests.kit.fixtures import Browse, Cast


def shown(cast: Cast, version: ReportVersion, response: str = "none", remark: str = "") -> ClientReview:
    """Record as the coach that the client saw a version just now."""
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        return present(
            version=version, presented_at=at, how="conversation", response=response, remark=remark, by=actor, at=at
        )


def turn(cast: Cast, report: Report) -> tuple[str, str]:
    """Whose turn it is, as the page of the report and the list both say it."""
    with acting(cast.coach.person):
        kept = Report.objects.get(id=report.id)
        found = whose_turn(kept)
        assert turns_of(kept.dossier_id, [kept]) == [(kept, found)]
    return found.who, found.what


@pytest.mark.article("6.informing")
def test_a_full_report_goes_from_author_to_client_to_sender(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, kind="full")
    assert turn(cast, report) == ("author", "write")
    version = locked(cast, report)
    assert turn(cast, report) == ("author", "present")
    with acting(cast.coach.person):
        task = Task.objects.get(dossier=case.dossier, kind="present_to_client", done_at__isnull=True)
    assert (task.subject, task.article, task.person) == (report.id, "6.informing", cast.coach.person)
    review = shown(cast, version)
    assert turn(cast, report) == ("client", "respond")
    with acting(cast.coach.person) as actor:
        assert not Task.objects.filter(dossier=case.dossier, kind="present_to_client", done_at__isnull=True).exists()
        respond(review=review, response="remarks", remark="Ik mis mijn stage.", by=actor, at=timezone.now())
        kept = review_of(version)
        assert kept is not None
        assert (kept.response, kept.remark) == ("remarks", "Ik mis mijn stage.")
        assert [item.item for item in timeline(case.dossier.id, kinds=["review"])] == [kept]
        assert LedgerEvent.objects.filter(kind="report.presented", subject=version.id).count() == 2
    assert turn(cast, report) == ("sender", "send")


def test_a_progress_report_goes_straight_to_the_sender(cast: Cast, case: Case, write: Write) -> None:
    report = write(case)
    locked(cast, report)
    assert turn(cast, report) == ("sender", "send")
    with acting(cast.coach.person):
        assert not Task.objects.filter(dossier=case.dossier, kind="present_to_client").exists()


@pytest.mark.article("6.informing")
def test_a_change_after_presenting_asks_for_presenting_again(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, kind="full")
    first = locked(cast, report)
    shown(cast, first, "agreed")
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        reopen(report=report, by=actor, at=at)
        assert lock_version(report=report, by=actor, at=at) == first, "an unchanged text is the version it was"
        reopen(report=report, by=actor, at=at)
        retype(report, "Toch anders.", by=actor, at=at)
        second = lock_version(report=report, by=actor, at=at)
    assert second.number == 2
    assert turn(cast, report) == ("author", "present")
    with acting(cast.coach.person):
        assert review_of(second) is None
        assert Task.objects.filter(dossier=case.dossier, kind="present_to_client", done_at__isnull=True).count() == 1
    with pytest.raises(ValidationError):
        shown(cast, first)


@pytest.mark.article("6.informing")
def test_what_was_not_there_yet_or_is_still_to_come_was_not_seen(cast: Cast, case: Case, write: Write) -> None:
    version = locked(cast, write(case, kind="full"))
    for moment in (version.locked_at - timedelta(hours=1), timezone.now() + timedelta(hours=1)):
        with pytest.raises(ValidationError) as wrong, acting(cast.coach.person) as actor:
            present(version=version, presented_at=moment, how="email", by=actor, at=timezone.now())
        assert "presented_at" in wrong.value.message_dict
    shown(cast, version)
    with pytest.raises(ValidationError):
        shown(cast, version)


@pytest.mark.article("6.informing")
def test_only_an_assessment_can_be_blocked_and_then_never_goes(
    cast: Cast, make_case: MakeCase, case: Case, write: Write
) -> None:
    full = locked(cast, write(case, kind="full"))
    with pytest.raises(ValidationError):
        shown(cast, full, "blocked")
    assessment = make_case(service="assessment")
    report = write(assessment, kind="assessment")
    version = locked(cast, report)
    review = shown(cast, version)
    with acting(cast.coach.person) as actor:
        respond(review=review, response="blocked", remark="", by=actor, at=timezone.now())
    assert turn(cast, report) == ("nobody", "blocked")
    with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
        mark_sent(version=version, sha256="0" * 64, by=actor, at=timezone.now())


def test_sending_is_marked_once_with_the_hash_and_sets_the_next_clock(
    cast: Cast, case: Case, agree: Agree, write: Write
) -> None:
    agreement = agree(case, first_on=timezone.localdate())
    report = write(case)
    with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
        mark_sent(
            version=ReportVersion(report=report, dossier=case.dossier), sha256="0" * 64, by=actor, at=timezone.now()
        )
    version = locked(cast, report)
    for sha256 in ("a" * 64, "b" * 64):
        with acting(cast.coach.person) as actor:
            mark_sent(version=version, sha256=sha256, by=actor, at=timezone.now())
    with acting(cast.coach.person):
        kept = latest_version(report)
        assert kept is not None
        assert kept.sha256 == "a" * 64
        due = Task.objects.get(dossier=case.dossier, kind="report_due", done_at__isnull=True)
        assert due.due == agreement.first_on + timedelta(weeks=6)
    assert turn(cast, report) == ("nobody", "sent")
    for verb in (reopen, drop, lock_version):
        with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
            verb(report=report, by=actor, at=timezone.now())


@pytest.mark.article("6.agreement")
@pytest.mark.parametrize(
    ("first", "weeks", "expected"),
    [(7, 6, 7 + 42), (-5, 6, -5 + 42), (30, 6, 30), (7, None, None)],
    ids=["some days early", "late", "long before", "the only one"],
)
def test_a_report_that_goes_early_stands_for_the_day_it_is_nearest_to(
    cast: Cast, case: Case, agree: Agree, write: Write, first: int, weeks: int | None, expected: int | None
) -> None:
    today = timezone.localdate()
    agree(case, first_on=today + timedelta(days=first), every_weeks=weeks)
    version = locked(cast, write(case))
    for _recipient in range(2):
        with acting(cast.coach.person) as actor:
            mark_sent(version=version, sha256="a" * 64, by=actor, at=timezone.now())
    with acting(cast.coach.person):
        owed = Task.objects.filter(dossier=case.dossier, kind="report_due", done_at__isnull=True)
        assert [task.due for task in owed] == ([] if expected is None else [today + timedelta(days=expected)])


def test_an_empty_report_is_not_locked_and_a_dropped_one_is_over(cast: Cast, case: Case, write: Write) -> None:
    report = write(case, kind="full", text="  ")
    with pytest.raises(ValidationError):
        locked(cast, report)
    with acting(cast.coach.person) as actor:
        drop(report=report, by=actor, at=timezone.now())
    assert turn(cast, report) == ("nobody", "dropped")


def test_a_version_holds_only_sections_that_say_something(cast: Cast, case: Case, write: Write) -> None:
    report = write(case)
    version = locked(cast, report)
    with acting(cast.coach.person):
        assert len(draft_of(report).sections) > 1
        assert versions_of(report).count() == 1
    assert [section["text"] for section in version.sections] == ["Er waren drie gesprekken."]


@pytest.mark.article("6.need")
def test_another_coach_and_who_did_not_open_see_no_version(cast: Cast, case: Case, write: Write) -> None:
    report = write(case)
    version = locked(cast, report)
    for member in (cast.other_coach, cast.account_manager, cast.team_leader):
        with acting(member.person):
            assert not ReportVersion.objects.filter(id=version.id).exists()
    see(cast.team_leader, case.dossier.id)
    with acting(cast.team_leader.person):
        assert ReportVersion.objects.filter(id=version.id).exists()


@pytest.mark.article("6.informing")
def test_the_pages_lock_show_review_and_preview(
    cast: Cast, case: Case, agree: Agree, write: Write, browse: Browse
) -> None:
    agree(case)
    report, browser = write(case, kind="full"), browse(cast.coach)
    where = [case.dossier.id, report.id]
    page = browser.get(reverse("reports:preview", args=where)).content.decode()
    assert "data:image/png;base64," in page
    with acting(cast.coach.person):
        draft = draft_of(report)
    filled = {"tab": "", "base": str(draft.revision), "do": "lock"}
    for number, section in enumerate(draft.sections):
        filled |= {f"section-{number}-{name}": section[name] for name in ("key", "title", "text", "category")}
    page = browser.post(reverse("reports:edit", args=where), filled, follow=True).content.decode()
    review = reverse("reports:review", args=where)
    assert review in page
    future = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    answer = {"how": "conversation", "response": "remarks", "remark": "Ik mis mijn stage."}
    assert "id_presented_at_error" in browser.post(review, answer | {"presented_at": future}).content.decode()
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    wordless = browser.post(review, answer | {"presented_at": moment, "remark": "  "}).content.decode()
    assert "id_remark_error" in wordless
    page = browser.post(review, answer | {"presented_at": moment}, follow=True).content.decode()
    assert "Ik mis mijn stage." in page
    page = browser.post(review, {"response": "objected", "remark": "Zo niet."}, follow=True).content.decode()
    assert "Zo niet." in page
    pdf = browser.get(reverse("reports:preview_pdf", args=where))
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("attachment")
    assert browser.get(reverse("reports:list", args=[case.dossier.id])).status_code == 200
    page = browser.post(reverse("reports:reopen", args=where), follow=True).content.decode()
    assert "section-0-text" in page
    assert browser.get(review).status_code == 302, "a draft cannot be put before the client"
    assert browser.post(reverse("reports:drop", args=where), follow=True).status_code == 200
    assert turn(cast, report) == ("nobody", "dropped")
