"""The text of a search made unreadable, so that it can stand in an address: no name is in a log, history or bookmark.

Sealed with AES-GCM under the installation's secret key; after a change of that key an old address searches for nothing.
"""

import base64
import binascii
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
LABEL = b"kit.search"


def seal_search(text: str) -> str:
    """The text sealed, in signs that an address takes as they are; another time it looks different."""
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(_secret()).encrypt(nonce, text.encode(), LABEL)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def open_search(sealed: str) -> str:
    """The text that `seal_search` sealed; empty when it was not sealed here."""
    try:
        raw = base64.urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
        return AESGCM(_secret()).decrypt(raw[:NONCE], raw[NONCE:], LABEL).decode()
    except (ValueError, binascii.Error, InvalidTag):
        return ""


def _secret() -> bytes:
    return sha256(LABEL + settings.SECRET_KEY.encode()).digest()
