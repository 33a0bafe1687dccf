"""Questions about lists: the searches that somebody saved, and where somebody came from."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from inzage.access.actor import Actor
from inzage.access.searches.models import SavedSearch
from inzage.kit.listing import LISTS, Listing

CAME_FROM = "lists"


@dataclass(frozen=True, slots=True)
class Way:
    """The way back to a list: its name, and what stood behind the question mark."""

    shape: str
    query: str

    @property
    def url(self) -> str:
        """The address. Raises KeyError when there is no such list."""
        return f"{reverse(LISTS[self.shape].page)}{'?' + self.query if self.query else ''}"


def saved(actor: Actor, page: str) -> list[SavedSearch]:
    """The actor's searches of a list, by name."""
    return list(SavedSearch.objects.filter(person=actor.person, page=page).order_by("name"))


def every_saved(actor: Actor) -> list[SavedSearch]:
    """All of the actor's searches, by list and name."""
    return list(SavedSearch.objects.filter(person=actor.person).order_by("page", "name"))


def own(actor: Actor, search: UUID) -> SavedSearch | None:
    """One of the actor's searches, or None."""
    return SavedSearch.objects.filter(person=actor.person, pk=search).first()


def remember(request: HttpRequest, listing: Listing, kind: str) -> None:
    """Keep in the session how a list stood, for whoever opens a dossier of this kind from it and comes back."""
    page = request.GET.get("page", "")
    query = "&".join(part for part in (listing.query, f"page={page}" if page.isdecimal() else "") if part)
    here = [listing.shape.name, query]
    ways = request.session.get(CAME_FROM, {})
    if ways.get(kind) != here:
        request.session[CAME_FROM] = ways | {kind: here}


def way_back(request: HttpRequest, kind: str) -> Way | None:
    """The list from which this session last looked at dossiers of a kind."""
    found = request.session.get(CAME_FROM, {}).get(kind)
    return Way(*found) if found else None
