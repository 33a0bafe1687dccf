"""What somebody prefers: read once a session, because each page asks for it."""

from dataclasses import dataclass

from django.http import HttpRequest

from inzage.access.actor import Actor
from inzage.access.preferences.models import Preference

IN_SESSION = "preferences"


@dataclass(frozen=True, slots=True)
class Preferred:
    """Whether keys of one letter do something, and the newest news that was read."""

    shortcuts: bool = True
    news: str = ""


def preferred(request: HttpRequest, actor: Actor) -> Preferred:
    """What the actor prefers. What is changed in another session holds in this one from the next sign-in."""
    kept = request.session.get(IN_SESSION)
    if kept is None:
        row = Preference.objects.filter(person=actor.person).first()
        kept = [row.shortcuts, row.news] if row else [True, ""]
        request.session[IN_SESSION] = kept
    return Preferred(*kept)


def forget(request: HttpRequest) -> None:
    """Let the next page of this session read it anew."""
    request.session.pop(IN_SESSION, None)
