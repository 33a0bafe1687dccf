"""The verbs of a reporting agreement: agree it with the sponsor, tell the client (article 6.agreement)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions import policy
from inzage.kit.text import clean_line
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.agree_reporting import AGREE_REPORTING, AgreeReporting
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.facts import current_agreement, first_report_on, recipients, versions
from inzage.work.reporting.models import ReportingAgreement, ReportingRecipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed to be reported: categories (codes of the policy), form, kinds of report, why, and when.

    `every_weeks` is the period, None for one report only, on `first_on`; `agreed_on` None means today.
    """

    categories: Collection[str]
    form: str
    kinds: Collection[str]
    purpose: str
    every_weeks: int | None
    first_on: date
    agreed_on: date | None = None


def agree_reporting(
    *, engagement: Engagement, recipients: Iterable[SponsorContact], terms: Terms, by: Actor, at: datetime
) -> ReportingAgreement:
    """Record what was agreed with the sponsor to be reported, as a version that replaces the one before; give it.

    `recipients` are contacts of the engagement's sponsor. Opens the task to tell the client, and finishes that of the
    version before. Raises law's Refused for what article 6 does not allow, ValidationError when the engagement ended.
    """
    contacts = list(recipients)
    # locked, so that a form sent twice does not make two versions of one number
    _check(Engagement.objects.select_for_update().get(id=engagement.id), contacts, terms)
    before = current_agreement(engagement)
    agreement = ReportingAgreement.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        office_id=engagement.office_id,
        engagement=engagement,
        version=before.version + 1 if before else 1,
        categories=sorted(terms.categories),
        form=terms.form,
        kinds=sorted(terms.kinds),
        purpose=clean_line(terms.purpose),
        every_weeks=terms.every_weeks,
        first_on=terms.first_on,
        agreed_on=terms.agreed_on or at.astimezone(AMSTERDAM).date(),
        agreed_by_id=by.person,
    )
    ReportingRecipient.objects.bulk_create(_recipient(agreement, contact) for contact in contacts)
    _tasks(agreement, before, by=by, at=at)
    _enter(agreement, "reporting_agreement", by=by, at=at)
    detail = {"version": agreement.version}
    record(
        Kind.REPORTING_AGREED,
        by=by,
        dossier=engagement.dossier_id,
        subject=agreement.id,
        articles=("6.agreement",),
        detail=detail,
    )
    return agreement


def _check(engagement: Engagement, contacts: list[SponsorContact], terms: Terms) -> None:
    """Raise law's Refused, or ValidationError, when this cannot be agreed."""
    if engagement.ended_on is not None:
        raise ValidationError(_("This engagement has ended; nothing new can be agreed for it."))
    facts = AgreeReporting(
        recipients=frozenset(str(contact.id) for contact in contacts),
        outside_the_sponsor=sum(contact.sponsor_id != engagement.sponsor_id for contact in contacts),
        inactive_recipients=sum(not contact.active for contact in contacts),
        service=engagement.service,
        categories=frozenset(terms.categories),
        kinds=frozenset(terms.kinds),
        purpose_given=bool(clean_line(terms.purpose)),
    )
    AGREE_REPORTING.decide(facts, policy()).enforce()


def _recipient(agreement: ReportingAgreement, contact: SponsorContact) -> ReportingRecipient:
    return ReportingRecipient(
        id=uuid4(),
        dossier_id=agreement.dossier_id,
        office_id=agreement.office_id,
        agreement=agreement,
        contact=contact,
    )


def _tasks(agreement: ReportingAgreement, before: ReportingAgreement | None, *, by: Actor, at: datetime) -> None:
    """Close what the version before left open, and open the duty to tell the client of this one."""
    for subject in (agreement.engagement_id, *([before.id] if before else [])):
        finish_about(subject=subject, kind="tell_reporting", by=by, at=at)
    due = policy().clock("tell_reporting").term.due(at).astimezone(AMSTERDAM).date()
    person = next((each.person_id for each in assigned(agreement.engagement)), by.person)
    open_task(
        kind="tell_reporting", article="6.agreement", dossier=agreement.dossier, due=due, person=person,
        subject=agreement.id, by=by, at=at,
    )  # fmt: skip


