"""What the policy's own file says of who gets in, worked out apart from the code that enforces it."""

import tomllib
from functools import cache
from typing import Any

from inzage.access.guards import Guard
from inzage.law.policy import MODEL

LOGIN, ABSENT, REFUSED, IN = "to the login", "not there", "not for this role", "in"
OWN, OTHERS, NONE = "own", "somebody else's", "no"
ANONYMOUS, CLIENT = "anonymous", "client"


@cache
def policy() -> dict[str, Any]:
    """The model policy as TOML."""
    return tomllib.loads((MODEL / "policy.toml").read_text(encoding="utf-8"))


@cache
def roles() -> tuple[str, ...]:
    """Every role that the policy gives a part of any dossier to, and the administrator, who gets none."""
    found = {"administrator"}
    for kind in policy()["needs"].values():
        for relation in kind.values():
            found |= set(relation["parts"])
    return tuple(sorted(found))


def parts(role: str, kind: str, relation: str) -> set[str]:
    """The parts of a dossier of this kind that a role sees: bureau-wide, and on its own dossiers those it is given."""
    needs = policy()["needs"][kind]
    office = set(needs["office"]["parts"].get(role, []))
    given = relation_of(role, kind)
    return office | set(needs[given]["parts"][role]) if relation == OWN and given else office


def relation_of(role: str, kind: str) -> str:
    """On which relation a role is given a dossier of this kind in daily work; empty when on none."""
    needs = policy()["needs"][kind]
    return next((relation for relation in ("assigned", "sample") if role in needs[relation]["parts"]), "")


def outcome(guard: Guard, who: str, relation: str) -> str:
    """What must happen when `who` (a role, a client, nobody) comes to a route with this guard, for such a dossier."""
    if guard.who in {"public", "secret"}:
        return IN
    if who == ANONYMOUS:
        return LOGIN
    if who == CLIENT:
        return IN if guard.who == "person" else ABSENT
    if guard.kind and (relation == NONE or not guard.parts <= parts(who, guard.kind, relation)):
        return ABSENT
    if guard.who == "staff" and guard.roles and who not in guard.roles:
        return REFUSED
    return IN
