"""Keep what is being written, and let go of it when it was saved or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from inzage.access.actor import Actor
from inzage.clients.drafts.forms import Window
from inzage.clients.drafts.models import Draft

LONGEST = 60_000


class TooLongError(ValueError):
    """More text than a draft takes."""


def keep(
    *,
    dossier: UUID,
    kind: str,
    subject: UUID | None = None,
    window: Window,
    fields: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Draft | None:
    """Keep what the actor typed in a window; gives the newer draft of another window, or None when there is none.

    Raises TooLongError past 60,000 signs.
    """
    if sum(map(len, fields.values())) > LONGEST:
        message = f"a draft holds at most {LONGEST} signs"
        raise TooLongError(message)
    Draft.objects.update_or_create(
        dossier_id=dossier,
        person_id=by.person,
        kind=kind,
        tab=window.tab,
        defaults={"subject": subject, "fields": dict(fields), "saved_at": at},
    )
    others = Draft.objects.filter(dossier=dossier, person=by.person, kind=kind, subject=subject)
    others = others.exclude(tab=window.tab).filter(saved_at__gt=window.since)
    return others.order_by("-saved_at").first()


def let_go(*, dossier: UUID, kind: str, window: Window, by: Actor, at: datetime) -> None:  # noqa: ARG001  a verb's form
    """Forget the draft of a window whose text was saved, and the one it began with, unless that went on elsewhere."""
    mine = Draft.objects.filter(dossier=dossier, person=by.person, kind=kind)
    mine.filter(tab=window.tab).delete()
    if window.origin:
        mine.filter(tab=window.origin, saved_at__lte=window.since).delete()


def throw_away(*, draft: Draft, by: Actor, at: datetime) -> None:  # noqa: ARG001  a verb's form
    """Throw away a draft of the actor's."""
    Draft.objects.filter(pk=draft.pk, person=by.person).delete()
