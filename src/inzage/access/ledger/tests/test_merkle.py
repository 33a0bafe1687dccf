"""The tree is that of RFC 9162: the known tree heads of Certificate Transparency, and a naive tree beside it."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.access.ledger.merkle import (
    EMPTY_ROOT,
    Nodes,
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    leaf_hashes,
    proves_consistency,
    proves_inclusion,
    root,
    root_of,
)

# the entries and tree heads that implementations of RFC 6962 and 9162 test each other with
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
HEADS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# the nodes of RFC 9162, section 2.1.5: the tree of seven leaves d0..d6, with its letters
SEVEN = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES[:7]]
A, B, C, D, E, F, J = SEVEN
G, H, I = root([A, B]), root([C, D]), root([E, F])  # noqa: E741  as the standard calls it
K, L = root([A, B, C, D]), root([E, F, J])
PATHS = {0: [B, H, L], 3: [C, G, L], 4: [F, J, K], 6: [I, K]}
PROOFS = {3: [C, D, G, L], 4: [L], 6: [I, J, K]}

leaves = st.integers(0, 70).map(lambda size: [leaf_hash(str(number).encode()) for number in range(size)])


def naive(entries: Sequence[bytes]) -> bytes:
    """The definition of RFC 9162 2.1.1, word by word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return entries[0]
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return hashlib.sha256(b"\x01" + naive(entries[:split]) + naive(entries[split:])).digest()


def naive_consistency(first: int, entries: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162 2.1.4.1, word by word."""
    if first == len(entries):
        return [] if whole else [naive(entries)]
    split = 1
    while split * 2 < len(entries):
        split *= 2
    if first <= split:
        return [*naive_consistency(first, entries[:split], whole=whole), naive(entries[split:])]
    return [*naive_consistency(first - split, entries[split:], whole=False), naive(entries[:split])]


def nodes_of(entries: Sequence[bytes]) -> Nodes:
    return lambda level, index: naive(entries[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", range(9))
def test_known_tree_heads(size: int) -> None:
    found = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES[:size]]
    assert leaf_hashes(bytes.fromhex(entry) for entry in ENTRIES[:size]) == found
    assert root(found).hex() == HEADS[size]
    assert root_of(size, nodes_of(found)).hex() == HEADS[size]


def test_the_empty_tree() -> None:
    assert HEADS[0] == EMPTY_ROOT.hex() == root([]).hex()


@pytest.mark.parametrize("index", PATHS)
def test_the_inclusion_paths_of_the_standard(index: int) -> None:
    assert inclusion_proof(index, 7, nodes_of(SEVEN)) == PATHS[index]


@pytest.mark.parametrize("first", PROOFS)
def test_the_consistency_proofs_of_the_standard(first: int) -> None:
    assert consistency_proof(first, 7, nodes_of(SEVEN)) == PROOFS[first]


@given(leaves)
def test_the_root_is_the_naive_one_however_it_grew(entries: list[bytes]) -> None:
    tree = Tree()
    for number, entry in enumerate(entries):
        assert tree.root() == naive(entries[:number])
        tree.extend([entry])
    assert tree.root() == naive(entries) == root(entries)
    assert tree.size == len(entries)


@given(leaves.filter(bool), st.data())
def test_every_leaf_is_proven_and_no_other(entries: list[bytes], data: st.DataObject) -> None:
    size, top = len(entries), naive(entries)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_proof(index, size, nodes_of(entries))
    assert proves_inclusion(entries[index], index, size, path, top)
    assert not proves_inclusion(leaf_hash(b"other"), index, size, path, top)
    assert not proves_inclusion(entries[index], index, size, [*path, top], top)
    assert not proves_inclusion(entries[index], index, size, path, entries[index][::-1])
    other = data.draw(st.integers(0, 200))
    if other != index:
        assert not proves_inclusion(entries[index], other, size, path, top)
    if path:
        assert not proves_inclusion(entries[index], index, size, path[1:], top)
        assert not proves_inclusion(entries[index], index, size, path[:-1], top)


@given(leaves.filter(bool), st.data())
def test_every_beginning_is_proven_and_no_other(entries: list[bytes], data: st.DataObject) -> None:
    size, new = len(entries), naive(entries)
    first = data.draw(st.integers(1, size))
    path, old = consistency_proof(first, size, nodes_of(entries)), naive(entries[:first])
    assert path == naive_consistency(first, entries)
    assert proves_consistency(first, size, path, old, new)
    assert not proves_consistency(first, size, path, leaf_hash(old), new)
    assert not proves_consistency(first, size, path, old, leaf_hash(new))
    assert not proves_consistency(first, size, [*path, old], old, new)
    if path:
        assert not proves_consistency(first, size, path[:-1], old, new)
        flipped = [*path[:-1], leaf_hash(path[-1])]
        assert not proves_consistency(first, size, flipped, old, new)


@given(leaves.filter(bool), st.data())
def test_a_rewritten_beginning_has_no_proof(entries: list[bytes], data: st.DataObject) -> None:
    """Whatever line is changed, swapped or left out before a checkpoint, the new tree does not begin with the old."""
    first = data.draw(st.integers(1, len(entries)))
    place = data.draw(st.integers(0, first - 1))
    rewritten = [*entries[:place], leaf_hash(b"rewritten"), *entries[place + 1 :]]
    path = consistency_proof(first, len(entries), nodes_of(rewritten))
    assert not proves_consistency(first, len(entries), path, naive(entries[:first]), naive(rewritten))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3), (9, 4)])
def test_a_leaf_that_is_not_there_has_no_path(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="there is no leaf"):
        inclusion_proof(index, size, nodes_of(SEVEN))
    assert not proves_inclusion(A, index, size, [], A)


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 3), (4, 3)])
def test_a_beginning_that_cannot_be_has_no_proof(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="must be more than 0"):
        consistency_proof(first, second, nodes_of(SEVEN))
    assert not proves_consistency(first, second, [A], A, A)


def test_subtrees_must_fit_the_size() -> None:
    grown = Tree(6, [K, I])
    grown.extend([J])
    assert grown.root().hex() == HEADS[7]
    with pytest.raises(ValueError, match="consists of 2, 1 were given"):
        Tree(6, [K])
