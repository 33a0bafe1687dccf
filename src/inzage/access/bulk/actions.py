"""The verbs of a bulk action: prepare it with a trial of each row, confirm it, and carry out the next rows.

A row is done in a savepoint of its own: what the regulation or the database refuses leaves nothing behind, and does not
hold up the others. The trial is the act itself, undone; so the preview tells what will really be refused.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, ProgrammingError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.bulk.facts import waiting
from inzage.access.bulk.models import Bulk, BulkRow
from inzage.access.ledger.actions import record_refusal
from inzage.access.ledger.kinds import Kind
from inzage.law.decisions.decision import Refused

AT_ONCE = 10
MOST = 50
LONGEST_REASON = 500
CarryOut = Callable[[UUID], None]


def prepare(
    *,
    verb: str,
    given: Mapping[str, str],
    targets: Sequence[tuple[UUID, UUID | None]],
    trial: CarryOut | None,
    by: Actor,
    at: datetime,
) -> Bulk:
    """Keep what is to be done to these targets (each with its dossier), and try each without leaving anything behind.

    Without a `trial` every row waits; what is wrong then shows when it is carried out. Raises ValueError for more than
    fifty rows or for none.
    """
    if not 1 <= len(targets) <= MOST:
        message = f"{len(targets)} rows; choose from 1 to {MOST}"
        raise ValueError(message)
    bulk = Bulk.objects.create(id=uuid4(), person_id=by.person, verb=verb, given=dict(given), made_at=at)
    for place, (target, dossier) in enumerate(targets):
        reason = _tried(target, trial) if trial else ""
        BulkRow.objects.create(
            id=uuid4(),
            person_id=by.person,
            bulk=bulk,
            place=place,
            target=target,
            dossier=dossier,
            state=BulkRow.State.REFUSED if reason else BulkRow.State.WAITING,
            reason=reason,
        )
    return bulk


def _tried(target: UUID, trial: CarryOut) -> str:
    """Why a row would be refused, or nothing; whatever it did is undone."""
    with transaction.atomic():
        refused = _attempt(target, trial)
        transaction.set_rollback(True)
    return refused[0] if refused else ""


def confirm(*, bulk: Bulk, by: Actor, at: datetime) -> None:
    """From now on it is carried out."""
    if bulk.confirmed_at is None:
        bulk.confirmed_at = at
        bulk.save(update_fields=["confirmed_at"])


def carry_on(*, bulk: Bulk, carry_out: CarryOut, by: Actor, at: datetime) -> int:
    """Carry out the next ten rows of a confirmed bulk action, each whole or not at all; how many there were."""
    rows = list(waiting(bulk, AT_ONCE).select_for_update())
    for row in rows:
        refused = _attempt(row.target, carry_out)
        row.state = BulkRow.State.REFUSED if refused else BulkRow.State.DONE
        row.reason = refused[0] if refused else ""
        row.save(update_fields=["state", "reason"])
        if refused and refused[1]:
            _note(refused[1], row, by)
    return len(rows)


def refuse(*, row: BulkRow, reason: str, by: Actor, at: datetime) -> None:
    """A row that cannot be carried out, and why."""
    row.state, row.reason = BulkRow.State.REFUSED, reason[:LONGEST_REASON]
    row.save(update_fields=["state", "reason"])


def _attempt(target: UUID, carry_out: CarryOut) -> tuple[str, Refused | None] | None:
    """Do it to one row; when it is refused, why, and the regulation's refusal when that is what it was."""
    try:
        with transaction.atomic():
            carry_out(target)
    except Refused as refused:
        sentence = refused.decision.sentence.to(get_language() or "nl")
        return sentence[:LONGEST_REASON], refused
    except ValidationError as error:
        return " ".join(error.messages)[:LONGEST_REASON], None
    except ObjectDoesNotExist:
        return _("You may not see this any more, or it is not there."), None
    except (ProgrammingError, DataError):
        return _("You may not do this here."), None
    return None


def _note(refused: Refused, row: BulkRow, by: Actor) -> None:
    """The refusal of a row on the ledger, as that of a page would be."""
    decision = refused.decision
    record_refusal(
        Kind.DECISION_REFUSED,
        person=by.person,
        dossier=row.dossier,
        articles=decision.articles,
        detail={"act": decision.act},
    )
