"""Asking for access: nobody learns whether a dossier exists; a yes is an exception with an end (6.need)."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.asking.actions import allow, ask, refuse
from inzage.access.models import AccessRequest, Dossier, Grant, LedgerEvent, Task
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import Acting, Browse, Cast, MakeDossier, Member

pytestmark = pytest.mark.article("6.need")
WEEK = timedelta(weeks=1)
NOT_THERE = "C-1999-9999"


def asked(acting: Acting, member: Member, number: str, role: str = "coach") -> AccessRequest:
    with acting(member) as actor:
        return ask(number=number, role=role, reason="invallen bij ziekte", by=actor, at=timezone.now())


def test_a_question_is_a_task_of_who_decides_and_a_yes_is_an_exception_that_ends(
    cast: Cast, make_dossier: MakeDossier, acting: Acting
) -> None:
    dossier = make_dossier()
    question = asked(acting, cast.other_coach, dossier.number)
    with acting(cast.team_leader) as actor:
        task = Task.objects.get(subject=question.pk, kind="access_asked", done_at=None)
        assert (task.role, task.dossier_id) == ("team_leader", None)
        allow(
            question=question, dossier=dossier, parts=("card", "notes"), until=timezone.localdate() + WEEK, answer="Ok",
            by=actor, at=timezone.now(),
        )  # fmt: skip
        assert not Task.objects.filter(subject=question.pk, kind="access_asked", done_at=None).exists()
    with acting(cast.other_coach):
        assert Dossier.objects.filter(pk=dossier.pk).exists()
        grant = Grant.objects.get(cause=question.pk)
        assert (grant.relation, sorted(grant.parts)) == ("exception", ["card", "notes"])
        assert grant.valid_until is not None
        assert timezone.localdate(grant.valid_until) == timezone.localdate() + WEEK
    with acting(cast.privacy_officer):
        kinds = set(LedgerEvent.objects.filter(subject=question.pk).values_list("kind", flat=True))
        assert {"access.asked", "access.allowed"} <= kinds


def test_who_asks_learns_nothing_of_what_exists(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse
) -> None:
    """Every answer to the asker is the same for a number that exists and one that does not."""
    browser = browse(cast.other_coach)
    pages = []
    for number in (make_dossier().number, NOT_THERE):
        said = {"number": number, "role": "coach", "reason": "ik val in"}
        answer = browser.post(reverse("asking:list"), said, follow=True)
        assert answer.status_code == 200
        text = re.sub(r"\s+|<input[^>]*csrf[^>]*>|hx-headers='[^']*'", "", answer.content.decode())
        pages.append(re.sub(r"C-\d{4}-\d{4}", "C", text))
        with acting(cast.other_coach):
            mine = AccessRequest.objects.filter(number=number).values("outcome", "answer", "reason")
            assert list(mine) == [{"outcome": "open", "answer": "", "reason": "ik val in"}]
    first, second = (page.count("ikvalin") for page in pages)
    assert second == first + 1
    assert re.sub(r"<p><strong>C</strong>.*?</p>", "", pages[0]) == re.sub(
        r"<p><strong>C</strong>.*?</p>", "", pages[1]
    )


def test_a_refusal_tells_why_and_leads_the_asker_to_it(cast: Cast, acting: Acting, browse: Browse) -> None:
    question = asked(acting, cast.other_coach, NOT_THERE)
    decider = browse(cast.team_leader)
    address = reverse("asking:answer", args=[question.pk])
    page = decider.get(address).content.decode()
    assert "geen dossier met dit nummer" in page
    assert decider.post(address, {"outcome": "refused"}).status_code == 200
    assert decider.post(address, {"outcome": "allowed", "answer": "ja"}).status_code == 200
    assert decider.post(address, {"outcome": "refused", "answer": "Vraag het de coach"}, follow=True).status_code == 200
    assert decider.post(address, {"outcome": "refused", "answer": "Nog eens"}).status_code == 200
    with acting(cast.other_coach):
        assert Task.objects.filter(subject=question.pk, kind="access_answered", done_at=None).exists()
    assert "Vraag het de coach" in browse(cast.other_coach).get(reverse("asking:list")).content.decode()
    with acting(cast.other_coach):
        assert not Task.objects.filter(subject=question.pk, kind="access_answered", done_at=None).exists()


def test_the_page_gives_access_with_parts_and_an_end(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse
) -> None:
    dossier = make_dossier()
    question = asked(acting, cast.other_coach, dossier.number)
    browser, address = browse(cast.manager), reverse("asking:answer", args=[question.pk])
    until = (timezone.localdate() + WEEK).isoformat()
    assert "minstens één deel" in browser.post(address, {"outcome": "allowed"}).content.decode()
    too_long = (timezone.localdate() + timedelta(days=90)).isoformat()
    said = {"outcome": "allowed", "parts": ["card", "health"], "answer": ""}
    assert browser.post(address, {**said, "until": too_long}).status_code == 403
    assert browser.post(address, {**said, "until": until}, follow=True).status_code == 200
    with acting(cast.other_coach):
        assert sorted(Grant.objects.get(cause=question.pk).parts) == ["card", "health"]


def test_nobody_decides_on_their_own_question_nor_without_that_power(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse
) -> None:
    dossier = make_dossier()
    question = asked(acting, cast.team_leader, dossier.number, role="team_leader")
    assert browse(cast.team_leader).get(reverse("asking:answer", args=[question.pk])).status_code == 404
    with pytest.raises(Refused), acting(cast.team_leader) as actor:
        _allow(question, dossier, actor)
    with acting(cast.manager):
        task = Task.objects.get(subject=question.pk, kind="access_asked", done_at=None)
        assert task.role in {"team_leader", "manager"}
    with pytest.raises(AccessRequest.DoesNotExist), acting(cast.coach) as actor:
        refuse(question=question, answer="nee", by=actor, at=timezone.now())


def test_an_answer_is_given_once(cast: Cast, make_dossier: MakeDossier, acting: Acting) -> None:
    question = asked(acting, cast.other_coach, make_dossier().number)
    with acting(cast.team_leader) as actor:
        refuse(question=question, answer="nee", by=actor, at=timezone.now())
    with pytest.raises(ValidationError), acting(cast.manager) as actor:
        refuse(question=question, answer="nee", by=actor, at=timezone.now())


def _allow(question: AccessRequest, dossier: Dossier, actor: object) -> None:
    allow(
        question=question, dossier=dossier, parts=("card",), until=timezone.localdate(), answer="", by=actor,  # type: ignore[arg-type]
        at=timezone.now(),
    )  # fmt: skip


def test_the_page_for_what_is_not_there_offers_to_ask(cast: Cast, browse: Browse) -> None:
    page = browse(cast.other_coach).get(reverse("dossier:show", args=[UUID(int=7)]))
    assert page.status_code == 404
    assert reverse("asking:list") in page.content.decode()
    assert reverse("glass:break") not in page.content.decode()
