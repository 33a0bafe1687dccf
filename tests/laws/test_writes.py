"""The database is written in actions and in methods of models, and in a few named places with their reason."""

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.laws.sources import calls, sources

WRITES = frozenset(
    {
        "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create",
        "execute", "executemany", "asave", "acreate", "aupdate", "adelete",
    }
)  # fmt: skip
ELSEWHERE: Mapping[str, str] = {
    "access/identity/proof.py": "proves the actor at the beginning of a transaction",
    "access/ledger/epochs.py": "begins a new epoch after a restore",
    "access/ledger/sealing.py": "seals the ledger, by the worker alone",
    "access/feeds/facts.py": "asks the gate whose a secret address is",
    "access/need.py": "asks the gate for which purposes somebody may open a dossier",
    "access/rowsecurity/catalogue.py": "asks the database what it allows, and writes nothing",
    "access/rowsecurity/install.py": "lays policies and privileges, by the owner",
    "access/rowsecurity/triggers.py": "lays triggers, by the owner",
    "access/vault/sealing.py": "keeps the keys of dossiers in their own database",
    "paper/prescribed.py": "saves a filled Word form into memory",
    "front/demo/house.py": "saves an empty Word form into memory",
    "front/processes/": "makes, migrates, saves and restores databases for the operator",
    "sharing/invitations/facts.py": "asks the gate whether an objection holds, by the worker",
}


def writes(tree: ast.AST) -> Iterator[int]:
    """The lines where a tree writes. `update` with something between its brackets is that of a dict, set or hash."""
    for call in calls(tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
            plain = call.func.attr == "update" and bool(call.args)
            if not plain:
                yield call.lineno


def may_write(path: str) -> bool:
    """Whether this file is one of those that may."""
    name = path.rpartition("/")[2]
    return name == "models.py" or name.startswith("actions") or path.startswith(tuple(ELSEWHERE))


def test_nothing_is_written_elsewhere() -> None:
    found = {path: lines for path, tree in sources().items() if not may_write(path) and (lines := list(writes(tree)))}
    assert found == {}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_named_place_still_writes(place: str) -> None:
    found = [path for path in sources() if path.startswith(place)]
    assert any(list(writes(sources()[path])) for path in found), "take it off the list"


@pytest.mark.parametrize(
    "line",
    ["note.save()", "Note.objects.create(text='')", "notes.update(text='')", "Note.objects.all().delete()",
     "cursor.execute('x')"],
)  # fmt: skip
def test_a_write_is_found(line: str) -> None:
    assert list(writes(ast.parse(line))) == [1]


@pytest.mark.parametrize("line", ["known.update(other)", "digest.update(b'')", "form.is_valid()"])
def test_what_is_no_write_is_let_be(line: str) -> None:
    assert list(writes(ast.parse(line))) == []
