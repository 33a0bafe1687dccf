"""Seal the ledger: put the events that are decided into the tree, in batches, and sign a checkpoint over it.

A batch holds the events of a range of transactions that are all decided: `from_xid <= xid < to_xid`. Sealing reads the
new events and the right edge of the tree, never the whole ledger. Runs in the worker's process, which has the key.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import connections

from inzage.access.actor import Actor
from inzage.access.ledger.checkpoint import Checkpoint, Key, key_of, parse, sign
from inzage.access.ledger.leaves import CHUNK, Leaf, between, hashes, texts
from inzage.access.ledger.merkle import root_of
from inzage.access.ledger.models import LedgerEvent, LedgerSeal, LedgerTile
from inzage.access.ledger.tiles import TreeError, grown, nodes

ONE_AT_A_TIME = 0x1E06E4  # the advisory lock of whoever seals
LONGEST_SEALING = timedelta(minutes=10)


def seal(*, by: Actor, at: datetime) -> LedgerSeal | None:  # noqa: ARG001  the row security proves the worker
    """Seal what is decided and not sealed yet; None when there is nothing.

    Raises TreeError when the kept tree is not the one that was signed last, and RuntimeError without the key.
    """
    epoch, horizon = _reached()
    last = newest()
    if last is not None and last.epoch < epoch:
        last = _seal(last, last.epoch, _highest(last.epoch) + 1, at) or last
    return _seal(last, epoch, horizon, at)


def rebuild(*, by: Actor, at: datetime) -> int:  # noqa: ARG001  the row security proves the worker
    """Lay the tree anew over the events that are sealed; how many there are.

    Raises TreeError when it does not lead to the newest checkpoint: then an event was changed, and nothing is kept.
    """
    _reached()
    last = newest()
    size = 0
    for one in LedgerSeal.objects.order_by("number").iterator():
        size = _grow(size, texts(between(one.epoch, one.from_xid, one.to_xid)))
    if last is not None and root_of(size, nodes()) != parse(last.checkpoint).root:
        raise TreeError("the events do not lead to the newest checkpoint; run: inzage ledger verify")
    return size


def newest() -> LedgerSeal | None:
    """The newest seal, or None before the first."""
    return LedgerSeal.objects.order_by("-number").first()


def last_code() -> str:
    """The short code of the newest checkpoint, or an empty text before the first."""
    last = newest()
    return parse(last.checkpoint).code if last else ""


def code_before(moment: datetime) -> str:
    """The short code of the newest checkpoint that stood for certain at `moment`, or an empty text.

    It is the same however often one asks: a seal being made at that moment may come to stand after it.
    """
    found = LedgerSeal.objects.filter(at__lt=moment - LONGEST_SEALING).order_by("-number").first()
    return parse(found.checkpoint).code if found else ""


def own_key() -> Key:
    """The public key of this installation's log. Raises RuntimeError in a process that has not the secret one."""
    return key_of(_secret())


def _secret() -> bytes:
    if not settings.LEDGER_KEY:
        raise RuntimeError("only the worker's process has the key of the log; run it with INZAGE_PROCESS=worker")
    return bytes(settings.LEDGER_KEY)


def _seal(last: LedgerSeal | None, epoch: int, to_xid: int, at: datetime) -> LedgerSeal | None:
    from_xid = last.to_xid if last is not None and last.epoch == epoch else 0
    events = between(epoch, from_xid, to_xid)
    if to_xid <= from_xid or not events.exists():
        return None
    size = last.size if last else 0
    if last and root_of(size, nodes()) != parse(last.checkpoint).root:
        raise TreeError("the tree is not the one of the newest checkpoint; run: inzage ledger rebuild")
    size = _grow(size, texts(events))
    made = _signed(size)
    number = (last.number if last else 0) + 1
    return LedgerSeal.objects.create(
        number=number, epoch=epoch, from_xid=from_xid, to_xid=to_xid, size=size, at=at,
        checkpoint=made.text, key=str(own_key()),
    )  # fmt: skip


def _signed(size: int) -> Checkpoint:
    return sign(size, root_of(size, nodes()), _secret())


def _grow(size: int, leaves: Iterator[Leaf]) -> int:
    """Put leaves after the first `size` into the kept tree; the size then."""
    while chunk := list(islice(leaves, CHUNK)):
        LedgerTile.objects.bulk_create(
            grown(size, hashes(chunk)),
            update_conflicts=True,
            update_fields=["hashes"],
            unique_fields=["level", "index"],
        )
        size += len(chunk)
    return size


def _reached() -> tuple[int, int]:
    """The running epoch, and the transaction before which all are decided; one sealer at a time comes past here."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute("select gate.running_epoch(), pg_snapshot_xmin(pg_current_snapshot())::text")
        epoch, horizon = cursor.fetchone()
    return epoch, int(horizon)


def _highest(epoch: int) -> int:
    last = LedgerEvent.objects.filter(epoch=epoch).order_by("-xid").first()
    return last.xid if last else 0
