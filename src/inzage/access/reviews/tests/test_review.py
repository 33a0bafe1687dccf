"""The review of rights: everything on one page, kept or ended, signed by somebody else, on time (6.need)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inzage.access.grants.actions import give
from inzage.access.identity import acting as as_person
from inzage.access.models import Grant, LedgerEvent, PersonRole, RightsReview, Task
from inzage.access.people.actions import end_role, leave
from inzage.access.reviews import actions, facts
from inzage.access.services import CLERK
from inzage.front.processes.environment import Role
from inzage.law.decisions.decision import Refused
from tests.kit.counting import counted
from tests.kit.fixtures import Acting, AsProcess, Browse, Cast, MakeDossier, Member, make_member, sign_in

pytestmark = pytest.mark.article("6.need")
Fields = dict[str, str]


@pytest.fixture
def second(cast: Cast) -> Iterator[Member]:
    """Another manager of the office, for as long as the test lasts."""
    member = make_member(cast, "manager")
    yield member
    with as_person(cast.manager.person) as actor:
        leave(person=member.person, by=actor, at=timezone.now())


@pytest.fixture
def alone(cast: Cast) -> None:
    """No manager but the one of the cast, and no review that waits: others of this worker made theirs."""
    at = timezone.now()
    with as_person(cast.manager.person) as actor:
        held = PersonRole.objects.filter(role="manager", ended_at=None).exclude(person=actor.person)
        for row in list(held):
            end_role(person=row.person_id, office=row.office_id, role="manager", by=actor, at=at)
        for waiting in RightsReview.objects.filter(left_out__isnull=False):
            actions.sign(
                office=cast.office, verdicts=(), others=0, left_out=False, completes=waiting.pk, second_factor=True,
                by=actor, at=at,
            )  # fmt: skip


def page(cast: Cast) -> str:
    return reverse("reviews:review", args=[cast.office])


def everything_kept(answer: Any) -> Fields:
    """The form as a manager fills it in who keeps all, with a reason wherever one is asked."""
    html = answer.content.decode()
    kept = dict.fromkeys(re.findall(r'name="(choice-[^"]+)"', html), "keep")
    return kept | dict.fromkeys(re.findall(r'name="(reason-[^"]+)"', html), "Nodig bij drukte") | {"sure": "on"}


def asked(answer: Any, cast: Cast) -> dict[UUID, list[facts.Right]]:
    """The rights that a page asks about, by whose they are."""
    found = set(re.findall(r'name="choice-([^"]+)"', answer.content.decode()))
    with as_person(cast.manager.person):
        holders = facts.holders(cast.office, at=timezone.now())
    rights = {each.person.pk: [right for right in each.rights if str(right.row) in found] for each in holders}
    return {person: held for person, held in rights.items() if held}


def test_a_manager_sees_what_everybody_may_do(
    cast: Cast, alone: None, browse: Browse, make_dossier: MakeDossier, acting: Acting
) -> None:
    """Given roles, an assignment and an exception, when the page opens, then each stands there with since and by."""
    dossier = make_dossier(coach=cast.coach)
    with acting(cast.team_leader) as actor:
        give(
            person=cast.other_coach.person, dossier=dossier, role="coach", relation="exception", reason="vraag",
            until=timezone.localdate() + timedelta(days=2), by=actor, at=timezone.now(),
        )  # fmt: skip
    answer = browse(cast.manager).get(page(cast))
    found = asked(answer, cast)
    assert {right.kind for right in found[cast.other_coach.person]} >= {"role", "exception"}
    assert all(right.given_by for right in found[cast.coach.person])
    html = answer.content.decode()
    assert "bij uitzondering" in html
    assert "toegewezen" in html
    assert html.count("gegeven door Marijke Manager") >= len(found)


def test_only_managers_get_there(cast: Cast, browse: Browse) -> None:
    for member in (cast.coach, cast.team_leader, cast.back_office):
        assert browse(member).get(page(cast)).status_code == 403
        assert browse(member).post(page(cast), {"sure": "on"}).status_code == 403
    assert browse(cast.manager).get(reverse("reviews:review", args=[uuid4()])).status_code == 404


def test_keeping_all_is_signed_and_on_record(cast: Cast, alone: None, browse: Browse, acting: Acting) -> None:
    """Given one manager, when she signs, then a row says what was reviewed, by whom, and what its hash is."""
    browser = browse(cast.manager)
    fields = everything_kept(browser.get(page(cast)))
    answer = browser.post(page(cast), fields, follow=True)
    assert "is wat er is getekend" in answer.content.decode()
    with acting(cast.manager):
        review = RightsReview.objects.filter(office=cast.office).latest("signed_at")
        event = LedgerEvent.objects.get(kind="rights.reviewed", subject=review.pk)
        assert event.detail["sha256"] == review.digest == actions.digest(review.content)
        assert review.signed_by == cast.manager.person
        assert review.left_out is None
        assert cast.manager.person in {UUID(row["person"]) for row in review.content}
        with pytest.raises(ProgrammingError):
            RightsReview.objects.filter(pk=review.pk).update(digest="x")


def test_what_is_ended_ends(cast: Cast, alone: None, browse: Browse, make_dossier: MakeDossier, acting: Acting) -> None:
    member = make_member(cast, "coach")
    dossier = make_dossier(coach=member)
    browser = browse(cast.manager)
    answer = browser.get(page(cast))
    (role,) = asked(answer, cast)[member.person]
    browser.post(page(cast), everything_kept(answer) | {f"choice-{role.row}": "end"})
    with acting(cast.manager):
        assert not PersonRole.objects.filter(person=member.person, ended_at=None).exists()
        grant = Grant.objects.get(person=member.person, dossier=dossier)
        assert grant.valid_until is not None
    assert sign_in(member).get("/clients/").status_code in {200, 403}
    with acting(member) as actor:
        assert actor.roles == frozenset()


def test_what_is_not_used_is_kept_only_with_a_reason(
    cast: Cast, alone: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a right that nobody used for long, when it is kept without a reason, then nothing is signed."""
    monkeypatch.setattr(facts, "_unused", lambda *_: True)
    browser = browse(cast.manager)
    answer = browser.get(page(cast))
    assert "90 dagen niet gebruikt" in answer.content.decode()
    fields = everything_kept(answer)
    bare = {name: value for name, value in fields.items() if not name.startswith("reason-")}
    again = browser.post(page(cast), bare)
    assert "Zeg waarom dit recht blijft" in again.content.decode()
    undecided = {name: value for name, value in fields.items() if not name.startswith("choice-")}
    assert "Kies" in browser.post(page(cast), undecided).content.decode()
    assert browser.post(page(cast), fields).status_code == 302


