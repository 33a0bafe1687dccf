"""How the rows of a bulk action are called: by client, and what it is about them."""

from collections.abc import Collection
from uuid import UUID

from inzage.access.models import Task
from inzage.front import words
from inzage.front.desk.chores import CHORES, UNKNOWN
from inzage.front.lists.facts import who
from inzage.work.engagements.models import Engagement


def of(page: str, targets: Collection[UUID]) -> dict[UUID, str]:
    """The name of each target of the list `page` that the actor may see."""
    about: dict[UUID, tuple[UUID | None, str]]
    if page == "engagements":
        about = {
            each.pk: (each.dossier_id, f"{words.service(each.service)}, {words.phase(each.phase)}")
            for each in Engagement.objects.filter(pk__in=targets)
        }
    elif page == "tasks":
        tasks = Task.objects.filter(pk__in=targets)
        about = {each.pk: (each.dossier_id, str(CHORES.get(each.kind, UNKNOWN).words)) for each in tasks}
    else:
        about = {target: (target, "") for target in targets}
    people = who(dossier for dossier, _text in about.values() if dossier)
    return {target: _name(people.get(dossier) if dossier else None, text) for target, (dossier, text) in about.items()}


def _name(person: object, text: str) -> str:
    named = f"{getattr(person, 'name', '')} ({getattr(person, 'number', '')})" if person else ""
    return " · ".join(part for part in (named, text) if part)
