"""What production refuses to start with: each in one line, with the remedy."""

from collections.abc import Collection

from inzage.front.processes import keyfiles
from inzage.front.processes.environment import SECRETS, Environment, Process
from inzage.front.processes.unusable import Unusable

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
SECRETS_OF = {Process.DESK: ("secret_key", "token_key", "vault_key"), Process.WORKER: SECRETS}
WEB = frozenset({Process.DESK, Process.PUBLIC})


def answers_to_anyone(hosts: Collection[str]) -> bool:
    """Whether a name stands among them that stands for every name."""
    return "*" in hosts


def only_local(hosts: Collection[str]) -> bool:
    """Whether nobody outside this machine could reach any of them."""
    return set(hosts) <= LOCAL_HOSTS


def refuse_unsafe(outside: Environment) -> None:
    """Raises Unusable when this is no demo and yet set up as one may only set up a demo."""
    if outside.demo:
        return
    if outside.embedded:
        raise Unusable(
            "INZAGE_DEMO is 0 and DATABASE_URL is not set; people's dossiers need a PostgreSQL server that is patched "
            "and backed up, so set DATABASE_URL (docs/install.md)"
        )
    if not outside.https:
        raise Unusable(
            "INZAGE_HTTPS is 0 and this is no demo; put a proxy with TLS before it and leave INZAGE_HTTPS away"
        )
    if outside.process in WEB and (answers_to_anyone(outside.hosts) or only_local(outside.hosts)):
        raise Unusable("INZAGE_HOSTS names no host of yours; set it to the host names of the site, with commas between")
    missing = [name for name in SECRETS_OF.get(outside.process, ()) if keyfiles.find(outside.data, name) is None]
    if missing:
        raise Unusable(
            f"{keyfiles.folder(outside.data) / missing[0]} is missing; put it back from the backup, "
            "or run `inzage bootstrap` for a new installation"
        )
