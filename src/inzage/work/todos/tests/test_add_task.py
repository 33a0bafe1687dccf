"""Tasks can be added to an engagement, with a day and an owner; they stand on the owner's desk without their words."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Task
from inzage.work.conftest import Case
from inzage.work.todos.actions import add_task
from inzage.work.todos.facts import lines
from inzage.work.todos.models import OwnTask
from tests.kit.fixtures import Browse, Cast

WORDS = "Folder van de opleiding meenemen"


@pytest.mark.article("3.c")
def test_the_coach_adds_one_and_finishes_it_on_the_page(cast: Cast, case: Case, browse: Browse) -> None:
    where = reverse("todos:list", args=[case.dossier.id, case.engagement.id])
    coach, day = browse(cast.coach), timezone.localdate() + timedelta(days=3)
    assert "No task" in coach.get(where, headers={"Accept-Language": "en"}).content.decode()
    form = {"words": WORDS, "due": day.isoformat(), "owner": str(cast.coach.person)}
    assert WORDS in coach.post(where, form, follow=True).content.decode()
    with acting(cast.coach.person):
        (line,) = lines(case.engagement)
    assert (line.words, line.owner, line.is_done) == (WORDS, "Test coach", False)
    done = reverse("todos:done", args=[case.dossier.id, case.engagement.id, line.task.id])
    assert coach.post(done, follow=True).status_code == 200
    assert coach.post(done).status_code == 404
    with acting(cast.coach.person):
        assert lines(case.engagement)[0].is_done


def test_it_can_wait_for_the_back_office(cast: Cast, case: Case) -> None:
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        task = add_task(engagement=case.engagement, words=WORDS, due=at.date(), owner=None, by=actor, at=at)
    assert task.queue == f"back_office@{cast.office}"


@pytest.mark.article("6.need")
def test_a_colleague_without_need_sees_neither_task_nor_words(cast: Cast, case: Case, browse: Browse) -> None:
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        task = add_task(
            engagement=case.engagement, words=WORDS, due=at.date(), owner=cast.coach.person, by=actor, at=at
        )
    with acting(cast.other_coach.person):
        assert not Task.objects.filter(id=task.id)
        assert not OwnTask.objects.filter(dossier=case.dossier)
    where = reverse("todos:list", args=[case.dossier.id, case.engagement.id])
    assert browse(cast.other_coach).get(where).status_code == 404


def test_what_is_refused_names_its_field(cast: Cast, case: Case) -> None:
    at = timezone.now()
    good = {"words": WORDS, "due": timezone.localdate(), "owner": cast.coach.person}
    for field, value in (
        ("words", "  "),
        ("due", timezone.localdate() - timedelta(days=1)),
        ("owner", cast.other_coach.person),
    ):
        with pytest.raises(ValidationError) as wrong, acting(cast.coach.person) as actor:
            add_task(engagement=case.engagement, **(good | {field: value}), by=actor, at=at)  # type: ignore[arg-type]
        assert field in wrong.value.message_dict
