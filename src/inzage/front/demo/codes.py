"""The six digits of a demo member's second factor at a moment, as the app on their telephone shows them (RFC 6238)."""

import base64
import hmac
import time

from inzage.front.demo.cast import find

STEP_SECONDS = 30
DIGITS = 6


def code(name: str, *, at: float | None = None) -> str:
    """The code of a member at `at` (seconds since 1970; now unless given). Raises KeyError for nobody."""
    return totp(find(name).secret, time.time() if at is None else at)


def totp(secret: str, at: float) -> str:
    """The code of a base32 secret at a moment: HMAC-SHA-1 of the number of half minutes since 1970."""
    counter = int(at // STEP_SECONDS).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def seconds_left(at: float | None = None) -> int:
    """How long the present code still holds, in whole seconds: 1 to 30."""
    return STEP_SECONDS - int(time.time() if at is None else at) % STEP_SECONDS
