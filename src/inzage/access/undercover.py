"""What the guards do while somebody of support looks as a colleague: whose screens, and nothing but looking."""

from typing import Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.identity.looks import Look, running_look
from inzage.law.decisions.decision import Refused
from inzage.law.decisions.look_as import LOOK_ON, LookOn

LOOK = "look"
"""Where the session keeps the id of the look that it is in."""


def look_of(request: HttpRequest, person: UUID) -> Look | None:
    """The look that the session of `person` is in; one that is over is forgotten."""
    kept = request.session.get(LOOK)
    if kept is None:
        return None
    with acting(person) as actor:
        look = running_look(kept, by=actor, at=timezone.now())
    if look is None:
        del request.session[LOOK]
    return look


def only_looks(request: HttpRequest) -> None:
    """Raise Refused (11.security) for what would change something; the database would refuse it as well."""
    if request.method == "POST":
        raise refusal()


def refusal(what: Literal["open", "change"] = "change") -> Refused:
    """The refusal to open a dossier or to change anything while looking (11.security, 6.need)."""
    return Refused(LOOK_ON.decide(LookOn(what=what), settings.POLICY))
