"""Bulk actions: a preview that is true, each row whole or not at all, and no row that the single act would refuse."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from inzage.access.bulk.models import Bulk, BulkRow
from inzage.access.identity import acting
from inzage.access.models import Grant, LedgerEvent, Task
from inzage.access.tasks.actions import open_task
from inzage.clients.registration.models import NoticeDelivery
from inzage.work.engagements.models import Assignment, Engagement
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast, Member, make_member

MakeCase = Callable[..., Case]


@pytest.fixture
def coach(cast: Cast) -> Member:
    """A coach with nothing yet."""
    return make_member(cast, "coach")


def text_of(page: Any) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def id_of(preview: str) -> UUID:
    """The id in the address of a preview."""
    return UUID(preview.split("/")[2])


def look_first(browser: Client, verb: str, rows: list[UUID], **asked: str) -> str:
    """Choose rows and a verb, fill in what it asks; gives the address of the preview."""
    answer = browser.post("/bulk/new/", {"verb": verb, "row": [str(row) for row in rows], "asked": "1", **asked})
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"])


def do_it(browser: Client, preview: str) -> Any:
    """Confirm, and go on until nothing waits."""
    browser.post(f"{preview}confirmation/")
    for _time in range(8):
        browser.post(f"{preview}next/")
    return browser.get(preview)


def states(cast: Member, preview: str) -> list[str]:
    """What became of the rows of a bulk action, in their order."""
    with acting(cast.person):
        return list(BulkRow.objects.filter(bulk=id_of(preview)).order_by("place").values_list("state", flat=True))


@pytest.mark.article("2.registration")
@pytest.mark.article("6.tracking")
def test_the_preview_tells_what_will_be_refused_and_changes_nothing(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    may, may_not = make_case(coach=coach, service="coaching"), make_case(coach=coach)
    ids = [may.engagement.pk, may_not.engagement.pk]
    browser = browse(coach)
    preview = look_first(browser, "move", ids, phase="plan")
    told = text_of(browser.get(preview))
    assert "1 regel kan; 1 wordt geweigerd" in told
    assert "gegevens" in told
    assert sorted(states(coach, preview)) == ["refused", "waiting"]
    with acting(coach.person) as actor:
        assert set(Engagement.objects.filter(pk__in=ids).values_list("phase", flat=True)) == {"intake"}
        assert not LedgerEvent.objects.filter(kind="engagement.moved", actor=actor.person).exists()
    assert "Klaar: 1 gedaan, 1 geweigerd" in text_of(do_it(browser, preview))
    with acting(coach.person):
        found = dict(Engagement.objects.filter(pk__in=ids).values_list("pk", "phase"))
    assert found == {may.engagement.pk: "plan", may_not.engagement.pk: "intake"}


@pytest.mark.article("6.need")
def test_handing_over_opens_to_the_one_and_closes_to_the_other(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    new, cases = make_member(cast, "coach"), [make_case(coach=coach) for _each in range(2)]
    leader = browse(cast.team_leader)
    preview = look_first(leader, "hand-over", [each.engagement.pk for each in cases], colleague=f"{new.person}:coach")
    assert "2 regels kunnen; 0 worden geweigerd" in text_of(leader.get(preview))
    assert browse(new).get(f"/dossiers/{cases[0].dossier.pk}/").status_code == 404
    do_it(leader, preview)
    assert states(cast.team_leader, preview) == ["done", "done"]
    for case in cases:
        assert browse(new).get(f"/dossiers/{case.dossier.pk}/").status_code == 200
        assert browse(coach).get(f"/dossiers/{case.dossier.pk}/").status_code == 404
        with acting(cast.team_leader.person):
            running = Assignment.objects.filter(engagement=case.engagement, ended_at=None)
            assert [each.person_id for each in running] == [new.person]
            waiting = Task.objects.filter(dossier=case.dossier, done_at=None, person__isnull=False)
            assert set(waiting.values_list("person", flat=True)) == {new.person}
            assert waiting.filter(kind="report_due").count() == 1
            assert Grant.objects.filter(dossier=case.dossier, person=new.person).count() == 1
    again = look_first(leader, "hand-over", [cases[0].engagement.pk], colleague=f"{new.person}:coach")
    assert states(cast.team_leader, again) == ["refused"]
    assert "Geen van deze regels kan" in text_of(leader.get(again))


@pytest.mark.article("6.need")
def test_who_may_not_do_it_once_may_not_do_it_to_many(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    mine, theirs = make_case(coach=coach, service="coaching"), make_case(service="coaching")
    browser = browse(coach)
    refused = browser.post("/bulk/new/", {"verb": "hand-over", "row": str(mine.engagement.pk)})
    assert refused.status_code == 403
    assert browser.post("/bulk/new/", {"verb": "nothing", "row": str(mine.engagement.pk)})["Location"] == "/"
    assert "hand-over" not in browser.get("/engagements/").content.decode()
    preview = look_first(browser, "move", [mine.engagement.pk, theirs.engagement.pk, uuid4()], phase="plan")
    page = browser.get(preview).content.decode()
    assert theirs.client.display_name not in page
    assert len(states(coach, preview)) == 1, "what one may not see is not there"
    only = browser.post("/bulk/new/", {"verb": "move", "row": ["x", str(theirs.engagement.pk)], "asked": "1"})
    assert only["Location"] == "/engagements/"
    other = browse(cast.other_coach)
    assert other.get(preview).status_code == 404
    for step in ("confirmation/", "next/"):
        assert other.post(f"{preview}{step}").status_code == 404


def test_a_right_that_is_lost_between_preview_and_doing_refuses_its_row_alone(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    kept, lost = (make_case(coach=coach, service="coaching") for _each in range(2))
    browser = browse(coach)
    preview = look_first(browser, "move", [kept.engagement.pk, lost.engagement.pk], phase="plan")
    assert states(coach, preview) == ["waiting", "waiting"]
    leader = browse(cast.team_leader)
    away = look_first(leader, "hand-over", [lost.engagement.pk], colleague=f"{cast.other_coach.person}:coach")
    do_it(leader, away)
    told = text_of(do_it(browser, preview))
    assert "Klaar: 1 gedaan, 1 geweigerd" in told
    assert lost.client.display_name not in told
    with acting(cast.team_leader.person):
        assert Engagement.objects.get(pk=lost.engagement.pk).phase == "intake"


def test_a_refusal_by_the_regulation_is_on_the_ledger(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    case = make_case(coach=coach)
    browser = browse(coach)
    preview = look_first(browser, "move", [case.engagement.pk], phase="plan")
    with acting(coach.person):
        Bulk.objects.filter(pk=id_of(preview)).update(confirmed_at=timezone.now())
        BulkRow.objects.filter(bulk=id_of(preview)).update(state="waiting")
    browser.post(f"{preview}next/")
    assert states(coach, preview) == ["refused"]
    with acting(cast.privacy_officer.person):
        [event] = LedgerEvent.objects.filter(kind="decision.refused", dossier=case.dossier.pk, actor=coach.person)
    assert event.detail["act"] == "move_phase"


def test_nothing_is_carried_out_before_it_is_confirmed(browse: Browse, make_case: MakeCase, coach: Member) -> None:
    case = make_case(coach=coach, service="coaching")
    browser = browse(coach)
    preview = look_first(browser, "move", [case.engagement.pk], phase="plan")
    browser.post(f"{preview}next/")
    assert states(coach, preview) == ["waiting"]


def test_what_a_verb_asks_is_asked_and_a_wrong_answer_keeps_the_rows(
    browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    case = make_case(coach=coach, service="coaching")
    browser = browse(coach)
    for data in ({}, {"asked": "1", "phase": ""}, {"asked": "1", "phase": "nowhere"}):
        page = browser.post("/bulk/new/", {"verb": "move", "row": str(case.engagement.pk), **data})
        assert page.status_code == 200
        assert f'name="row" value="{case.engagement.pk}"' in page.content.decode()
        assert ("data-error-summary" in page.content.decode()) is bool(data)


def test_only_tasks_that_nothing_else_ends_are_ticked_off(cast: Cast, browse: Browse, coach: Member) -> None:
    with acting(coach.person) as actor:
        by_hand, by_itself = (
            open_task(
                kind=kind, article="6.need", dossier=None, due=timezone.localdate(), person=coach.person,
                subject=uuid4(), by=actor, at=timezone.now(),
            ).pk
            for kind in ("access_answered", "acknowledge_regulation")
        )  # fmt: skip
    browser = browse(coach)
    preview = look_first(browser, "finish", [by_hand, by_itself])
    assert sorted(states(coach, preview)) == ["refused", "waiting"]
    assert "eindigt vanzelf" in text_of(browser.get(preview))
    do_it(browser, preview)
    with acting(coach.person):
        assert Task.objects.get(pk=by_hand).done_at is not None
        assert Task.objects.get(pk=by_itself).done_at is None


@pytest.mark.article("2.registration")
def test_privacy_letters_go_to_who_had_none_yet_ten_at_a_time(cast: Cast, browse: Browse, make_case: MakeCase) -> None:
    without, had = [make_case(ready=False) for _each in range(11)], make_case()
    office = browse(cast.back_office)
    preview = look_first(office, "notify", [*(each.dossier.pk for each in without), had.dossier.pk], channel="email")
    office.post(f"{preview}confirmation/")
    page = office.post(f"{preview}next/", headers={"HX-Request": "true"})
    assert "10 van 12" in text_of(page)
    told = text_of(do_it(office, preview))
    assert "Klaar: 11 gedaan, 1 geweigerd" in told
    with acting(cast.back_office.person):
        given = NoticeDelivery.objects.filter(dossier__in=[each.dossier.pk for each in without], channel="email")
        assert given.count() == 11
        assert NoticeDelivery.objects.filter(dossier=had.dossier.pk).count() == 1
