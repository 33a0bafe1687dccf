"""The events in the order in which they stand in the tree, each as the text that is hashed.

The order is (epoch, transaction, id): by id alone one that commits late would be missed. The text is JSON on one line,
every column under its name, put together by the database in a fixed form; a proof holds it as it is. The text of a line
never changes: a column that is added later is left out where it is null.
"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from inzage.access.ledger.merkle import leaf_hashes
from inzage.access.ledger.models import LedgerEvent

CHUNK = 8192  # a multiple of a tile
TEXT = """
  '{"id":' || id || ',"epoch":' || epoch || ',"xid":' || xid::text
  || ',"at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  || '","kind":' || to_json(kind) || ',"actor":"' || actor || '"'
  || ',"role":' || to_json(role) || ',"rule":' || to_json(rule)
  || ',"on_behalf_of":' || coalesce('"' || on_behalf_of || '"', 'null')
  || ',"dossier":' || coalesce('"' || dossier || '"', 'null')
  || ',"subject":' || coalesce('"' || subject || '"', 'null')
  || ',"purpose":' || to_json(purpose) || ',"articles":' || array_to_json(articles)
  || ',"outcome":' || to_json(outcome) || ',"detail":' || detail || '}'
"""
Leaf = tuple[int, str]


def between(epoch: int, from_xid: int, to_xid: int | None = None) -> QuerySet[LedgerEvent]:
    """The events of an epoch whose transactions are `from_xid` or later, and before `to_xid`, in order."""
    found = LedgerEvent.objects.extra(where=["epoch = %s and xid >= %s::text::xid8"], params=[epoch, from_xid])
    if to_xid is not None:
        found = found.extra(where=["xid < %s::text::xid8"], params=[to_xid])
    return found.order_by("xid", "id")


def texts(events: QuerySet[LedgerEvent]) -> Iterator[Leaf]:
    """The transaction and the text of each event, read bit by bit."""
    found = events.annotate(number=RawSQL("xid::text::bigint", ()), said=RawSQL(TEXT, ()))  # noqa: S611  no value in it
    return found.values_list("number", "said").iterator(chunk_size=CHUNK)


def hashes(leaves: list[Leaf]) -> list[bytes]:
    """The leaf hashes of some texts."""
    return leaf_hashes(text.encode() for _, text in leaves)
