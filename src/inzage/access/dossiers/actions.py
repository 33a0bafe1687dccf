"""Create dossiers, number them, and enter lines on their time lines."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connections

from inzage.access.actor import Actor
from inzage.access.dossiers.models import Dossier, Entry

LETTER = {"client": "C", "sponsor": "O"}


def next_number(*, kind: str, office: UUID, at: datetime) -> str:
    """The next number of this kind, office and year: `C-2026-0001` for a client, `O-2026-0001` for a sponsor."""
    return next_numbers(kind=kind, office=office, how_many=1, at=at)[0]


def next_numbers(*, kind: str, office: UUID, how_many: int, at: datetime) -> list[str]:
    """`how_many` numbers in a row; see `next_number`."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.next_numbers(%s, %s, %s, %s)", [kind, office, at.year, how_many])
        first = cursor.fetchone()[0]
    return [f"{LETTER[kind]}-{at.year}-{number:04d}" for number in range(first, first + how_many)]


def create_dossier(*, kind: str, office: UUID, number: str, by: Actor, at: datetime) -> Dossier:
    """A new dossier of `kind` (client or sponsor) at `office`.

    Raises ProgrammingError when the actor's roles do not show the cards of that kind at that office.
    """
    return create_dossiers(kind=kind, office=office, numbers=[number], by=by, at=at)[0]


def create_dossiers(
    *,
    kind: str,
    office: UUID,
    numbers: Sequence[str],
    by: Actor,
    at: datetime,
) -> list[Dossier]:
    """A new dossier for each number, in one statement; see `create_dossier`."""
    dossiers = [Dossier(id=uuid4(), kind=kind, number=number, office_id=office, opened_at=at) for number in numbers]
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.create_dossiers(%s, %s, %s, %s)",
            [[dossier.pk for dossier in dossiers], kind, list(numbers), office],
        )
    return dossiers


def enter(
    *,
    dossier: Dossier,
    part: str,
    kind: str,
    subject: UUID,
    by: Actor,
    at: datetime,
    visibility: str = Entry.Visibility.BUREAU,
    confidential: bool = False,
) -> Entry:
    """A line on the dossier's time line, about `subject`, of the dossier's `part`. It carries no text."""
    return Entry.objects.create(
        dossier=dossier,
        office_id=dossier.office_id,
        part=part,
        kind=kind,
        at=at,
        author_id=by.person,
        subject=subject,
        visibility=visibility,
        confidential=confidential,
    )
