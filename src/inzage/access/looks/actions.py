"""Begin and end a look at the screens as a colleague; say that one knows of it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connections

from inzage.access.actor import Actor
from inzage.access.identity.models import PersonRole
from inzage.access.looks.facts import TASK
from inzage.access.tasks.actions import finish_about
from inzage.access.versions.current import policy
from inzage.law.calendar import AMSTERDAM, working_days_after
from inzage.law.decisions.look_as import LOOK_AS, LookAs


def begin(*, colleague: UUID, reason: str, minutes: int, by: Actor, at: datetime) -> UUID:
    """Look as `colleague` for so many minutes; both that colleague and the privacy officer are told (11.security).

    Ends a look of the actor that still runs. Gives the id of the look. Raises law's Refused without the role, as
    oneself, as who watches over the rules, without a reason or for too long; ProgrammingError for a colleague of
    another office, or who owes something before work.
    """
    held = PersonRole.objects.filter(person=colleague, ended_at=None).values_list("role", flat=True)
    facts = LookAs(
        asker_roles=by.roles,
        to_oneself=colleague == by.person,
        colleague_roles=frozenset(held),
        reason=reason,
        minutes=minutes,
    )
    LOOK_AS.decide(facts, policy()).enforce()
    look = uuid4()
    read_by = working_days_after(at.astimezone(AMSTERDAM).date(), 1)
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.begin_look(%s, %s, %s, %s, %s)", [look, colleague, reason, minutes, read_by])
    return look


def end(*, look: UUID, by: Actor, at: datetime) -> None:
    """Stop looking; one that is over stays as it is."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.end_look(%s)", [look])


def know(*, look: UUID, by: Actor, at: datetime) -> int:
    """The actor knows of this look; how many of their tasks that finished."""
    return finish_about(subject=look, kind=TASK, by=by, at=at)
