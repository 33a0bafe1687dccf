"""Checkpoints: how many lines the log has and the root over them, signed, in the text form of C2SP.

The form is C2SP's tlog-checkpoint, a signed note with one Ed25519 signature (RFC 8032). Pure: no database, no Django.

    inzage.log/1f0c5e0a9b3d7c42
    1042
    nzoq2JvR...=

    (em dash) inzage.log/1f0c5e0a9b3d7c42 H3x...=

The first line names the log and is made of its public key, so that another log never has the same one.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from inzage.access.ledger.merkle import HASH_BYTES

ED25519 = b"\x01"
HINT_BYTES = 4
NAME_BYTES = 8
NOTE = re.compile(
    r"^(?P<body>(?P<origin>\S+)\n(?P<size>0|[1-9]\d{0,18})\n(?P<root>[A-Za-z0-9+/]{43}=)\n)"
    r"\n— (?P<name>\S+) (?P<signature>[A-Za-z0-9+/]+={0,2})\n",
    re.MULTILINE,
)
KEY = re.compile(r"(?P<name>[^\s+]+)\+(?P<hint>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/]{44})")


class CheckpointError(ValueError):
    """A text that is no checkpoint or no key, or a checkpoint that this key did not sign. Says what is wrong."""


@dataclass(frozen=True, slots=True)
class Key:
    """The public key of a log and its name. `str()` gives it as one line, as C2SP's signed notes write it."""

    name: str
    public: bytes

    def __str__(self) -> str:
        return f"{self.name}+{self.hint.hex()}+{_base64(ED25519 + self.public)}"

    @property
    def hint(self) -> bytes:
        """The first bytes of a signature, by which its key is found."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:HINT_BYTES]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed checkpoint. `text` is all of it; `size` and `root` are what it says."""

    text: str
    origin: str
    size: int
    root: bytes

    @property
    def code(self) -> str:
        """The short form that is printed on paper: the size, and the first 16 hexadecimal digits of the root."""
        shown = self.root.hex()[:16]
        return "-".join((str(self.size), *(shown[at : at + 4] for at in range(0, 16, 4))))


def key_of(secret: bytes) -> Key:
    """The public key that belongs to a secret one (32 bytes); the log's name is made of it."""
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    return Key(f"inzage.log/{sha256(public).hexdigest()[: 2 * NAME_BYTES]}", public)


def sign(size: int, root: bytes, secret: bytes) -> Checkpoint:
    """A checkpoint over `size` lines with this root, signed with the secret key (32 bytes)."""
    key = key_of(secret)
    body = f"{key.name}\n{size}\n{_base64(root)}\n"
    signature = key.hint + Ed25519PrivateKey.from_private_bytes(secret).sign(body.encode())
    return Checkpoint(f"{body}\n— {key.name} {_base64(signature)}\n", key.name, size, root)


def parse(text: str) -> Checkpoint:
    """What a checkpoint says, without asking who signed it. Raises CheckpointError when there is none in `text`."""
    found = _note(text)
    return Checkpoint(found[0], found["origin"], int(found["size"]), _bytes(found["root"]))


def read(text: str, key: Key) -> Checkpoint:
    """The checkpoint in `text`, which may stand between other lines (a saved mail), when `key` signed it.

    Raises CheckpointError: there is none, it is of another log, or its signature is wrong.
    """
    found = _note(text)
    if found["origin"] != key.name or found["name"] != key.name:
        raise CheckpointError(f"the checkpoint is of {found['origin']}, the key of {key.name}")
    signature = _bytes(found["signature"])
    if signature[:HINT_BYTES] != key.hint:
        raise CheckpointError("the checkpoint was signed with another key")
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature[HINT_BYTES:], found["body"].encode())
    except InvalidSignature:
        raise CheckpointError("the signature of the checkpoint is wrong") from None
    return parse(found[0])


def read_key(text: str) -> Key:
    """The public key in `text` (one line). Raises CheckpointError when it is none."""
    found = KEY.fullmatch(text.strip())
    if found is None:
        raise CheckpointError("this is no key of a log; it is one line: name+hint+key")
    raw = _bytes(found["key"])
    key = Key(found["name"], raw[1:])
    if raw[:1] != ED25519 or len(key.public) != HASH_BYTES or key.hint.hex() != found["hint"]:
        raise CheckpointError("this key of a log is damaged; fetch it again")
    return key


def _note(text: str) -> re.Match[str]:
    found = NOTE.search(text.replace("\r\n", "\n") + "\n")
    if found is None:
        raise CheckpointError("there is no checkpoint in it; it has five lines, from the name of the log on")
    return found


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise CheckpointError("a part of it in base64 is damaged") from None
