"""The hash tree of RFC 9162 (section 2.1) over a growing list: its root, and proofs of inclusion and of consistency.

Pure: no database, no Django. A node is named by (level, index): the hash over the 2**level leaves from
index * 2**level on, all of which must be there. Whoever makes proofs says where nodes are found (`Nodes`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()
Nodes = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry (RFC 9162 2.1.1): SHA-256 over 0x00 and its bytes."""
    return sha256(b"\0" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """The hashes of many entries, as `leaf_hash` gives them one by one."""
    return [sha256(b"\0" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over its two children (RFC 9162 2.1.1): SHA-256 over 0x01 and both."""
    return sha256(b"\1" + left + right).digest()


class Tree:
    """A tree that grows at its end and remembers only the full subtrees that it consists of, largest first."""

    def __init__(self, size: int = 0, subtrees: Sequence[bytes] = ()) -> None:
        if len(subtrees) != size.bit_count():
            raise ValueError(f"subtrees: a tree of {size} consists of {size.bit_count()}, {len(subtrees)} were given")
        self.size = size
        self._subtrees = list(subtrees)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes at the end."""
        subtrees, size = self._subtrees, self.size
        for leaf in leaves:
            grown, rest = leaf, size
            while rest & 1:
                grown = sha256(b"\1" + subtrees.pop() + grown).digest()
                rest >>= 1
            subtrees.append(grown)
            size += 1
        self.size = size

    def root(self) -> bytes:
        """The root over all that was added (RFC 9162 2.1.1)."""
        return _together(self._subtrees)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    tree = Tree()
    tree.extend(leaves)
    return tree.root()


def root_of(size: int, nodes: Nodes) -> bytes:
    """The root of a tree of `size` leaves whose nodes are kept somewhere."""
    return _range_hash(0, size, nodes)


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The path from a leaf to the root of a tree of `size` leaves (RFC 9162 2.1.3.1), lowest first.

    Raises ValueError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"index: there is no leaf {index} in a tree of {size}")
    path = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_range_hash(middle, high, nodes))
            high = middle
        else:
            path.append(_range_hash(low, middle, nodes))
            low = middle
    return path[::-1]


def consistency_proof(first: int, second: int, nodes: Nodes) -> list[bytes]:
    """What shows that a tree of `second` leaves begins with one of `first` (RFC 9162 2.1.4.1).

    Raises ValueError unless 0 < first <= second.
    """
    if not 0 < first <= second:
        raise ValueError(f"first: {first} must be more than 0 and not more than {second}")
    path = []
    low, high = 0, second
    while first < high:
        middle = low + _split(high - low)
        if first <= middle:
            path.append(_range_hash(middle, high, nodes))
            high = middle
        else:
            path.append(_range_hash(low, middle, nodes))
            low = middle
    if low > 0:
        path.append(_range_hash(low, high, nodes))
    return path[::-1]


def proves_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], top: bytes) -> bool:
    """Whether `path` leads from the leaf hash at `index` to the root `top` of a tree of `size` (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(beside, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and found == top


def proves_consistency(first: int, second: int, path: Sequence[bytes], old: bytes, new: bytes) -> bool:
    """Whether `path` shows that the tree `new` of `second` leaves begins with `old` of `first` (RFC 9162 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and old == new
    if not path:
        return False
    if first & (first - 1) == 0:
        path = [old, *path]
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    smaller = larger = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            smaller, larger = node_hash(beside, smaller), node_hash(beside, larger)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            larger = node_hash(larger, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and smaller == old and larger == new


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _range_hash(low: int, high: int, nodes: Nodes) -> bytes:
    """The root over the leaves from `low` up to `high`; `low` is where a subtree of that size can begin."""
    return _together(list(_full_subtrees(low, high, nodes)))


def _full_subtrees(low: int, high: int, nodes: Nodes) -> Iterator[bytes]:
    while low < high:
        level = (high - low).bit_length() - 1
        yield nodes(level, low >> level)
        low += 1 << level


def _together(subtrees: Sequence[bytes]) -> bytes:
    """The root over full subtrees, the largest first."""
    if not subtrees:
        return EMPTY_ROOT
    found = subtrees[-1]
    for one in reversed(subtrees[:-1]):
        found = node_hash(one, found)
    return found
