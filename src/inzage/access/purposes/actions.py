"""Say what a dossier may be opened for. The gate checks who may, and keeps the moment."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connections

from inzage.access.actor import Actor
from inzage.access.purposes.models import DossierPurpose


def carry(*, dossier: UUID, purposes: Collection[str], subject: UUID, by: Actor, at: datetime) -> None:
    """Switch purposes on for a dossier, because an engagement or agreement (`subject`) carries them (article 3.2).

    Raises ProgrammingError for an actor who may neither give access to a client's dossier nor keep a sponsor's
    agreements.
    """
    _set(dossier, purposes, DossierPurpose.Effect.CARRIED, subject)


def prohibit(*, dossier: UUID, purpose: str, subject: UUID, by: Actor, at: datetime) -> None:
    """Switch a purpose off for a dossier, because its person objected (`subject`; article 3.3, AVG 21): at once.

    Raises ProgrammingError for an actor without a right on the dossier's card.
    """
    _set(dossier, [purpose], DossierPurpose.Effect.PROHIBITED, subject)


def end(*, dossier: UUID, subject: UUID, until: datetime, by: Actor, at: datetime) -> None:
    """Let what `subject` carried or prohibited for a dossier end at a moment, now at the earliest; never later.

    Raises ProgrammingError for an actor without a right on the dossier's card.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.end_purposes(%s, %s, %s)", [dossier, subject, until])


def _set(dossier: UUID, purposes: Collection[str], effect: str, subject: UUID) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.set_purposes(%s, %s, %s, %s)", [dossier, sorted(purposes), effect, subject])
