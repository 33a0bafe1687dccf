"""Questions about the ledger: which events there are, with names and numbers beside the ids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from inzage.access.grants.facts import AnyOf
from inzage.access.ledger.checkpoint import parse
from inzage.access.ledger.models import LedgerEvent, LedgerShown
from inzage.access.ledger.sealing import newest
from inzage.access.models import Dossier, Person
from inzage.access.people.roles import labels
from inzage.access.versions import policy
from inzage.oversight.log.wording import ACTS, called, words_for

LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a person reads it. `role` is the actor's of that moment, `behalf` whose act a service carried out.

    `number` is the dossier's, or the beginning of its id when it cannot be seen.
    """

    id: int
    at: datetime
    who: str
    role: str
    behalf: str
    what: str
    dossier: UUID | None
    kind: str
    number: str
    purpose: str
    articles: tuple[str, ...]
    refused: bool
    detail: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the log is sealed: the last seal's number, moment and short code, and how many events it covers."""

    number: int
    at: datetime
    code: str
    count: int


def events(
    *,
    person: UUID | None = None,
    kind: str = "",
    dossier: UUID | None = None,
    outcome: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[LedgerEvent]:
    """Events that the reader may see, the newest first.

    `outcome` is "allowed" or "refused"; the days `since` and `until` count along. Of a dossier there are also the
    events of lists and searches that showed it.
    """
    found = LedgerEvent.objects.order_by("-at", "-id")
    if person:
        found = found.filter(actor=person)
    if kind:
        found = found.filter(kind=kind)
    if dossier:
        shown = LedgerShown.objects.filter(dossier=dossier).values("event")
        found = found.filter(Q(dossier=dossier) | Q(AnyOf("id", shown)))
    if outcome:
        found = found.filter(outcome=outcome)
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lte=until)
    return found


def lines(page: Iterable[LedgerEvent]) -> list[Line]:
    """The events of a page in plain words: two queries, for the names and for the numbers."""
    found = list(page)
    people = {each.actor for each in found} | {each.on_behalf_of for each in found if each.on_behalf_of}
    names = dict(Person.objects.filter(id__in=people).values_list("id", "name"))
    dossiers = {each.dossier for each in found if each.dossier}
    seen = Dossier.objects.filter(id__in=dossiers).values_list("id", "number", "kind")
    numbers = {key: (number, kind) for key, number, kind in seen}
    return [_line(each, names, numbers) for each in found]


def event_numbered(number: int) -> LedgerEvent | None:
    """The event with this number, or None when there is none that the reader may see."""
    return LedgerEvent.objects.filter(pk=number).first() if number < LARGEST else None


def staff() -> QuerySet[Person]:
    """Everybody who can stand on the log, in order of name."""
    return Person.objects.filter(kind__in=("staff", "auditor", "service")).order_by("name")


def dossier_numbered(number: str) -> UUID | None:
    """The dossier with this number, or None when there is none that the reader may know of."""
    return Dossier.objects.filter(number__iexact=number.strip()).values_list("id", flat=True).first()


def seal_state() -> SealState | None:
    """The newest seal, or None when nothing was sealed yet."""
    last = newest()
    return SealState(last.number, last.at, parse(last.checkpoint).code, last.size) if last else None


def _line(event: LedgerEvent, names: dict[UUID, str], numbers: dict[UUID, tuple[str, str]]) -> Line:
    number, kind = numbers.get(event.dossier, ("", "")) if event.dossier else ("", "")
    return Line(
        id=event.pk,
        at=event.at,
        who=called(event.actor, names.get(event.actor)),
        role=", ".join(labels(event.role.split(","))),
        behalf=called(event.on_behalf_of, names.get(event.on_behalf_of)) if event.on_behalf_of else "",
        what=words_for(event.kind),
        dossier=event.dossier if number else None,
        kind=kind,
        number=number or (str(event.dossier)[:8] if event.dossier else ""),
        purpose=_purpose(event.purpose),
        articles=tuple(event.articles),
        refused=event.outcome == "refused",
        detail=tuple(sorted(_detail(key, value) for key, value in event.detail.items())),
    )


def _detail(key: str, value: object) -> tuple[str, str]:
    """One thing that an event keeps beside its own; of a list, how many dossiers it showed."""
    if isinstance(value, list):
        return key, str(len(value))
    return key, str(ACTS.get(str(value), value))


def _purpose(code_: str) -> str:
    """A purpose in words, with its letter."""
    known = policy().purpose(code_)
    return f"{code_} {known.label.to(get_language() or 'nl')}" if known else code_
