"""Who works at the demo bureau, and with whom it deals. All of them are made up; tests and screenshots use the same.

Pure: reads no settings and no database, so that the launcher can print the logins before Django is there.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

OFFICE = "Bureau De Werkhaven"
SECRET_BYTES = 20


@dataclass(frozen=True, slots=True)
class Login:
    """One line of what the launcher prints."""

    role: str
    name: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the staff: `key` as tests call them, the roles of the policy, and what they sign in with."""

    key: str
    name: str
    label: str
    roles: tuple[str, ...]

    @property
    def email(self) -> str:
        """The address to sign in with; `.example` is a domain that nobody can have (RFC 2606)."""
        return f"{self.name.split()[0].lower()}@werkhaven.example"

    @property
    def password(self) -> str:
        """The password, the same on every demo."""
        return f"demo-{self.name.split()[0].lower()}-werkhaven"

    @property
    def secret(self) -> str:
        """The secret of the second factor (base32), the same on every demo."""
        digest = hashlib.sha256(f"inzage demo {self.key}".encode()).digest()[:SECRET_BYTES]
        return base64.b32encode(digest).decode()


MEMBERS: tuple[Member, ...] = (
    Member("manager", "Marijke Hogenboom", "manager", ("manager", "administrator")),
    Member("back_office", "Ahmed Yildiz", "back office", ("back_office",)),
    Member("coach", "Sanne de Wit", "coach", ("coach",)),
    Member("other_coach", "Joris Bakker", "another coach", ("coach",)),
    Member("team_leader", "Fatima el Amrani", "team leader", ("team_leader",)),
    Member("account_manager", "Pieter van Loon", "account manager", ("account_manager",)),
    Member("privacy_officer", "Ingrid Maas", "privacy officer", ("privacy_officer",)),
    Member("psychologist", "Thomas Verhage", "psychologist", ("psychologist",)),
)
BY_KEY: Mapping[str, Member] = MappingProxyType({member.key: member for member in MEMBERS})
LOGINS: tuple[Login, ...] = tuple(Login(member.label, member.name, member.email, member.password) for member in MEMBERS)


def logins() -> list[tuple[str, str, str]]:
    """For each member of the staff: what they are, the address and the password to sign in with."""
    return [(login.role, login.email, login.password) for login in LOGINS]


def find(name: str) -> Member:
    """The member called so: by key, e-mail address, or (part of) the name, whatever the capitals.

    Raises KeyError that names who there is when nobody, or more than one, is called so.
    """
    wanted = name.strip().casefold()
    exact = [member for member in MEMBERS if wanted in {member.key, member.email, member.name.casefold()}]
    found = exact or [member for member in MEMBERS if wanted and wanted in member.name.casefold()]
    if len(found) != 1:
        raise KeyError(f"{name!r} is nobody at the demo bureau; choose from {', '.join(BY_KEY)}")
    return found[0]
