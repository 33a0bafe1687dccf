"""What is done with a line of a time line: pin it, change for whom it is meant, mark it confidential."""

from datetime import datetime
from typing import Literal, cast
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.models import Entry, Pin, VisibilityChange
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.law.decisions.change_visibility import CHANGE_VISIBILITY, ChangeVisibility

LONGEST_REASON = 300


def pin(*, entry: Entry, by: Actor, at: datetime) -> None:
    """Keep an entry on top of its dossier's time line, for everybody; a second time changes nothing.

    Raises ValidationError when as many as the policy allows are there, ProgrammingError for who only looks.
    """
    there = set(Pin.objects.filter(dossier=entry.dossier_id, removed_at=None).values_list("entry", flat=True))
    if entry.pk in there:
        return
    most = settings.POLICY.dossier.most_pins
    if len(there) >= most:
        raise ValidationError(_("At most %(most)s entries stand on top. Take one away first.") % {"most": most})
    Pin.objects.create(
        id=uuid4(), dossier_id=entry.dossier_id, office_id=entry.office_id, entry=entry, by_id=by.person, at=at
    )
    _tell(Kind.ENTRY_PINNED, entry, by)


def unpin(*, entry: Entry, by: Actor, at: datetime) -> None:
    """Take an entry from the top of the time line; it stays in its place. Changes nothing when it is not there."""
    found = Pin.objects.select_for_update().filter(dossier=entry.dossier_id, entry=entry, removed_at=None).first()
    if found is None:
        return
    found.removed_at, found.removed_by_id = at, by.person
    found.save(update_fields=["removed_at", "removed_by"], force_update=True)
    _tell(Kind.ENTRY_UNPINNED, entry, by)


def change_visibility(*, entry: Entry, to: str, reason: str, by: Actor, at: datetime) -> None:
    """Say for whom an entry is meant from now on: "bureau", "client" or "sponsor"; old, new and reason are kept.

    Raises law's Refused: of a confidential entry (6.confidential), to the sponsor of what only a report brings there
    (6.sending), by another than its author or without a reason (6.dossier). ValidationError for too long a reason.
    """
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say it in at most %(most)s signs.") % {"most": LONGEST_REASON}})
    # who has no right to its part cannot lock it; the law then says why not
    locked = Entry.objects.select_for_update(of=("self",)).filter(pk=entry.pk).first() or entry
    if locked.visibility == to:
        return
    facts = ChangeVisibility(
        to=cast("Literal['bureau', 'client', 'sponsor']", Entry.Visibility(to).value),
        part=locked.part,
        confidential=locked.confidential,
        by_author=locked.author_id == by.person,
        reason=reason,
    )
    CHANGE_VISIBILITY.decide(facts, settings.POLICY).enforce()
    _keep_change(locked, to, reason.strip(), by, at)
    locked.visibility = to
    locked.save(update_fields=["visibility"], force_update=True)


def set_confidential(*, entry: Entry, confidential: bool, by: Actor, at: datetime) -> None:
    """Set or lift the mark of an entry; what is confidential is from then on for the bureau alone (6.confidential)."""
    locked = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if confidential and locked.visibility != Entry.Visibility.BUREAU:
        _keep_change(locked, Entry.Visibility.BUREAU, _("Marked confidential"), by, at)
        locked.visibility = Entry.Visibility.BUREAU
    locked.confidential = confidential
    locked.save(update_fields=["confidential", "visibility"], force_update=True)


def _keep_change(entry: Entry, to: str, reason: str, by: Actor, at: datetime) -> None:
    VisibilityChange.objects.create(
        id=uuid4(),
        dossier_id=entry.dossier_id,
        entry=entry,
        part=entry.part,
        access_key=f"{entry.dossier_id}:{entry.part}",
        old=entry.visibility,
        new=to,
        reason=reason,
        by_id=by.person,
        at=at,
    )
    _tell(Kind.VISIBILITY_CHANGED, entry, by, old=entry.visibility, new=to)


def _tell(kind: Kind, entry: Entry, by: Actor, **detail: str) -> None:
    record(kind, by=by, dossier=entry.dossier_id, subject=entry.pk, articles=["6.dossier"], detail=detail)
