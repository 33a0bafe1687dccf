"""Putting a report before the client, what the client says of it, and that it was sent (article 6.informing)."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind as Event
from inzage.access.tasks.actions import finish_about
from inzage.law.calendar import AMSTERDAM
from inzage.work.reporting.actions import schedule_report
from inzage.work.reporting.facts import current_agreement, report_after_sending
from inzage.work.reports.facts import latest_version, review_of
from inzage.work.reports.models import ClientReview, Report, ReportVersion
from inzage.work.reports.states import Addressee, Kind, Verb, after, may
from inzage.work.reports.text import clean_text

MINUTE = timedelta(minutes=1)


def present(
    *,
    version: ReportVersion,
    presented_at: datetime,
    how: str,
    remark: str = "",
    response: str = ClientReview.Response.NONE,
    by: Actor,
    at: datetime,
) -> ClientReview:
    """Record that the client saw the last locked version, when, how, and what was said of it; gives the review.

    Only an assessment can be blocked by the client; it then never goes out. Finishes the task to present. Raises
    ValidationError when the version is not the last one, was presented before, or did not exist yet at that moment.
    """
    report = Report.objects.select_for_update(of=("self",)).get(id=version.report_id)
    _check(report, version, presented_at, response, at)
    review = ClientReview.objects.create(
        id=uuid4(),
        dossier_id=version.dossier_id,
        report=report,
        version=version,
        presented_at=presented_at,
        how=how,
        remark=clean_text(remark),
        response=response,
        recorded_by_id=by.person,
        recorded_at=at,
    )
    if response == ClientReview.Response.BLOCKED:
        report.state = after(report.state, Verb.BLOCK)
        report.save(update_fields=("state",))
    finish_about(subject=report.id, kind="present_to_client", by=by, at=at)
    enter(dossier=report.dossier, part="reports", kind="review", subject=review.id, by=by, at=at)
    record(
        Event.REPORT_PRESENTED, by=by, dossier=report.dossier_id, subject=version.id, articles=("6.informing",),
        detail={"version": version.number, "response": response},
    )  # fmt: skip
    return review


def _check(report: Report, version: ReportVersion, presented_at: datetime, response: str, at: datetime) -> None:
    """Raise ValidationError when this version cannot have been presented so."""
    newest = latest_version(report)
    if not may(report.state, Verb.PRESENT) or newest is None or newest.id != version.id:
        raise ValidationError(
            _("Only the version that was locked last can be put before the client. Lock the report first.")
        )
    if review_of(version) is not None:
        raise ValidationError(_("It is already recorded that the client saw this version. Record the answer there."))
    if presented_at > at:
        raise ValidationError(
            {"presented_at": _("This moment is still to come; record it when the client has seen it.")}
        )
    if presented_at + MINUTE < version.locked_at:
        raise ValidationError(
            {"presented_at": _("This version was locked later than that; what the client saw then was another text.")}
        )
    if response == ClientReview.Response.BLOCKED and (
        report.kind != Kind.ASSESSMENT or not may(report.state, Verb.BLOCK)
    ):
        raise ValidationError(
            {"response": _("Only an assessment that was not sent yet can be blocked. Record an objection.")}
        )


def respond(*, review: ClientReview, response: str, remark: str, by: Actor, at: datetime) -> ClientReview:
    """Record what the client said later of a version that was put before them; gives the review.

    Raises ValidationError for a block of anything but an assessment that was not sent yet.
    """
    report = Report.objects.select_for_update(of=("self",)).get(id=review.report_id)
    kept = ClientReview.objects.select_for_update(of=("self",)).get(id=review.id)
    if response == ClientReview.Response.BLOCKED:
        if report.kind != Kind.ASSESSMENT or not may(report.state, Verb.BLOCK):
            raise ValidationError(
                {"response": _("Only an assessment that was not sent yet can be blocked. Record an objection.")}
            )
        report.state = after(report.state, Verb.BLOCK)
        report.save(update_fields=("state",))
    kept.response, kept.remark = response, clean_text(remark)
    kept.recorded_by_id, kept.recorded_at = by.person, at
    kept.save(update_fields=("response", "remark", "recorded_by", "recorded_at"))
    record(
        Event.REPORT_PRESENTED, by=by, dossier=report.dossier_id, subject=kept.version_id, articles=("6.informing",),
        detail={"response": response},
    )  # fmt: skip
    return kept


def mark_sent(*, version: ReportVersion, sha256: str, by: Actor, at: datetime) -> ReportVersion:
    """Mark the version that was locked last as sent, with the SHA-256 (hex) of the bytes that went, and give it.

    Sent to another recipient later, it keeps the hash of the first. One for the sponsor closes the task for this report
    and opens that for the next by the reporting agreement. Raises ValidationError for any other version, or a report
    that cannot be sent.
    """
    report = Report.objects.select_for_update(of=("self",)).get(id=version.report_id)
    newest = latest_version(report)
    if not may(report.state, Verb.SEND) or newest is None or newest.id != version.id:
        raise ValidationError(_("Only the version that was locked last can be sent. Lock the report first."))
    if newest.sha256 is None:
        newest.sha256 = sha256
        newest.save(update_fields=("sha256",))
    report.state = after(report.state, Verb.SEND)
    report.save(update_fields=("state",))
    agreement = current_agreement(report.engagement) if report.addressee == Addressee.SPONSOR else None
    if agreement is not None:
        due = report_after_sending(agreement, at.astimezone(AMSTERDAM).date())
        schedule_report(agreement=agreement, due=due, by=by, at=at)
    return newest
