"""A passkey in software: makes a key pair and signs as a device does (WebAuthn level 2, attestation "none", ES256)."""

import hashlib
import json
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from fido2 import cbor
from fido2.utils import websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ORIGIN = f"https://{settings.PASSKEY_HOST}"


class Passkey:
    """One passkey of one login. `origin` is the site that asks; `verified` whether it asked for a finger or a PIN."""

    def __init__(self) -> None:
        self.host, self.id = settings.PASSKEY_HOST, token_bytes(16)
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.user = ""

    def made(self, options: dict[str, Any], *, origin: str = ORIGIN, verified: bool = True) -> str:
        """What the browser answers to the options for making a passkey."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        numbers = self.private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        known = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(public)
        said = self._said(ATTESTED, verified=verified) + known
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": said})
        response = {"attestationObject": websafe_encode(statement)}
        return self._answer("webauthn.create", asked["challenge"], origin, response)

    def given(self, options: dict[str, Any], *, origin: str = ORIGIN, verified: bool = True) -> str:
        """What the browser answers to the options for using the passkey."""
        challenge = options["publicKey"]["challenge"]
        said = self._said(0, verified=verified)
        client = self._client("webauthn.get", challenge, origin)
        signature = self.private.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {
            "authenticatorData": websafe_encode(said),
            "signature": websafe_encode(signature),
            "userHandle": self.user,
        }
        return self._answer("webauthn.get", challenge, origin, response)

    def _said(self, flags: int, *, verified: bool) -> bytes:
        flags |= PRESENT | (VERIFIED if verified else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + (1).to_bytes(4, "big")

    def _client(self, kind: str, challenge: str, origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _answer(self, kind: str, challenge: str, origin: str, response: dict[str, str]) -> str:
        client = websafe_encode(self._client(kind, challenge, origin))
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": response | {"clientDataJSON": client},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
