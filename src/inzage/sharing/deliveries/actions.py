"""Give a report to the client: decision, bytes, mail, time line and ledger stand or fall together."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document
from inzage.access.vault.actions import put, read
from inzage.law.calendar import AMSTERDAM
from inzage.sharing.deliveries.facts import address_of, decide
from inzage.sharing.deliveries.models import Delivery
from inzage.sharing.post.actions import queue_letter
from inzage.sharing.post.models import Message
from inzage.sharing.releases.printing import Printed, code_of, preview
from inzage.work.reports.actions import mark_sent
from inzage.work.reports.models import Report, ReportVersion

PURPOSE = "3.c"


@transaction.atomic
def give_report(
    *, version: ReportVersion, channel: str, given_on: date, printed: Printed, by: Actor, at: datetime
) -> Delivery:
    """Give a locked report to its client as a sealed PDF, and give the record of it (6.dossier, 6.sending).

    `channel` is "email" (queued in this transaction to the client's own address), "letter" or "handed" (recorded: the
    print was given on `given_on`). Needs no reporting agreement. Raises law's Refused with article and remedy, and
    ValidationError when the report changed since it was looked at, went this way before, or the day lies ahead.
    """
    Report.objects.select_for_update(of=("self",)).get(id=version.report_id)
    found = ReportVersion.objects.select_for_update(of=("self",)).select_related("dossier", "report__engagement")
    kept = found.get(id=version.id)
    decision = decide(version=kept, channel=channel).enforce()
    _check(kept, channel, given_on, printed, at)
    mark_sent(version=kept, sha256=printed.sha256, by=by, at=at)
    with translation.override(kept.report.language):
        name = _("report-%(code)s.pdf") % {"code": code_of(kept)}
    document = put(
        dossier=kept.dossier, part="disclosures", name=name, media_type="application/pdf", content=printed.sealed,
        by=by, at=at,
    )  # fmt: skip
    delivery = Delivery.objects.create(
        id=uuid4(),
        dossier_id=kept.dossier_id,
        office_id=kept.report.office_id,
        report=kept.report_id,
        version=kept.id,
        channel=channel,
        document=document,
        sha256=document.sha256,
        message=_mail(kept, document, by=by, at=at) if channel == Delivery.Channel.EMAIL else None,
        given_on=given_on,
        decision=decision.to_json(),
        made_at=at,
        made_by_id=by.person,
    )
    enter(
        dossier=kept.dossier,
        part="disclosures",
        kind="delivery",
        subject=delivery.id,
        visibility="client",
        by=by,
        at=at,
    )
    record(
        Kind.REPORT_GIVEN, by=by, dossier=kept.dossier_id, subject=kept.id, purpose=PURPOSE,
        articles=decision.articles, detail={"sha256": printed.sha256, "channel": channel, "version": kept.number},
    )  # fmt: skip
    return delivery


def _check(version: ReportVersion, channel: str, given_on: date, printed: Printed, at: datetime) -> None:
    """Raise ValidationError when this is not what was looked at, went before, or is said to happen later."""
    shown = preview(version, None)
    if shown.sha256 != printed.seen or not printed.sealed.startswith(shown.data):
        raise ValidationError(_("The report changed since you looked at it. Look at it again before you give it."))
    if Delivery.objects.filter(dossier=version.dossier_id, version=version.id, channel=channel).exists():
        raise ValidationError(_("This report went to the client this way already."))
    if given_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError({"given_on": _("This day is still to come; record it when the client has it.")})


def _mail(version: ReportVersion, document: Document, *, by: Actor, at: datetime) -> Message:
    """Queue the mail in the report's language; neither subject nor text tells of the content."""
    with translation.override(version.report.language):
        text = _(
            "Dear client,\n\n"
            "Attached you find a report that we wrote for you. Do you have a question about it, or is something not "
            "right? Answer this message or call us.\n\n"
            "Our code: %(code)s\n\n"
            "Kind regards,\n%(sender)s\n"
        ) % {"code": code_of(version), "sender": by.name}
        subject = _("A report for you")
    return queue_letter(
        dossier=version.dossier,
        recipient=address_of(version.dossier_id, Delivery.Channel.EMAIL),
        subject=subject,
        text=text,
        document=document,
        file_name=document.name,
        by=by,
        at=at,
    )


def hand_out(*, delivery: Delivery, by: Actor, at: datetime) -> bytes:  # noqa: ARG001  the gate keeps its own clock
    """The exact bytes that the client got; each reading is on the log (6.need)."""
    record(
        Kind.DOCUMENT_READ, by=by, dossier=delivery.dossier_id, subject=delivery.document_id, purpose=PURPOSE,
        articles=("6.need",),
    )  # fmt: skip
    return read(delivery.document)
