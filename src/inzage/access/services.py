"""The service people: what works here without a human, each under its own name on the log."""

from dataclasses import dataclass
from uuid import UUID, uuid5

NAMESPACE = UUID("6d7f1c0e-9a51-4c6b-8f3f-0c8f5a1b2d34")


@dataclass(frozen=True, slots=True)
class Service:
    """A service person: its fixed id and its name."""

    person: UUID
    name: str


def _service(name: str) -> Service:
    return Service(uuid5(NAMESPACE, name), name)


MAILER = _service("mailer")
SEALER = _service("sealer")
KEEPER = _service("keeper of backups")
CLERK = _service("clerk")
SERVICES = (MAILER, SEALER, KEEPER, CLERK)
