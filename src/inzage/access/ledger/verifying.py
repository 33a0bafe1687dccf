"""Verify the whole ledger: every event against the tree, every checkpoint against the key, and those kept elsewhere.

Found are a changed, removed, added or swapped line, a missing or changed seal, and, with a checkpoint that somebody
outside kept, also a tail that was cut off and a log that was rewritten and signed anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from inzage.access.ledger.checkpoint import Checkpoint, CheckpointError, Key, read
from inzage.access.ledger.leaves import CHUNK, Leaf, between, hashes, texts
from inzage.access.ledger.merkle import Tree
from inzage.access.ledger.models import LedgerEvent, LedgerSeal


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not agree: the number of the seal, and what is wrong."""

    seal: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look over the whole ledger found. `code` is the short code of the last checkpoint that agrees."""

    seals: int
    events: int
    unsealed: int
    code: str
    fault: Fault | None

    @property
    def intact(self) -> bool:
        """Whether everything agrees."""
        return self.fault is None


class _FaultError(Exception):
    """What is wrong, said where it was found."""


def verify(key: Key, kept: Sequence[Checkpoint] = ()) -> Verification:
    """Compare every seal with the events it covers, with the seal before it and with `key`; stop at the first fault.

    The log must also begin with each of the checkpoints `kept` outside. Needs a role that may read the whole ledger:
    the worker's, or an actor who may read the log.
    """
    walk = _Walk(key, kept)
    try:
        for one in LedgerSeal.objects.order_by("number").iterator():
            walk.take(one)
        unsealed = walk.end()
    except (_FaultError, CheckpointError) as wrong:
        return Verification(walk.seals, walk.tree.size, 0, walk.code, Fault(walk.seals + 1, str(wrong)))
    return Verification(walk.seals, walk.tree.size, unsealed, walk.code, None)


class _Walk:
    """A walk along the seals, with the tree over the events so far."""

    def __init__(self, key: Key, kept: Sequence[Checkpoint]) -> None:
        self.key = key
        self.kept = sorted(kept, key=lambda one: one.size)
        self.tree = Tree()
        self.seals = self.epoch = self.reached = 0
        self.code = ""
        self.leaves: Iterator[Leaf] = iter(())

    def take(self, one: LedgerSeal) -> None:
        """Go on to the end of the next seal. Raises _FaultError or CheckpointError for what does not agree."""
        if one.number != self.seals + 1:
            raise _FaultError(f"seal {self.seals + 1} is missing")
        if one.epoch > self.epoch:
            self._close()
            self.epoch, self.reached = one.epoch, 0
            self.leaves = texts(between(one.epoch, 0))
        if one.epoch != self.epoch or one.from_xid != self.reached or one.to_xid <= one.from_xid:
            raise _FaultError("it does not follow the seal before it")
        if one.key != str(self.key):
            raise _FaultError("it names another key than that of this log")
        signed = read(one.checkpoint, self.key)
        if signed.size != one.size or one.size <= self.tree.size:
            raise _FaultError("its size is not that of its checkpoint, or not more than before")
        self._advance(one)
        if self.tree.root() != signed.root:
            raise _FaultError("an event was changed, added, removed or swapped")
        self.seals, self.reached, self.code = one.number, one.to_xid, signed.code

    def end(self) -> int:
        """How many events wait for the next seal. Raises _FaultError when there are some that should be sealed."""
        first = next(self.leaves, None)
        if first and first[0] < self.reached:
            raise _FaultError("events were added where all was sealed")
        if self._strays():
            raise _FaultError("events were added to an epoch that is over")
        if self.kept:
            gone = self.kept[-1].size
            raise _FaultError(
                f"the kept checkpoint has {gone} events and {self.tree.size} are sealed: the tail is gone"
            )
        later = LedgerEvent.objects.filter(epoch__gt=self.epoch).count()
        return later + between(self.epoch, self.reached).count()

    def _advance(self, one: LedgerSeal) -> None:
        while self.kept and self.kept[0].size <= one.size:
            wanted = self.kept.pop(0)
            self._read(one, wanted.size)
            if self.tree.root() != wanted.root:
                raise _FaultError(f"the log does not begin with the kept checkpoint of {wanted.size} events")
        self._read(one, one.size)

    def _read(self, one: LedgerSeal, size: int) -> None:
        while self.tree.size < size:
            chunk = list(islice(self.leaves, min(CHUNK, size - self.tree.size)))
            if not chunk:
                raise _FaultError(f"it covers {one.size} events and {self.tree.size} are there")
            if chunk[0][0] < one.from_xid or chunk[-1][0] >= one.to_xid:
                raise _FaultError("an event stands under another seal than its own")
            self.tree.extend(hashes(chunk))

    def _close(self) -> None:
        if next(self.leaves, None):
            raise _FaultError("events were added to an epoch that is over")

    def _strays(self) -> bool:
        sealed = LedgerSeal.objects.order_by().values("epoch").distinct()
        return LedgerEvent.objects.filter(epoch__lt=self.epoch).exclude(epoch__in=sealed).exists()
