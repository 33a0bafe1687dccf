"""A look of support at the screens of the demo's back office, which both were told of."""

from datetime import datetime

from inzage.access.identity import acting
from inzage.access.looks import actions, facts
from inzage.front.demo.bureau import Staff

REASON = "Ahmed ziet een nieuwe cliënt niet in zijn lijst"
MINUTES = 10


def look(staff: Staff, at: datetime) -> None:
    """Look and stop, unless that was done."""
    with acting(staff["manager"]) as actor:
        if facts.looks_of(actor.person).exists():
            return
        begun = actions.begin(colleague=staff["back_office"], reason=REASON, minutes=MINUTES, by=actor, at=at)
        actions.end(look=begun, by=actor, at=at)
