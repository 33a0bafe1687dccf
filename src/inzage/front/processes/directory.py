"""The bureau's own directory (OpenID Connect), when there is one; read from the environment like everything else."""

import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from inzage.access.directory.configured import Directory
from inzage.front.processes.unusable import Unusable

HERE = frozenset({"localhost", "127.0.0.1"})


def read(given: Mapping[str, str], *, demo: bool, needed: bool) -> Directory | None:
    """The directory; None when none is set, or the process does not sign anybody in (`needed`).

    Raises Unusable, which names the variable, what is wrong and what is allowed.
    """
    issuer = given.get("INZAGE_OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer or not needed:
        return None
    parts = urlsplit(issuer)
    local = demo and parts.scheme == "http" and parts.hostname in HERE
    if not local and (parts.scheme != "https" or not parts.hostname or parts.query or parts.username):
        raise Unusable("INZAGE_OIDC_ISSUER must be the https address of the directory, without a query")
    client = given.get("INZAGE_OIDC_CLIENT", "").strip()
    if not client:
        raise Unusable("INZAGE_OIDC_CLIENT is not set; give the client id that the directory knows Inzage by")
    return Directory(
        issuer=issuer,
        client=client,
        secret=_secret(given.get("INZAGE_OIDC_SECRET_FILE", "")),
        name=given.get("INZAGE_OIDC_NAME", "").strip() or parts.hostname or issuer,
        second_factor=frozenset(given.get("INZAGE_OIDC_SECOND_FACTOR", "").replace(",", " ").split()),
        local=local,
    )


def _secret(name: str) -> str:
    path = Path(name).expanduser()
    if not name or not path.is_file():
        raise Unusable("INZAGE_OIDC_SECRET_FILE names no file; put the client secret of the directory in one")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Unusable(f"{path} can be read by other users; run: chmod 600 {path}")
    return path.read_text(encoding="utf-8").strip()