def test_nobody_signs_for_their_own_rights_while_another_can(
    cast: Cast, alone: None, second: Member, browse: Browse, acting: Acting
) -> None:
    """Given two managers, when one signs, then the other signs for the rights of the first, and it is whole."""
    first_page = browse(cast.manager).get(page(cast))
    assert cast.manager.person not in asked(first_page, cast)
    assert browse(cast.manager).post(page(cast), everything_kept(first_page)).status_code == 302
    assert "Een andere manager tekent" in browse(cast.manager).get(page(cast)).content.decode()
    second_page = sign_in(second).get(page(cast))
    assert set(asked(second_page, cast)) == {cast.manager.person}
    assert sign_in(second).post(page(cast), everything_kept(second_page)).status_code == 302
    with acting(cast.manager):
        newest, earlier = facts.reviews_of(cast.office)[:2]
        assert (earlier.left_out, newest.completes) == (cast.manager.person, earlier.pk)
        assert facts.left_open(cast.office) is None


def test_the_verb_itself_refuses_ones_own(cast: Cast, alone: None, acting: Acting) -> None:
    with acting(cast.manager) as actor:
        mine = next(each for each in facts.holders(cast.office, at=timezone.now()) if each.person.pk == actor.person)
        kept = [actions.Verdict(right, True, "x") for right in mine.rights]
        with pytest.raises(Refused, match=r"6\.need"):
            actions.sign(
                office=cast.office, verdicts=kept, others=1, left_out=False, completes=None, second_factor=True,
                by=actor, at=timezone.now(),
            )  # fmt: skip


def test_nobody_signs_for_another_or_for_another_office(cast: Cast, acting: Acting) -> None:
    row = {"signed_at": timezone.now(), "content": [], "digest": "x"}
    with pytest.raises(ProgrammingError), acting(cast.manager):
        RightsReview.objects.create(office_id=cast.office, signed_by=cast.coach.person, **row)
    with pytest.raises(ProgrammingError), acting(cast.coach):
        RightsReview.objects.create(office_id=cast.office, signed_by=cast.coach.person, **row)


def test_the_task_opens_in_time_and_once(cast: Cast, alone: None, browse: Browse, as_process: AsProcess) -> None:
    """Given a review of now, then its task opens four weeks before a year has passed, once, and signing finishes it."""
    browser = browse(cast.manager)
    browser.post(page(cast), everything_kept(browser.get(page(cast))))
    now = timezone.now()
    assert due(as_process, now + timedelta(days=330)) == 0
    assert due(as_process, now + timedelta(days=340)) == 1
    assert due(as_process, now + timedelta(days=341)) == 0
    with as_person(cast.manager.person):
        task = Task.objects.get(kind=facts.TASK, subject=cast.office, done_at=None)
        assert task.role == "manager"
    assert page(cast) in browser.get("/").content.decode()
    browser.post(page(cast), everything_kept(browser.get(page(cast))))
    with as_person(cast.manager.person):
        assert not Task.objects.filter(kind=facts.TASK, subject=cast.office, done_at=None).exists()


def due(as_process: AsProcess, at: Any) -> int:
    with as_process(Role.WORKER), as_person(CLERK.person) as actor:
        return actions.open_due(by=actor, at=at)


def test_the_page_asks_as_much_for_many_as_for_few(cast: Cast, alone: None, browse: Browse) -> None:
    browser: Client = browse(cast.manager)
    browser.get(page(cast))
    with counted() as few:
        browser.get(page(cast))
    for _each in range(3):
        make_member(cast, "coach")
    with counted() as many:
        browser.get(page(cast))
    assert len(many) == len(few)
