"""The verbs of the log: to read it, to take a copy of it, to send its checkpoint outside; each is written on it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import Detail, record
from inzage.access.ledger.checkpoint import parse
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.models import LedgerEvent
from inzage.access.ledger.sealing import newest


def trace_reading(*, lines: int, dossier: UUID | None, by: Actor, at: datetime) -> None:  # noqa: ARG001 - the gate has its own clock
    """Write that the log was read, how many lines were shown, and of which dossier when it was of one (11.security)."""
    record(Kind.LOG_READ, by=by, dossier=dossier, articles=("11.security",), detail={"lines": lines})


def trace_copy(*, lines: int, form: str, by: Actor, at: datetime) -> None:  # noqa: ARG001 - the gate has its own clock
    """Write that a copy of so many lines was taken, in which form: csv, json or proof (11.security)."""
    record(Kind.LOG_EXPORTED, by=by, articles=("11.security",), detail={"lines": lines, "form": form})


def tell_witness(*, by: Actor, at: datetime, again: bool = False) -> bool:
    """Mail the newest checkpoint to the witness outside the bureau, at most one a day unless `again`; whether it did.

    Nothing is mailed without a witness, before the first seal, or when the witness has it (11.security). Whoever cuts
    the log's tail or writes it anew cannot take back what the witness has.
    """
    last = newest()
    told = LedgerEvent.objects.filter(kind=Kind.CHECKPOINT_MAILED).order_by("-at").first()
    if not settings.WITNESS or last is None:
        return False
    if told and (last.size <= told.detail["size"] or not (again or _is_day_before(told.at, last.at))):
        return False
    send_mail(_subject(at), _letter(last.checkpoint), None, [settings.WITNESS])
    detail: Detail = {"size": last.size, "code": parse(last.checkpoint).code}
    record(Kind.CHECKPOINT_MAILED, by=by, articles=("11.security",), detail=detail)
    return True


def _is_day_before(earlier: datetime, later: datetime) -> bool:
    return timezone.localdate(earlier) < timezone.localdate(later)


def _subject(at: datetime) -> str:
    return _("Checkpoint of the log, %(day)s") % {"day": timezone.localdate(at).strftime("%d-%m-%Y")}


def _letter(checkpoint: str) -> str:
    told = _(
        "This is the state of the log of %(bureau)s. Please keep this message: with it anybody can show later whether "
        "lines were changed or taken away. It holds no personal data. The five lines below are the checkpoint:"
    )
    return f"{told % {'bureau': settings.BUREAU_NAME}}\n\n{checkpoint}"
