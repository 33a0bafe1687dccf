"""Speaks with the directory: the authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636) and a nonce.

Only what it said over its own https, in an ID token that it signed for us, for this very attempt, counts.
"""

import base64
import hashlib
import json
import secrets
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit

import jwt
from django.conf import settings
from django.utils.crypto import constant_time_compare

from inzage.access.directory.configured import Directory

WELL_KNOWN = "/.well-known/openid-configuration"
ALGORITHMS = ("RS256", "PS256", "ES256")
REQUIRED = ["iss", "aud", "sub", "exp", "iat", "nonce"]
PATIENCE, LARGEST, LEEWAY = 10, 1_000_000, 60


class DirectoryError(Exception):
    """The directory did not prove who this is. The text is a word for the log of the process, without personal data."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to sign in; kept in the session until the directory sends the browser back."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Attempt":
        """One that nobody can guess."""
        return cls(*(secrets.token_urlsafe(32) for _each in range(3)))


def ours() -> Directory:
    """The directory of this installation. Raises DirectoryError when there is none."""
    if settings.DIRECTORY is None:
        raise DirectoryError("none")
    return settings.DIRECTORY


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """Nobody sends us elsewhere."""


_opener = urllib.request.build_opener(_Stay)


def configuration() -> Mapping[str, Any]:
    """What the directory says of itself. Raises DirectoryError when it does not answer, or is another than ours."""
    found = _fetch(ours().issuer + WELL_KNOWN)
    if str(found.get("issuer", "")).rstrip("/") != ours().issuer:
        raise DirectoryError("issuer")
    return found


def address(attempt: Attempt, *, back: str) -> str:
    """Where the browser goes to prove itself; `back` is our address that it returns to. Raises DirectoryError."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": ours().client,
        "redirect_uri": back,
        "scope": "openid email",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    endpoint = _endpoint(configuration(), "authorization_endpoint")
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(asked)}"


def claims(attempt: Attempt, code: str, *, back: str) -> Mapping[str, Any]:
    """What the directory says of who came back with `code`. Raises DirectoryError unless all of it is proven."""
    known = configuration()
    directory = ours()
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": attempt.verifier}
    both = f"{quote(directory.client, safe='')}:{quote(directory.secret, safe='')}"
    headers = {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}
    answer = _fetch(_endpoint(known, "token_endpoint"), form=form, headers=headers)
    said = _proven(str(answer.get("id_token", "")), _fetch(_endpoint(known, "jwks_uri")), str(known["issuer"]))
    if not constant_time_compare(str(said["nonce"]), attempt.nonce):
        raise DirectoryError("nonce")
    return said


def _proven(token: str, keys: Mapping[str, Any], issuer: str) -> Mapping[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        key = jwt.PyJWKSet.from_dict(dict(keys))[header.get("kid", "")]
        said: Mapping[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=ours().client,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
        raise DirectoryError(type(error).__name__) from None
    several = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if said.get("azp", None if several else ours().client) != ours().client:
        raise DirectoryError("azp")
    return said


def _endpoint(known: Mapping[str, Any], name: str) -> str:
    found = str(known.get(name, ""))
    if urlsplit(found).scheme != ("http" if ours().local else "https"):
        raise DirectoryError(name)
    return found


def _fetch(
    url: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    data = urlencode(form).encode() if form else None
    asked = urllib.request.Request(url, data, {"Accept": "application/json", **(headers or {})})  # noqa: S310  configured by the bureau
    try:
        with _opener.open(asked, timeout=PATIENCE) as answer:
            found = json.loads(answer.read(LARGEST))
    except (URLError, OSError, ValueError) as error:
        raise DirectoryError(type(error).__name__) from None
    if not isinstance(found, dict):
        raise DirectoryError("answer")
    return found
