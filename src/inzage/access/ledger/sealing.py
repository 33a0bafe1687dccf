"""Seal the ledger in a chain of batches, and verify it.

A batch holds the events of a range of transactions that are all decided: `from_xid <= xid < to_xid`, in order of
(xid, id). Its hash covers the seal before it and every event in it, so that a changed, removed, added or swapped line
breaks the chain from there on. Sealing by id would miss transactions that commit late.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connections

from inzage.access.actor import Actor
from inzage.access.ledger.models import LedgerEvent, LedgerSeal

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not agree: the seal's number and what is wrong with it."""

    seal: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look over the whole ledger found."""

    seals: int
    events: int
    unsealed: int
    code: str
    fault: Fault | None

    @property
    def intact(self) -> bool:
        """Whether every seal agrees with the events and with the seal before it."""
        return self.fault is None


def leaf(event: LedgerEvent) -> bytes:
    """The bytes of one event that are hashed: every column, in a fixed form."""
    said = [
        event.id,
        event.epoch,
        event.xid,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.kind,
        str(event.actor),
        str(event.dossier or ""),
        str(event.subject or ""),
        event.purpose,
        event.articles,
        event.outcome,
        event.detail,
    ]
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def batch_hash(
    number: int, previous: bytes, bounds: tuple[int, int, int], events: Iterable[LedgerEvent]
) -> tuple[bytes, int]:
    """The hash of a batch and how many events it holds. `bounds` is (epoch, from_xid, to_xid)."""
    digest = hashlib.sha256(json.dumps([number, *bounds]).encode() + previous)
    count = 0
    for event in events:
        digest.update(hashlib.sha256(leaf(event)).digest())
        count += 1
    return digest.digest(), count


def code(digest: bytes) -> str:
    """The short code of a seal, as printed on reports: 16 hexadecimal digits in groups of four."""
    shown = digest.hex()[:16]
    return "-".join(shown[i : i + 4] for i in range(0, 16, 4))


def seal(*, by: Actor, at: datetime) -> LedgerSeal | None:  # noqa: ARG001  the row security proves the worker
    """Seal what is decided and not sealed yet; None when there is nothing. Runs in the worker's process."""
    last = LedgerSeal.objects.order_by("-number").first()
    epoch, horizon = _reached()
    if last is not None and last.epoch < epoch:
        closing = _seal(last, last.epoch, _highest(last.epoch) + 1, at)
        last = closing or last
    return _seal(last, epoch, horizon, at)


def verify() -> Verification:
    """Compare every seal with the events it covers and with the seal before it; stops at the first fault.

    Needs a role that may read the whole ledger: the worker's, or an actor who may read the log.
    """
    seals = events = 0
    previous = b""
    reached: dict[int, int] = {}
    for one in LedgerSeal.objects.order_by("number").iterator():
        wrong = _wrong(one, seals + 1, previous, reached.get(one.epoch, 0))
        if wrong:
            return Verification(seals, events, 0, code(previous), Fault(one.number, wrong))
        previous = bytes(one.hash)
        reached[one.epoch] = one.to_xid
        seals += 1
        events += one.count
    unsealed = LedgerEvent.objects.count() - events
    fault = Fault(seals, "events were added before the last seal") if _stray(reached) else None
    return Verification(seals, events, unsealed, code(previous) if seals else "", fault)


def last_code() -> str:
    """The short code of the newest seal, or an empty text before the first."""
    last = LedgerSeal.objects.order_by("-number").first()
    return code(bytes(last.hash)) if last else ""


def _seal(last: LedgerSeal | None, epoch: int, to_xid: int, at: datetime) -> LedgerSeal | None:
    from_xid = last.to_xid if last is not None and last.epoch == epoch else 0
    if to_xid <= from_xid or not _events(epoch, from_xid, to_xid).exists():
        return None
    number = (last.number if last else 0) + 1
    previous = bytes(last.hash) if last else b""
    digest, count = batch_hash(number, previous, (epoch, from_xid, to_xid), _stream(epoch, from_xid, to_xid))
    return LedgerSeal.objects.create(
        number=number, epoch=epoch, from_xid=from_xid, to_xid=to_xid, count=count, previous=previous, hash=digest, at=at
    )


def _wrong(one: LedgerSeal, number: int, previous: bytes, reached: int) -> str:
    if one.number != number:
        return f"seal {number} is missing"
    if bytes(one.previous) != previous or one.from_xid != reached:
        return "it does not follow the seal before it"
    digest, count = batch_hash(
        number, previous, (one.epoch, one.from_xid, one.to_xid), _stream(one.epoch, one.from_xid, one.to_xid)
    )
    if count != one.count:
        return f"it covers {one.count} events and {count} are there"
    return "" if digest == bytes(one.hash) else "an event was changed"


def _stray(reached: dict[int, int]) -> bool:
    """Events of an epoch that lies behind the reached one and has no seal at all."""
    known = max(reached, default=0)
    return LedgerEvent.objects.filter(epoch__lt=known).exclude(epoch__in=list(reached)).exists()


def _events(epoch: int, from_xid: int, to_xid: int):  # type: ignore[no-untyped-def]  # noqa: ANN202  a queryset with an extra where
    return LedgerEvent.objects.extra(
        where=["epoch = %s and xid >= %s::text::xid8 and xid < %s::text::xid8"], params=[epoch, from_xid, to_xid]
    ).order_by("xid", "id")


def _stream(epoch: int, from_xid: int, to_xid: int) -> Iterator[LedgerEvent]:
    return iter(_events(epoch, from_xid, to_xid).iterator(chunk_size=CHUNK))


def _reached() -> tuple[int, int]:
    """The running epoch, and the transaction before which all are decided."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.running_epoch(), pg_snapshot_xmin(pg_current_snapshot())::text")
        epoch, horizon = cursor.fetchone()
    return epoch, int(horizon)


def _highest(epoch: int) -> int:
    last = LedgerEvent.objects.filter(epoch=epoch).order_by("-xid").first()
    return last.xid if last else 0
