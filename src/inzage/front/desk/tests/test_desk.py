"""The desk shows what must be done by whom, counts what it lists, links to where it is done, and asks little for it."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.models import Dossier, Task
from inzage.access.tasks.actions import finish_about, open_task
from inzage.clients.registration.actions import register
from inzage.front.desk.chores import CHORES
from inzage.work.engagements.actions import withdraw
from inzage.work.engagements.models import Assignment
from inzage.work.engagements.turns import WHAT
from tests.kit.cases import Case
from tests.kit.counting import counted
from tests.kit.fixtures import Cast, Member

Acting = Callable[[Member], AbstractContextManager[Actor]]
Browse = Callable[[Member], Client]


def text_of(page: Any) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def owe(actor: Actor, days: int, *, kind: str = "acknowledge_regulation", dossier: Dossier | None = None,
        subject: UUID | None = None, role: str | None = None) -> UUID:  # fmt: skip
    """Open a task due in some days, for the actor or for a role; gives its subject."""
    about = subject or uuid4()
    open_task(kind=kind, article="2.registration", dossier=dossier, due=timezone.localdate() + timedelta(days=days),
              role=role, person=None if role else actor.person, subject=about, by=actor, at=timezone.now())  # fmt: skip
    return about


@pytest.fixture
def somebody(cast: Cast, acting: Acting) -> Iterator[Member]:
    """Somebody with an empty desk, before and after."""
    yield cast.complaint_officer
    with acting(cast.complaint_officer) as actor:
        for task in Task.objects.filter(person=actor.person, done_at=None):
            finish_about(subject=task.subject or uuid4(), kind=task.kind, by=actor, at=timezone.now())


def test_an_empty_desk_says_so(somebody: Member, browse: Browse) -> None:
    page = text_of(browse(somebody).get("/"))
    assert "Niets te doen" in page
    assert "U schrijft nu geen rapportage." in page


def test_tasks_are_grouped_by_urgency_and_counted(somebody: Member, acting: Acting, browse: Browse) -> None:
    with acting(somebody) as actor:
        for days in (-3, -1, 0, 7, 8, 9, 10):
            owe(actor, days)
    page = browse(somebody).get("/")
    told = text_of(page)
    assert "2 Te laat 2 Binnen een week 3 Later" in told
    assert "3 dagen te laat" in told
    assert "1 dag te laat" in told
    assert page.content.decode().count('href="/start/"') == 7
    menu_count = re.search(r'kit-count">(\d+)<', page.content.decode())
    assert menu_count
    assert menu_count[1] == "4", "overdue and within a week"


def test_a_long_list_shows_ten_and_leads_to_all_of_it(somebody: Member, acting: Acting, browse: Browse) -> None:
    with acting(somebody) as actor:
        for _each in range(12):
            owe(actor, -1)
    client = browse(somebody)
    page = client.get("/").content.decode()
    assert page.count('href="/start/"') == 10
    assert "Alle 12" in page
    whole = client.get("/tasks/?when=overdue").content.decode()
    assert whole.count('href="/start/"') == 12
    assert client.get("/tasks/?when=never").content.decode().count('href="/start/"') >= 12, "no such filter: all of it"


def test_a_task_waits_for_everybody_with_the_role_and_for_nobody_else(
    cast: Cast, acting: Acting, browse: Browse
) -> None:
    with acting(cast.back_office) as actor:
        fields = {"last_name": "Zoekmaar", "email": f"{uuid4().hex}@mail.example"}
        then = timezone.now() - timedelta(days=60)
        client = register(service="coaching", fields=fields, source="sponsor", referrer=None, by=actor, at=then)
    number, address = client.dossier.number, f"/dossiers/{client.dossier_id}/notice/"
    mine = browse(cast.back_office).get("/tasks/?when=overdue").content.decode()
    assert number in mine
    assert address in mine
    assert "Zoekmaar" in mine
    for member in (cast.coach, cast.team_leader, cast.manager):
        assert number not in browse(member).get("/").content.decode()
        assert number not in browse(member).get("/tasks/?when=overdue").content.decode()


def test_a_finished_task_leaves_the_desk(somebody: Member, acting: Acting, browse: Browse) -> None:
    with acting(somebody) as actor:
        subject = owe(actor, 1)
    with acting(somebody) as actor:
        finish_about(subject=subject, kind="acknowledge_regulation", by=actor, at=timezone.now())
    assert "Niets te doen" in text_of(browse(somebody).get("/"))


def test_every_kind_of_task_has_words_and_an_address() -> None:
    for kind, chore in CHORES.items():
        engagement, subject = uuid4(), uuid4()
        task = Task(kind=kind, dossier_id=uuid4(), subject=subject)
        address = chore.address(task, {subject: engagement})
        assert address.startswith("/")
        assert str(chore.words)
        assert not address.startswith("/dossiers/") or kind in WHAT, f"{kind} has no words on the page of an engagement"


def test_the_desk_asks_the_same_number_of_questions_however_much_there_is(
    somebody: Member, acting: Acting, browse: Browse
) -> None:
    client = browse(somebody)
    client.get("/")
    with acting(somebody) as actor:
        owe(actor, 1)
    with counted() as few:
        client.get("/")
    with acting(somebody) as actor:
        for days in range(-20, 20):
            owe(actor, days)
    with counted() as many:
        client.get("/")
    assert len(many) == len(few) <= 10, "\n".join(many)


def test_who_is_still_there_stays_signed_in(somebody: Member, browse: Browse) -> None:
    client = browse(somebody)
    answer = client.post("/stay/")
    assert answer.status_code == 204
    assert answer.cookies["sessionid"]["httponly"]
    assert client.get("/stay/").status_code == 405
    assert Client().post("/stay/").status_code == 302


@pytest.mark.parametrize("who", ["coach", "back_office", "team_leader", "manager"])
def test_each_number_is_a_link_to_a_list_of_so_many(
    cast: Cast, acting: Acting, browse: Browse, make_case: Callable[..., Case], who: str
) -> None:
    member: Member = getattr(cast, who)
    case, alone = make_case(ready=False), make_case()
    case.agree(told=False)
    case.report()
    with alone.at_work(cast.back_office) as actor:
        for assignment in Assignment.objects.filter(engagement=alone.engagement):
            withdraw(assignment=assignment, by=actor, at=timezone.now())
    with acting(member) as actor:
        for kind, days in (("report_due", -1), ("inform_client", 2), ("access_asked", 20)):
            owe(actor, days, kind=kind, dossier=case.dossier)
    browser = browse(member)
    page = browser.get("/").content.decode()
    found = re.findall(r'<a class="kit-stat" href="([^"]+)"><strong>(\d+)</strong>', page)
    assert len(found) >= 6
    assert ("unassigned" in page) is (who != "coach")
    for address, number in found:
        listed = browser.get(address.replace("&amp;", "&")).content.decode()
        if address == reverse("calendar:day"):
            assert int(number) == listed.count('class="cal-meeting'), "a calendar has no pages to count"
            continue
        told = re.search(r"kit-pagination.*?(?:(\d+) resulta|van (\d+)\s*<)", listed, re.DOTALL)
        assert int(number) == (int(told[1] or told[2]) if told else 0), address
