"""The time line of a dossier: one query for the entries, one for each kind of thing they name, and one for pins."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model, QuerySet

from inzage.access.dossiers.models import Entry, Pin, VisibilityChange
from inzage.access.dossiers.timeline import UNKNOWN, Show, shows

PAGE = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One line: the entry, its subject where the actor may see it (else None), and the pin that holds it on top."""

    entry: Entry
    item: Model | None
    template: str
    icon: str
    pin: Pin | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a time line: the entries that stand on top, the one pinned last first, and those in order of time."""

    pinned: list[Item]
    items: list[Item]


def timeline(
    dossier: UUID,
    *,
    before: datetime | None = None,
    since: datetime | None = None,
    kinds: Collection[str] = (),
    author: UUID | None = None,
    limit: int = PAGE,
) -> list[Item]:
    """The newest `limit` entries of `dossier` from `since`, before a moment, of these kinds, by this person (or all).

    Newest first. An entry whose content the actor may not see, or whose dossier is not opened, comes with `item` None.
    """
    return _items(list(_entries(dossier, before, since, kinds, author)[:limit]), {})


def line(
    dossier: UUID,
    *,
    before: datetime | None = None,
    since: datetime | None = None,
    kinds: Collection[str] = (),
    author: UUID | None = None,
    limit: int = PAGE,
) -> Line:
    """The same, each entry with its pin, and before them the entries that stand on top whatever is asked."""
    shown = list(_entries(dossier, before, since, kinds, author)[:limit])
    pins = {pin.entry_id: pin for pin in _pins(dossier)}
    known = {entry.pk: entry for entry in shown}
    far = [entry for entry in pins if entry not in known]
    if far:
        known |= {entry.pk: entry for entry in _entries(dossier).filter(pk__in=far)}
    items = {item.entry.pk: item for item in _items(list(known.values()), pins)}
    return Line([items[entry] for entry in pins if entry in items], [items[entry.pk] for entry in shown])


def entry_of(dossier: UUID, entry: UUID) -> Item | None:
    """One line of a dossier with its pin, or None when it is not there."""
    found = _entries(dossier).filter(pk=entry).first()
    pins = {pin.entry_id: pin for pin in _pins(dossier).filter(entry=entry)}
    return _items([found], pins)[0] if found else None


def authors_of(dossier: UUID) -> list[tuple[UUID, str]]:
    """Who entered anything in a dossier, by name."""
    found = Entry.objects.filter(dossier=dossier).order_by().values_list("author", "author__name").distinct()
    return sorted(found, key=lambda pair: (pair[1], str(pair[0])))


def visibility_of(entry: Entry) -> QuerySet[VisibilityChange]:
    """For whom an entry was meant, change by change, the newest first."""
    changes = VisibilityChange.objects.filter(dossier=entry.dossier_id, entry=entry)
    return changes.select_related("by").order_by("-at", "-id")


def _pins(dossier: UUID) -> QuerySet[Pin]:
    return Pin.objects.filter(dossier=dossier, removed_at=None).select_related("by").order_by("-at", "-id")


def _entries(
    dossier: UUID,
    before: datetime | None = None,
    since: datetime | None = None,
    kinds: Collection[str] = (),
    author: UUID | None = None,
) -> QuerySet[Entry]:
    entries = Entry.objects.filter(dossier=dossier).select_related("author").order_by("-at", "-id")
    if before is not None:
        entries = entries.filter(at__lt=before)
    if since is not None:
        entries = entries.filter(at__gte=since)
    if kinds:
        entries = entries.filter(kind__in=kinds)
    return entries.filter(author=author) if author else entries


def _items(entries: Sequence[Entry], pins: Mapping[UUID, Pin]) -> list[Item]:
    subjects: dict[str, set[UUID]] = defaultdict(set)
    for entry in entries:
        subjects[entry.kind].add(entry.subject)
    known = shows()
    found = {kind: known[kind].model._default_manager.in_bulk(ids) for kind, ids in subjects.items() if kind in known}
    return [_item(entry, known, found, pins) for entry in entries]


def _item(
    entry: Entry,
    known: Mapping[str, Show],
    found: Mapping[str, Mapping[UUID, Model]],
    pins: Mapping[UUID, Pin],
) -> Item:
    show = known.get(entry.kind)
    item = found.get(entry.kind, {}).get(entry.subject)
    return Item(entry, item, show.template if show else UNKNOWN, show.icon if show else "dots", pins.get(entry.pk))
