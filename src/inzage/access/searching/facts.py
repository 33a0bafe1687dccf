"""What an opened dossier says: the texts in which words stand, each with the piece around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import JSONField, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from inzage.access.declaration import Declaration, declarations
from inzage.access.dossiers.models import Entry
from inzage.access.searching import sealed
from inzage.access.searching.expressions import CONFIG, JsonText, words

MOST = 50
BEGIN, END = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Found:
    """A text with the words: its entry on the time line, its day, and pieces of it (marked or not) in order."""

    entry: Entry
    on: date
    pieces: tuple[tuple[bool, str], ...]


def search_in(dossier: UUID, wanted: str, *, at: datetime) -> list[Found]:
    """The texts of an opened dossier in which these words stand, in any of their Dutch forms; the newest day first.

    At most fifty of each kind. What the actor may not read is not found. Sealed parts are unsealed and searched here,
    in memory, by the beginnings of words.
    """
    hits = [hit for declaration in searched("client") for hit in _of_table(declaration, dossier, wanted)]
    hits += [
        (found.subject, found.on, ((False, piece[:first]), (True, piece[first:last]), (False, piece[last:])))
        for found, piece, (first, last) in sealed.find(dossier, wanted, at=at)
    ]
    subjects = {subject for subject, _on, _pieces in hits}
    entries = Entry.objects.filter(dossier=dossier, subject__in=subjects).select_related("author").order_by("-at")
    by_subject = {entry.subject: entry for entry in entries}
    found = [Found(by_subject[subject], on, pieces) for subject, on, pieces in hits if subject in by_subject]
    return sorted(found, key=lambda each: (each.on, each.entry.at), reverse=True)


def searched(kind: str) -> list[Declaration]:
    """The tables of a kind of dossier whose words are searched."""
    return [each for each in declarations() if each.search and each.kind == kind]


Hit = tuple[UUID, date, tuple[tuple[bool, str], ...]]


def _of_table(declaration: Declaration, dossier: UUID, wanted: str) -> Iterator[Hit]:
    model, fields = declaration.model, declaration.search
    query = SearchQuery(wanted, config=CONFIG, search_type="websearch")
    text = _text(declaration, fields)
    headline = SearchHeadline(
        text, query, config=CONFIG, start_sel=BEGIN, stop_sel=END, max_fragments=2, min_words=8, max_words=24
    )
    rows = (
        model._default_manager.filter(dossier=dossier)
        .annotate(searched_words=words(model, fields))
        .filter(searched_words=query)
        .annotate(piece=headline)
        .order_by(f"-{declaration.search_date}", "-pk")
        .values_list(declaration.search_subject or "pk", declaration.search_date, "piece")
    )
    for subject, on, piece in rows[:MOST]:
        yield subject, timezone.localdate(on) if isinstance(on, datetime) else on, _pieces(piece)


def _text(declaration: Declaration, fields: Sequence[str]) -> Coalesce | JsonText | Concat:
    if isinstance(declaration.model._meta.get_field(fields[0]), JSONField):
        return JsonText(fields[0])
    if len(fields) == 1:
        return Coalesce(fields[0], Value(""), output_field=TextField())
    spaced = [part for field in fields for part in (field, Value(" · "))][:-1]
    return Concat(*spaced, output_field=TextField())


def _pieces(text: str) -> tuple[tuple[bool, str], ...]:
    """A headline as pieces, marked between the two signs that no text of ours holds."""
    pieces: list[tuple[bool, str]] = []
    for number, part in enumerate(text.split(BEGIN)):
        marked, _end, rest = part.partition(END) if number else ("", "", part)
        pieces += [(True, marked)] if marked else []
        pieces += [(False, rest)] if rest else []
    return tuple(pieces)
