"""The verbs of standing in: let somebody, and end it early. By itself it ends with its last day."""

from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import connections
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.versions.current import policy
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.give_access import GIVE_ACCESS, GiveAccess


class Given(NamedTuple):
    """How many dossiers the substitute got, and how many not, for want of the role."""

    given: int
    left_out: int


def stand_in(
    *, absent: UUID, substitute: UUID, since: date, until: date, reason: str, by: Actor, at: datetime
) -> Given:
    """Give `substitute` the dossiers that `absent` is assigned to, for these days inclusive (articles 5.need, 6.need).

    Raises law's Refused without that power, a reason or an end in time, and for oneself; ValidationError for days in
    the wrong order, for a colleague of another office, and when there is no dossier to stand in for.
    """
    today = at.astimezone(AMSTERDAM).date()
    facts = GiveAccess(
        how="stand_in",
        giver_roles=by.roles,
        to_oneself=absent == substitute,
        reason=reason,
        today=today,
        ends_on=until,
    )
    GIVE_ACCESS.decide(facts, policy()).enforce()
    if until < since:
        raise ValidationError({"until": _("The last day lies before the first; give a later day.")})
    begins = datetime.combine(since, time.min, tzinfo=AMSTERDAM)
    ends = datetime.combine(until, time.max, tzinfo=AMSTERDAM)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select given, left_out from gate.stand_in(%s, %s, %s, %s, %s, %s)",
            [uuid4(), absent, substitute, begins, ends, reason],
        )
        found = Given(*cursor.fetchone())
    if not found.given:
        raise ValidationError(
            _("There is no dossier of this colleague that the other one can take over: the role must be the same.")
        )
    return found


def end(*, standin: UUID, by: Actor, at: datetime) -> None:
    """End a standing in and its access now; one that has ended stays as it is.

    Raises ProgrammingError for an actor who gives no access at that office.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.end_stand_in(%s)", [standin])
