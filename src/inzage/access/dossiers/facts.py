"""The time line of a dossier: one query for the entries, one for each kind of thing they name."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from inzage.access.dossiers.models import Entry
from inzage.access.dossiers.timeline import UNKNOWN, Show, shows

PAGE = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One line: the entry, and its subject where the actor may see it, otherwise None."""

    entry: Entry
    item: Model | None
    template: str
    icon: str


def timeline(
    dossier: UUID, *, before: datetime | None = None, kinds: Collection[str] = (), limit: int = PAGE
) -> list[Item]:
    """The newest `limit` entries of `dossier` before a moment, of these kinds (all when empty), newest first.

    An entry whose content the actor may not see, or whose dossier is not opened, comes with `item` None.
    """
    entries = Entry.objects.filter(dossier=dossier).select_related("author").order_by("-at", "-id")
    if before is not None:
        entries = entries.filter(at__lt=before)
    if kinds:
        entries = entries.filter(kind__in=kinds)
    page = list(entries[:limit])
    subjects: dict[str, set[UUID]] = defaultdict(set)
    for entry in page:
        subjects[entry.kind].add(entry.subject)
    known = shows()
    found = {kind: known[kind].model._default_manager.in_bulk(ids) for kind, ids in subjects.items() if kind in known}
    return [_item(entry, known, found) for entry in page]


def _item(entry: Entry, known: Mapping[str, Show], found: Mapping[str, Mapping[UUID, Model]]) -> Item:
    show = known.get(entry.kind)
    item = found.get(entry.kind, {}).get(entry.subject)
    return Item(entry, item, show.template if show else UNKNOWN, show.icon if show else "dots")
