"""The case load: everybody sees what is theirs to see, and each number is that of the list it leads to."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from inzage.access.tasks.actions import open_task
from inzage.front.caseload.facts import Number
from inzage.front.caseload.views import WIDTH, bar
from inzage.work.engagements.actions import move, withdraw
from inzage.work.engagements.models import Assignment
from tests.kit.cases import Case
from tests.kit.counting import counted
from tests.kit.fixtures import Browse, Cast, Member, make_member

MakeCase = Callable[..., Case]
NUMBER = re.compile(r'<td class="kit-number"[^>]*><a href="([^"]+)">(\d+)</a>')
TOTAL = re.compile(r"(\d+) resulta|van (\d+)\s*<|van meer dan (\d+)")


@pytest.fixture
def coach(cast: Cast) -> Member:
    """A coach with nothing yet."""
    return make_member(cast, "coach")


def numbers(page: Any) -> dict[str, int]:
    """Each number on the page, by the address that it leads to."""
    return {address.replace("&amp;", "&"): int(number) for address, number in NUMBER.findall(page.content.decode())}


def length(browser: Client, address: str) -> int:
    """How many rows a list says that it has."""
    page = browser.get(address).content.decode()
    pages = page[page.index('<nav class="kit-pagination"') :]
    found = TOTAL.search(pages)
    assert found, pages[:300]
    return int(next(filter(None, found.groups())))


def owe(coach: Member, case: Case, kind: str, days: int) -> None:
    """A task of the coach about the case, due in some days."""
    with case.at_work(coach) as actor:
        open_task(
            kind=kind, article="6.agreement", dossier=case.dossier, due=timezone.localdate() + timedelta(days=days),
            person=coach.person, subject=case.engagement.pk, by=actor, at=timezone.now(),
        )  # fmt: skip


@pytest.mark.article("6.tracking")
@pytest.mark.parametrize("who", ["coach", "team_leader", "manager"])
def test_each_number_equals_the_list_that_it_leads_to(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    first, second, alone = (make_case(coach=coach, service="coaching") for _each in range(3))
    with second.at_work(coach) as actor:
        move(engagement=second.engagement, phase="plan", by=actor, at=timezone.now())
    with alone.at_work(cast.back_office) as actor:
        for assignment in Assignment.objects.filter(engagement=alone.engagement):
            withdraw(assignment=assignment, by=actor, at=timezone.now())
    owe(coach, first, "report_due", -2)
    owe(coach, second, "report_due", 3)
    owe(coach, second, "inform_client", -1)
    later = SimpleNamespace(now=lambda: timezone.now() + timedelta(days=40), localdate=timezone.localdate)
    for module in ("caseload.views", "lists.engagements"):
        monkeypatch.setattr(f"inzage.front.{module}.timezone", later)
    browser = browse(coach if who == "coach" else getattr(cast, who))
    found = numbers(browser.get("/caseload/"))
    mine = {address: number for address, number in found.items() if who == "coach" or str(coach.person) in address}
    kinds = {"phase=intake": 1, "phase=plan": 1, "still=1": 2, "when=overdue": 2}
    for mark, number in kinds.items():
        assert [found for address, found in mine.items() if mark in address] == [number], mark
    assert any("about=report" in address and number >= 2 for address, number in mine.items())
    assert {address: length(browser, address) for address in found} == found
    assert ("unassigned" in " ".join(found)) is (who != "coach")


@pytest.mark.article("6.need")
def test_a_coach_sees_their_own_load_and_no_name_of_another(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    make_case()
    page = browse(coach).get("/caseload/").content.decode()
    assert "kit-empty" in page
    make_case(coach=coach)
    page = browse(coach).get("/caseload/").content.decode()
    main = page[page.index("<main") :]
    assert "Matrix coach" in main
    assert "Test coach" not in main
    assert "Vermeer" not in browse(cast.manager).get("/caseload/").content.decode(), "counts, no clients"


def test_the_page_asks_the_same_number_of_questions_however_many_there_are(
    cast: Cast, browse: Browse, make_case: MakeCase, coach: Member
) -> None:
    make_case(coach=coach)
    browser = browse(cast.team_leader)
    browser.get("/caseload/")
    with counted() as few:
        browser.get("/caseload/")
    make_case(coach=make_member(cast, "coach"))
    with counted() as many:
        browser.get("/caseload/")
    assert len(many) == len(few) <= 10, "\n".join(many)


@pytest.mark.parametrize("loads", [[3, 0, 2], [1], [5, 5, 5], [0, 0]])
def test_a_bar_is_as_wide_as_its_load(loads: list[int]) -> None:
    whole = 15
    pieces = bar([Number(load, "") for load in loads], whole)
    assert [piece.place for piece in pieces] == [place for place, load in enumerate(loads) if load]
    assert sum(piece.width for piece in pieces) == WIDTH * sum(loads) // whole
    assert all(left.x + left.width == right.x for left, right in pairwise(pieces))
