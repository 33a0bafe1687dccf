"""Search the words of every dossier that one may open: how many hits, of which days, and nothing of what they say."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections

from inzage.access.identity import token

MOST = 100
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Hits:
    """A dossier in which words were found: in how many texts, the day of the oldest and of the newest."""

    dossier: UUID
    number: int
    first: date
    last: date


def search_all(*, person: UUID, wanted: str, cover: UUID | None = None) -> list[Hits]:
    """The dossiers in which these words stand in a part that the person may open now, the newest hit first.

    At most 100. The gate counts, and writes on the log which dossiers it showed before anything is answered: it is
    committed on the opener's own connection, as an opening is (article 6.need). Never the words themselves. Raises
    ProgrammingError for `cover`, who only looks as that person.
    """
    opener = connections["opener"]
    with opener.cursor() as cursor:
        cursor.execute(
            "select dossier, hits, first_on, last_on from gate.search(%s, %s, %s)",
            [token(person, opener, cover=cover), wanted[:LONGEST], MOST],
        )
        return [Hits(*row) for row in cursor.fetchall()]
