"""Who acts: the person proven in this transaction, with kind and roles."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """The proven person. `missing` says what is still owed before any dossier opens (1.confidentiality).

    `cover` is who looks as this person for support (11.security), and changes nothing.
    """

    person: UUID
    kind: str
    name: str
    office: UUID | None
    roles: frozenset[str]
    missing: tuple[str, ...]
    cover: UUID | None = None

    def has(self, *roles: str) -> bool:
        """Whether the actor holds any of these roles."""
        return not self.roles.isdisjoint(roles)
