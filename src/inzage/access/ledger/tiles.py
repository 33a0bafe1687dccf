"""The tree as it is kept: tiles of 256 hashes, so that growing it and proving something take a few rows."""

from collections.abc import Sequence

from inzage.access.ledger.merkle import HASH_BYTES, Nodes, root
from inzage.access.ledger.models import LedgerTile

HEIGHT = 8
WIDTH = 1 << HEIGHT
FULL = WIDTH * HASH_BYTES


class TreeError(RuntimeError):
    """The kept tree does not agree with the checkpoint over it. The remedy: `inzage ledger rebuild`."""


def nodes() -> Nodes:
    """Where the nodes of the kept tree are found; remembers the tiles that it read."""
    read: dict[tuple[int, int], bytes] = {}

    def node(level: int, index: int) -> bytes:
        above, height = divmod(level, HEIGHT)
        first = index << height
        place = (above, first >> HEIGHT)
        if place not in read:
            read[place] = _tile(*place)
        begin = (first % WIDTH) * HASH_BYTES
        part = read[place][begin : begin + (HASH_BYTES << height)]
        if len(part) != HASH_BYTES << height:
            raise TreeError(f"tile {place[1]} of level {place[0]} lacks hashes; run: inzage ledger rebuild")
        return root(_hashes(part))

    return node


def grown(size: int, leaves: Sequence[bytes]) -> list[LedgerTile]:
    """The tiles that are new or longer when these leaf hashes come after the first `size`."""
    found: list[LedgerTile] = []
    level, added = 0, list(leaves)
    while added:
        entries = size >> (level * HEIGHT)
        first, kept = entries >> HEIGHT, (entries % WIDTH) * HASH_BYTES
        before = _tile(level, first)[:kept] if kept else b""
        if len(before) != kept:
            raise TreeError(f"tile {first} of level {level} lacks hashes; run: inzage ledger rebuild")
        whole = before + b"".join(added)
        parts = [whole[at : at + FULL] for at in range(0, len(whole), FULL)]
        found += [LedgerTile(level=level, index=first + step, hashes=part) for step, part in enumerate(parts)]
        added = [root(_hashes(part)) for part in parts if len(part) == FULL]
        level += 1
    return found


def _tile(level: int, index: int) -> bytes:
    found = LedgerTile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
    return bytes(found or b"")


def _hashes(part: bytes) -> list[bytes]:
    return [part[at : at + HASH_BYTES] for at in range(0, len(part), HASH_BYTES)]
