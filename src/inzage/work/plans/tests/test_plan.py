"""The plan: goals in the client's own words with their history, actions that move, and a signature for seen (3.c)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Task
from inzage.work.conftest import Case, MakeCase
from inzage.work.engagements.actions import end
from inzage.work.plans.actions import record_seen, set_goal, word_goal, write_goal
from inzage.work.plans.actions_doing import add_action, change_action, move_action
from inzage.work.plans.facts import actions_of, changed_since, goals_of, is_late, seen
from inzage.work.plans.models import Goal, GoalText, PlanAction, PlanSeen
from tests.kit.counting import counted
from tests.kit.fixtures import Browse, Cast

SAID = "Ik wil weer werk waarin ik met mijn handen bezig ben."
LATER = "Ik wil werk in een werkplaats, vier dagen in de week."


def _goal(cast: Cast, case: Case) -> Goal:
    with acting(cast.coach.person) as actor:
        return write_goal(engagement=case.engagement, words=SAID, by=actor, at=timezone.now())


def _action(cast: Cast, case: Case, *, days: int = 7) -> PlanAction:
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        due = timezone.localdate(at) + timedelta(days=days)
        return add_action(
            engagement=case.engagement, words="Twee bedrijven bellen", owner="client", due=due, by=actor, at=at
        )


def _reminders(cast: Cast, case: Case) -> list[Task]:
    with acting(cast.coach.person):
        return list(Task.objects.filter(dossier=case.dossier, kind="plan_action", done_at=None))


@pytest.mark.article("3.c")
def test_a_goal_keeps_every_wording(cast: Cast, case: Case) -> None:
    goal = _goal(cast, case)
    with acting(cast.coach.person) as actor:
        word_goal(goal=goal, words=LATER, by=actor, at=timezone.now())
        assert word_goal(goal=goal, words=LATER, by=actor, at=timezone.now()) is None
    with acting(cast.coach.person):
        (kept,) = goals_of(case.engagement)
    assert kept.now.words == LATER
    assert [text.words for text in kept.earlier] == [SAID]


def test_a_goal_without_words_is_refused(cast: Cast, case: Case) -> None:
    for words in ("  ", "x" * 1001):
        with pytest.raises(ValidationError) as wrong, acting(cast.coach.person) as actor:
            write_goal(engagement=case.engagement, words=words, by=actor, at=timezone.now())
        assert "words" in wrong.value.message_dict


@pytest.mark.article("6.need")
def test_only_who_works_with_the_client_reads_the_goals(cast: Cast, case: Case, browse: Browse) -> None:
    _goal(cast, case)
    for member in (cast.other_coach, cast.back_office, cast.team_leader):
        with acting(member.person):
            assert not Goal.objects.filter(dossier=case.dossier)
            assert not GoalText.objects.filter(dossier=case.dossier)
        where = reverse("plans:show", args=[case.dossier.id, case.engagement.id])
        assert browse(member).get(where).status_code == 404


def test_an_action_reminds_until_it_is_finished(cast: Cast, case: Case) -> None:
    action = _action(cast, case)
    (task,) = _reminders(cast, case)
    assert (task.due, task.person) == (action.due, cast.coach.person)
    with acting(cast.coach.person) as actor:
        move_action(action=action, state="doing", by=actor, at=timezone.now())
    assert [each.pk for each in _reminders(cast, case)] == [task.pk]
    for state, waiting in (("done", 0), ("todo", 1), ("dropped", 0)):
        with acting(cast.coach.person) as actor:
            move_action(action=action, state=state, by=actor, at=timezone.now())
        assert len(_reminders(cast, case)) == waiting


def test_another_day_makes_another_reminder(cast: Cast, case: Case) -> None:
    action = _action(cast, case)
    day = action.due + timedelta(days=5)
    with acting(cast.coach.person) as actor:
        change_action(action=action, words="Drie bellen", owner="coach", due=day, by=actor, at=timezone.now())
    (task,) = _reminders(cast, case)
    assert task.due == day
    with acting(cast.coach.person):
        kept = actions_of(case.engagement).get()
    assert (kept.words, kept.owner, kept.task) == ("Drie bellen", "coach", task.pk)


@pytest.mark.article("6.tracking")
def test_a_late_action_stands_on_the_desk(cast: Cast, case: Case, browse: Browse) -> None:
    action = _action(cast, case, days=-4000)
    assert is_late(action, timezone.localdate())
    page = browse(cast.coach).get(reverse("desk:tasks"), {"when": "overdue"}).content.decode()
    assert reverse("plans:show", args=[case.dossier.id, case.engagement.id]) in page
    assert action.words not in page


@pytest.mark.article("3.c")
def test_the_plan_is_due_in_28_days_and_done_when_the_client_signed(cast: Cast, case: Case) -> None:
    with acting(cast.coach.person):
        task = Task.objects.get(dossier=case.dossier, kind="plan_due")
    assert case.engagement.started_on + timedelta(days=28) <= task.due
    assert task.due <= case.engagement.started_on + timedelta(days=32), "the next working day after a holiday"
    goal = _goal(cast, case)
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        record_seen(engagement=case.engagement, seen_on=at.date(), how="paper", by=actor, at=at)
    with acting(cast.coach.person) as actor:
        task.refresh_from_db()
        assert task.done_at is not None
        assert seen(case.engagement).get().goals == 1
        assert not changed_since(goals_of(case.engagement), at)
        word_goal(goal=goal, words=LATER, by=actor, at=timezone.now())
        assert changed_since(goals_of(case.engagement), at)
    with acting(cast.back_office.person):
        assert PlanSeen.objects.filter(dossier=case.dossier).exists(), "that it was seen is for the card"


def test_no_plan_is_asked_of_a_service_without_one(cast: Cast, make_case: MakeCase) -> None:
    case = make_case(service="assessment")
    with acting(cast.coach.person):
        assert not Task.objects.filter(dossier=case.dossier, kind="plan_due")


def test_an_empty_plan_or_a_day_to_come_is_not_seen(cast: Cast, case: Case) -> None:
    today = timezone.localdate()
    for day in (today, today + timedelta(days=1)):
        with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
            record_seen(engagement=case.engagement, seen_on=day, how="paper", by=actor, at=timezone.now())


def test_after_the_end_the_plan_stays_as_it_was(cast: Cast, case: Case) -> None:
    goal, action = _goal(cast, case), _action(cast, case)
    with acting(cast.back_office.person) as actor:
        end(engagement=case.engagement, outcome="placed", by=actor, at=timezone.now())
    assert not _reminders(cast, case)
    for verb in (
        lambda actor: set_goal(goal=goal, state="reached", by=actor, at=timezone.now()),
        lambda actor: move_action(action=action, state="done", by=actor, at=timezone.now()),
    ):
        with pytest.raises(ValidationError), acting(cast.coach.person) as actor:
            verb(actor)


def test_the_pages_make_a_plan(cast: Cast, case: Case, browse: Browse) -> None:
    where, coach = [case.dossier.id, case.engagement.id], browse(cast.coach)
    plan = reverse("plans:show", args=where)
    coach.post(reverse("plans:new_goal", args=where), {"words": SAID})
    with acting(cast.coach.person):
        (goal,) = goals_of(case.engagement)
    day = timezone.localdate().isoformat()
    form = {"words": "Bellen", "owner": "sponsor", "due": day, "goal": str(goal.goal.id)}
    coach.post(reverse("plans:new_action", args=where), form)
    with acting(cast.coach.person):
        action = actions_of(case.engagement).get()
    assert action.goal_id == goal.goal.id
    state = reverse("plans:action_state", args=[*where, action.id])
    answer = coach.post(state, {"state": "doing", "view": "list"})
    assert answer["Location"] == f"{plan}?view=list"
    coach.post(state, {"state": "nonsense"})
    coach.post(reverse("plans:goal_state", args=[*where, goal.goal.id]), {"state": "reached"})
    assert coach.post(reverse("plans:seen", args=where), {"seen_on": day, "how": "paper"}).status_code == 302
    for page in (plan, f"{plan}?view=list"):
        text = coach.get(page).content.decode()
        assert SAID in text
        assert "Bellen" in text
    with acting(cast.coach.person):
        assert (actions_of(case.engagement).get().state, goals_of(case.engagement)[0].goal.state) == (
            "doing",
            "reached",
        )


def test_a_bad_form_keeps_what_was_typed(cast: Cast, case: Case, browse: Browse) -> None:
    address = reverse("plans:new_action", args=[case.dossier.id, case.engagement.id])
    page = browse(cast.coach).post(address, {"words": "Bellen", "owner": "client", "due": "gisteren"})
    assert page.status_code == 200
    assert 'value="Bellen"' in page.content.decode()
    assert 'value="gisteren"' in page.content.decode()


def test_more_goals_and_actions_ask_no_more_questions(cast: Cast, case: Case, browse: Browse) -> None:
    coach, plan = browse(cast.coach), reverse("plans:show", args=[case.dossier.id, case.engagement.id])
    numbers = []
    for _round in range(2):
        for _times in range(3):
            _goal(cast, case)
            _action(cast, case)
        coach.get(plan)
        with counted() as sent:
            coach.get(plan)
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]
