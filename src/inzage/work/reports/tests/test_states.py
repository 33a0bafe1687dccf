"""The table of states is complete: each state has verbs and an owner, each verb leads somewhere, no state is lost."""

import pytest

from inzage.work.engagements.turns import WHAT, WHO
from inzage.work.reports.states import STATES, State, Verb, after, may


def test_every_state_stands_in_the_table_once() -> None:
    assert set(STATES) == set(State)


def test_every_verb_is_used_and_leads_to_a_state() -> None:
    assert {verb for standing in STATES.values() for verb in standing.verbs} == set(Verb)
    assert {target for standing in STATES.values() for target in standing.verbs.values()} == set(State)


def test_every_state_can_be_reached_from_a_draft_and_ends_or_goes_on() -> None:
    reached, todo = set(), {State.DRAFT}
    while todo:
        state = todo.pop()
        reached.add(state)
        todo |= set(STATES[state].verbs.values()) - reached
    assert reached == set(State)
    assert {state for state, standing in STATES.items() if not standing.verbs} == {State.BLOCKED, State.DROPPED}


def test_whoever_is_at_turn_and_what_for_has_a_name() -> None:
    assert {standing.owner for standing in STATES.values()} <= set(WHO)
    assert {State.SENT.value, State.BLOCKED.value, State.DROPPED.value, "write", "present", "respond", "send"} <= set(
        WHAT
    )


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", list(Verb))
def test_asking_and_doing_agree(state: State, verb: Verb) -> None:
    if may(state, verb):
        assert after(state, verb) == STATES[state].verbs[verb]
    else:
        with pytest.raises(ValueError, match=state.value):
            after(state, verb)
