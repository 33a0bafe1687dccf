"""A small real directory: a server that speaks OpenID Connect over http on this machine, for tests.

It signs in whoever comes, as the person whose claims it was told, and checks what a real one checks: the client's
secret, the code once, and the proof of PKCE.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "inzage", "a secret: of the directory"


class Directory:
    """What it says of who comes (`claims` on top of the usual ones), how it signs, and what it was asked."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.key = self.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.algorithm = "RS256"
        self.codes: dict[str, dict[str, str]] = {}
        self.issuer = ""
        self.says_issuer = ""

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        code = token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, str] | None:
        """The ID token for a code; None when something is not right."""
        asked = self.codes.pop(form.get("code", ""), None)
        wanted = base64.b64encode(b"inzage:a%20secret%3A%20of%20the%20directory").decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or authorization != f"Basic {wanted}" or proof != asked["code_challenge"]:
            return None
        now = int(time.time())
        usual = {
            "iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 60, "nonce": asked["nonce"],
            "email_verified": True,
        }  # fmt: skip
        said = {name: value for name, value in (usual | self.claims).items() if value is not None}
        if self.algorithm == "HS256":
            return {"id_token": jwt.encode(said, "x" * 32, "HS256", headers={"kid": "1"})}
        if self.algorithm == "none":
            return {"id_token": jwt.encode(said, "", "none", headers={"kid": "1"})}
        return {"id_token": jwt.encode(said, self.signs_with, self.algorithm, headers={"kid": "1"})}

    def keys(self) -> dict[str, Any]:
        """The public key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def configuration(self) -> dict[str, str]:
        """What it says of itself."""
        return {
            "issuer": self.says_issuer or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }


class Server(ThreadingHTTPServer):
    """Knows its directory."""

    directory: Directory


class Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:
        """Configuration, keys, and the page where somebody would type a password."""
        parts = urlsplit(self.path)
        directory = self.server.directory
        if parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", directory.authorize(asked))
            self.end_headers()
            return
        self._say(directory.keys() if parts.path == "/keys" else directory.configuration())

    def do_POST(self) -> None:
        """The token for a code."""
        length = int(self.headers.get("Content-Length", 0))
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        said = self.server.directory.token(form, self.headers.get("Authorization", ""))
        self._say(said or {"error": "invalid_grant"}, status=200 if said else 400)

    def _say(self, said: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@contextmanager
def running() -> Iterator[Directory]:
    """A directory that answers inside the block."""
    directory = Directory()
    with Server(("127.0.0.1", 0), Answer) as server:
        server.directory = directory
        directory.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield directory
        server.shutdown()
        thread.join()
