"""The states of a report as one table: who is at turn, and what may follow.

draft -> locked -> sent, with the way back from locked to draft; a report that the client blocks or that is dropped
ends there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _

Owner = Literal["author", "client", "sender", "nobody"]


class Kind(models.TextChoices):
    """What a report is. How the client is informed of each, and its sections, stand in the policy."""

    INTAKE = "intake", _("Intake report")
    PLAN = "plan", _("Plan of the engagement")
    PROGRESS = "progress", _("Progress report")
    FULL = "full", _("Full report")
    FINAL = "final", _("Final report")
    UWV = "uwv", _("Report for the UWV")
    ABSENCE = "absence", _("Feedback on absence")
    ASSESSMENT = "assessment", _("Assessment report")
    ORAL = "oral", _("Oral report")


class Addressee(models.TextChoices):
    """For whom a report is. One for the client needs no reporting agreement."""

    SPONSOR = "sponsor", _("The sponsor")
    CLIENT = "client", _("The client")


class State(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("Draft")
    LOCKED = "locked", _("Locked")
    SENT = "sent", _("Sent")
    BLOCKED = "blocked", _("Blocked by the client")
    DROPPED = "dropped", _("Dropped")


class Verb(models.TextChoices):
    """What can be done to a report that changes its state."""

    SAVE = "save", _("Save the draft")
    LOCK = "lock", _("Lock a version")
    REOPEN = "reopen", _("Change the text")
    PRESENT = "present", _("Record that it was put before the client")
    BLOCK = "block", _("The client blocks it")
    SEND = "send", _("Send")
    DROP = "drop", _("Drop")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a state allows: the verbs with the state each leads to, and who is at turn by nature."""

    verbs: Mapping[Verb, State]
    owner: Owner


STATES: Mapping[State, Standing] = {
    State.DRAFT: Standing(
        {Verb.SAVE: State.DRAFT, Verb.LOCK: State.LOCKED, Verb.DROP: State.DROPPED},
        "author",
    ),
    State.LOCKED: Standing(
        {
            Verb.LOCK: State.LOCKED,
            Verb.REOPEN: State.DRAFT,
            Verb.PRESENT: State.LOCKED,
            Verb.BLOCK: State.BLOCKED,
            Verb.SEND: State.SENT,
            Verb.DROP: State.DROPPED,
        },
        "client",
    ),
    State.SENT: Standing({Verb.PRESENT: State.SENT, Verb.SEND: State.SENT}, "nobody"),
    State.BLOCKED: Standing({}, "nobody"),
    State.DROPPED: Standing({}, "nobody"),
}


def may(state: str, verb: Verb) -> bool:
    """Tell whether a report in `state` allows `verb`."""
    return verb in STATES[State(state)].verbs


def after(state: str, verb: Verb) -> State:
    """Give the state that `verb` leads to. Raises ValueError when `state` does not allow it, naming both."""
    standing = STATES[State(state)]
    if verb not in standing.verbs:
        raise ValueError(f"state: a report that is {state} cannot be changed by {verb}; first read the report again")
    return standing.verbs[verb]
