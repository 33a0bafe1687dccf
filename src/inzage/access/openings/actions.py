"""Open dossiers: on the opener's own connection, committed before anything of them can be read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connections

from inzage.access.identity import token

MOST = 500


@dataclass(frozen=True, slots=True)
class OpeningInfo:
    """How the opening of one dossier ended. `until` is set when the dossier is open, under `purpose`.

    `status`: open (now), already (still was), not_cleared (1.confidentiality), no_need (also when it does not exist),
    no_purpose (3.purposes), not_agreed (3.2), prohibited (3.3), covered (11.security: somebody looks as this person).
    """

    dossier: UUID
    purpose: str
    status: str
    until: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether content may now be read in a later transaction."""
        return self.until is not None


def open_many(
    *,
    person: UUID,
    dossiers: Sequence[UUID],
    kind: str,
    parts: Collection[str],
    purpose: str,
    others: Sequence[str] = (),
    reason: str = "",
    seconds: int | None = None,
    cover: UUID | None = None,
) -> list[OpeningInfo]:
    """Open at most 500 dossiers of one kind for `person`, and commit a line on the log for each.

    When the right on the parts or the dossier does not carry `purpose`, the first of `others` that they do carry is it.
    Idempotent while more than a third of the window of a former opening under the same purpose remains. `seconds` is
    the window, the policy's unless given. A denial is on the log as well. Raises ValueError for more than 500.
    """
    if len(dossiers) > MOST:
        message = f"{len(dossiers)} dossiers at once; at most {MOST} are opened in one go"
        raise ValueError(message)
    opener = connections["opener"]
    window = seconds or settings.POLICY.windows.opening_minutes * 60
    with opener.cursor() as cursor:
        cursor.execute(
            "select dossier, purpose, status, until from gate.open(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                token(person, opener, cover=cover),
                list(dossiers),
                kind,
                sorted(parts),
                purpose,
                reason,
                window,
                list(others),
            ],
        )
        return [OpeningInfo(*row) for row in cursor.fetchall()]


def open_dossier(
    *,
    person: UUID,
    dossier: UUID,
    kind: str = "client",
    parts: Collection[str],
    purpose: str,
    others: Sequence[str] = (),
    reason: str = "",
    seconds: int | None = None,
    cover: UUID | None = None,
) -> OpeningInfo:
    """Open one dossier; see `open_many`."""
    return open_many(
        person=person,
        dossiers=[dossier],
        kind=kind,
        parts=parts,
        purpose=purpose,
        others=others,
        reason=reason,
        seconds=seconds,
        cover=cover,
    )[0]
