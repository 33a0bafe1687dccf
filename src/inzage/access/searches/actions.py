"""The verbs of saved searches: save one, and take one away."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import QueryDict

from inzage.access.actor import Actor
from inzage.access.searches.models import SavedSearch

NOT_KEPT = ("s", "page", "q")


def save_search(*, page: str, name: str, query: str, by: Actor, at: datetime) -> SavedSearch:
    """Keep how a list stands under a name; one of that name is replaced. What was typed is left out."""
    kept = QueryDict(query, mutable=True)
    for field in NOT_KEPT:
        kept.pop(field, None)
    SavedSearch.objects.filter(person=by.person, page=page, name=name).delete()
    return SavedSearch.objects.create(
        id=uuid4(), person_id=by.person, page=page, name=name, query=kept.urlencode(), saved_at=at
    )


def remove_search(*, search: UUID, by: Actor, at: datetime) -> bool:
    """Take one of the actor's searches away; False when there was none."""
    gone, _each = SavedSearch.objects.filter(person=by.person, pk=search).delete()
    return bool(gone)
