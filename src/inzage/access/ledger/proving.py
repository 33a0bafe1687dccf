"""Make proofs from the kept tree: that a line is in the log, and that the log begins with what it was."""

from inzage.access.ledger.checkpoint import Checkpoint, parse
from inzage.access.ledger.leaves import between, hashes, texts
from inzage.access.ledger.merkle import consistency_proof, inclusion_proof, proves_consistency, proves_inclusion
from inzage.access.ledger.models import LedgerEvent, LedgerSeal
from inzage.access.ledger.proof import Line, Proof, Since
from inzage.access.ledger.sealing import newest
from inzage.access.ledger.tiles import TreeError, nodes


class NotSealedError(LookupError):
    """The line is not under a seal yet; the worker seals each minute."""


def prove(event: LedgerEvent, since: int = 0) -> Proof:
    """The proof of one line under the newest checkpoint, and that this begins with an older one of `since` lines.

    Needs a role that may read the whole ledger. Raises NotSealedError; TreeError when the ledger and its tree do not
    agree; ValueError for a `since` that is more than there is.
    """
    last, seal = newest(), _seal_of(event)
    if last is None or seal is None:
        raise NotSealedError("this line is not sealed yet; try again in a minute")
    top = parse(last.checkpoint)
    text = next(texts(LedgerEvent.objects.filter(pk=event.pk)))
    index = _index(event, seal)
    path = inclusion_proof(index, top.size, nodes())
    if not proves_inclusion(hashes([text])[0], index, top.size, path, top.root):
        raise TreeError("this line and the tree do not agree; run: inzage ledger verify")
    return Proof(top.text, Line(text[1], index, path), _since(since, top) if since else None)


def lead_back(first: int, seal: LedgerSeal) -> Proof:
    """The proof that the log of `seal` begins with what it was at the older seal of `first` lines.

    Needs hashes only. Raises LedgerSeal.DoesNotExist when there was no such seal, TreeError as `prove` does.
    """
    top, old = parse(seal.checkpoint), parse(LedgerSeal.objects.get(size=first).checkpoint)
    since = _since(first, top)
    if not proves_consistency(first, top.size, since.path, old.root, top.root):
        raise TreeError("the tree and its checkpoints do not agree; run: inzage ledger verify")
    return Proof(top.text, None, since)


def _since(first: int, top: Checkpoint) -> Since:
    return Since(first, consistency_proof(first, top.size, nodes()))


def _seal_of(event: LedgerEvent) -> LedgerSeal | None:
    return LedgerSeal.objects.filter(epoch=event.epoch, from_xid__lte=event.xid, to_xid__gt=event.xid).first()


def _index(event: LedgerEvent, seal: LedgerSeal) -> int:
    """Where the line stands: after all of the seals before, and after those of its own that come earlier."""
    before = LedgerSeal.objects.filter(number=seal.number - 1).values_list("size", flat=True).first() or 0
    earlier = between(seal.epoch, seal.from_xid, event.xid).count()
    same = between(seal.epoch, event.xid, event.xid + 1).filter(id__lt=event.pk).count()
    return before + earlier + same