def tell_reporting(
    *,
    agreement: ReportingAgreement,
    told_at: datetime,
    told_how: str,
    response: str = ReportingAgreement.Response.NONE,
    by: Actor,
    at: datetime,
) -> ReportingAgreement:
    """Record that the client was told what is reported, when, how, and what was said of it; gives the agreement.

    May be called again to record a later answer. Finishes the task to tell; the first time opens the task for the
    first report. Raises ValidationError for a moment that is still to come, or when a newer version replaced this
    one.
    """
    if told_at > at:
        raise ValidationError({"told_at": _("This moment is still to come; record it when the client has been told.")})
    kept = ReportingAgreement.objects.select_for_update(of=("self",)).get(id=agreement.id)
    newest = versions(kept.engagement).first()
    if newest is None or newest.id != kept.id:
        raise ValidationError(_("A newer version of the agreement replaced this one; tell the client of that one."))
    is_first = kept.told_at is None
    kept.told_at, kept.told_how, kept.told_by_id = told_at, told_how, by.person
    kept.response = response
    kept.response_at = None if response == ReportingAgreement.Response.NONE else at
    kept.save(update_fields=("told_at", "told_how", "told_by", "response", "response_at"))
    finish_about(subject=kept.id, kind="tell_reporting", by=by, at=at)
    if is_first:
        schedule_report(agreement=kept, due=first_report_on(kept, at.astimezone(AMSTERDAM).date()), by=by, at=at)
    _enter(kept, "reporting_told", by=by, at=at)
    record(
        Kind.REPORTING_TOLD, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("6.agreement",),
        detail={"response": kept.response},
    )  # fmt: skip
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A report outside what was agreed: to whom, which kind, in which form ("written", "oral"), which data."""

    contact: SponsorContact
    kind: str
    form: str
    categories: Collection[str]


def agree_extra(
    *, engagement: Engagement, extra: Extra, told_how: str, response: str, by: Actor, at: datetime
) -> ReportingAgreement:
    """Record that the client was told of a report outside the agreement: a new version that covers it too; give it.

    What was agreed stays as it was. Raises law's Refused for what can never be agreed (6.agreement, 6.health), and
    ValidationError when nothing was agreed before, or when the engagement ended.
    """
    before = current_agreement(engagement)
    if before is None:
        raise ValidationError(_("Nothing has been agreed to be reported yet; record the agreement first."))
    contacts = {each.id: each for each in recipients(before) if each.active} | {extra.contact.id: extra.contact}
    form = ReportingAgreement.Form
    terms = Terms(
        categories={*before.categories, *extra.categories},
        form=before.form if before.form in {extra.form, form.BOTH} else form.BOTH,
        kinds={*before.kinds, extra.kind},
        purpose=before.purpose,
        every_weeks=before.every_weeks,
        first_on=before.first_on,
    )
    made = agree_reporting(engagement=engagement, recipients=contacts.values(), terms=terms, by=by, at=at)
    return tell_reporting(agreement=made, told_at=at, told_how=told_how, response=response, by=by, at=at)


def schedule_report(*, agreement: ReportingAgreement, due: date | None, by: Actor, at: datetime) -> None:
    """Finish the task for the report before, and open one for the next (None: no more), for who works on it."""
    finish_about(subject=agreement.engagement_id, kind="report_due", by=by, at=at)
    if due is not None:
        person = next((each.person_id for each in assigned(agreement.engagement)), by.person)
        open_task(
            kind="report_due", article="6.agreement", dossier=agreement.dossier, due=due, person=person,
            subject=agreement.engagement_id, by=by, at=at,
        )  # fmt: skip


def _enter(agreement: ReportingAgreement, kind: str, *, by: Actor, at: datetime) -> None:
    enter(dossier=agreement.dossier, part="agreements", kind=kind, subject=agreement.id, by=by, at=at)
