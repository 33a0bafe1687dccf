"""The verifier that PostgreSQL keeps instead of a password (SCRAM-SHA-256, RFC 5802 and RFC 7677).

Made here, so that no SQL statement, and with it no log of the server, ever holds a password.
"""

import base64
import hashlib
import hmac
import secrets

ITERATIONS = 4096
SALT_BYTES = 16


def verifier(password: str, *, salt: bytes | None = None) -> str:
    """The text for `ALTER ROLE ... PASSWORD`. `password` is ASCII, so that SASLprep leaves it as it is."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${ITERATIONS}:{_text(salt)}${_text(stored)}:{_text(server)}"


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
