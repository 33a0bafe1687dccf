"""A proof that anybody can check without the database: a line of the log, its path, and the signed checkpoint.

Pure: no database, no Django. The same file form holds a line's inclusion, an older checkpoint's consistency, or both.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inzage.access.ledger.checkpoint import Checkpoint, Key, read
from inzage.access.ledger.merkle import HASH_BYTES, leaf_hash, proves_consistency, proves_inclusion

FORM = "inzage-proof-1"
LONGEST_PATH = 64


class ProofError(ValueError):
    """A file that is no proof, or one that does not hold. Says what is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log as it was hashed (JSON text), its place counted from 0, and its path to the root."""

    event: str
    index: int
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Since:
    """That the log begins with what it was when it had `size` lines."""

    size: int
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof file holds: the checkpoint's text, and a line, an older size, or both."""

    checkpoint: str
    line: Line | None = None
    since: Since | None = None


def write(proof: Proof) -> str:
    """The proof as a file: JSON."""
    said: dict[str, Any] = {"form": FORM, "checkpoint": proof.checkpoint}
    if proof.line:
        said |= {"event": proof.line.event, "index": proof.line.index, "path": _encoded(proof.line.path)}
    if proof.since:
        said["since"] = {"size": proof.since.size, "path": _encoded(proof.since.path)}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def read_proof(text: str) -> Proof:
    """The proof in a file. Raises ProofError that names the field that is missing or wrong."""
    try:
        said = json.loads(text)
    except ValueError:
        raise ProofError("it is no JSON; take the file as it was given") from None
    if not isinstance(said, dict) or said.get("form") != FORM:
        raise ProofError(f"form: this is no proof of the log; its form is {FORM}")
    line = Line(_text(said, "event"), _number(said, "index"), _path(said)) if "event" in said else None
    since = said.get("since")
    if since is not None and not isinstance(since, dict):
        raise ProofError("since: this is no size with a path")
    return Proof(_text(said, "checkpoint"), line, Since(_number(since, "size"), _path(since)) if since else None)


def check(proof: Proof, key: Key, older: Checkpoint | None = None) -> Checkpoint:
    """The checkpoint that the proof leads to, when everything in it holds under `key`.

    With `older`, a checkpoint that somebody kept, the log must begin with what it was then. Raises ProofError for what
    does not hold and CheckpointError for a checkpoint that is none or was not signed with the key.
    """
    top = read(proof.checkpoint, key)
    line = proof.line
    if line and not proves_inclusion(leaf_hash(line.event.encode()), line.index, top.size, line.path, top.root):
        raise ProofError("the line is not in the log of this checkpoint: it was changed, or the proof was")
    if older is None:
        return top
    if older.size > top.size:
        raise ProofError(f"the kept checkpoint has {older.size} lines and this one {top.size}: lines are gone")
    if older.size == top.size:
        since = Since(top.size, ())
    elif proof.since is None or proof.since.size != older.size:
        raise ProofError(f"since: the proof does not lead back to a checkpoint of {older.size} lines; ask for that")
    else:
        since = proof.since
    if not proves_consistency(older.size, top.size, since.path, older.root, top.root):
        raise ProofError("the log does not begin with what it was at the kept checkpoint: it was rewritten")
    return top


def _encoded(path: Sequence[bytes]) -> list[str]:
    return [base64.b64encode(one).decode("ascii") for one in path]


def _text(said: dict[str, Any], name: str) -> str:
    found = said.get(name)
    if not isinstance(found, str):
        raise ProofError(f"{name}: a text is missing")
    return found


def _number(said: dict[str, Any], name: str) -> int:
    found = said.get(name)
    if type(found) is not int or not 0 <= found < 1 << 63:
        raise ProofError(f"{name}: a whole number is missing")
    return found


def _path(said: dict[str, Any]) -> list[bytes]:
    found = said.get("path")
    if not isinstance(found, list) or len(found) > LONGEST_PATH:
        raise ProofError(f"path: a list of at most {LONGEST_PATH} hashes is missing")
    try:
        path = [base64.b64decode(one, validate=True) for one in found]
    except (binascii.Error, TypeError, ValueError):
        raise ProofError("path: holds something that is no hash") from None
    if any(len(one) != HASH_BYTES for one in path):
        raise ProofError("path: holds something that is no hash")
    return path
