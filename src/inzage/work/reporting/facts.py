"""Questions about what may be reported: the agreement in force, its recipients, its periods (article 6.agreement)."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from inzage.access.models import Task
from inzage.access.versions import policy
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.models import ReportingAgreement, ReportingRecipient


def current_agreement(engagement: Engagement) -> ReportingAgreement | None:
    """The version in force of an engagement's reporting agreement; None when nothing was agreed yet."""
    return versions(engagement).first()


def versions(engagement: Engagement) -> QuerySet[ReportingAgreement]:
    """All versions of an engagement's reporting agreement, the newest first."""
    found = ReportingAgreement.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    return found.select_related("agreed_by", "told_by").order_by("-version")


def recipients(agreement: ReportingAgreement) -> list[SponsorContact]:
    """The contacts to whom may be reported under a version, in order of name; those that one may see."""
    found = ReportingRecipient.objects.filter(dossier=agreement.dossier_id, agreement=agreement)
    return sorted((each.contact for each in found.select_related("contact")), key=lambda contact: contact.name)


def is_recipient(agreement: ReportingAgreement, contact: UUID) -> bool:
    """Tell whether a contact is named by a version."""
    return ReportingRecipient.objects.filter(
        dossier=agreement.dossier_id, agreement=agreement, contact=contact
    ).exists()


def category_labels(language: str) -> dict[str, str]:
    """The categories of information that may go to a sponsor at all, each with its label in `language`.

    What the policy never gives to a sponsor, such as a diagnosis, is not among them (article 6.health).
    """
    never = policy().health.never_to_sponsor
    categories = policy().reporting.categories
    return {code: category.label.to(language) for code, category in categories.items() if code not in never}


def next_report_on(agreement: ReportingAgreement, after: date) -> date | None:
    """The first day after `after` on which a report is due; None when the only one lies behind."""
    if agreement.first_on > after:
        return agreement.first_on
    if agreement.every_weeks is None:
        return None
    step = timedelta(weeks=agreement.every_weeks)
    return agreement.first_on + ((after - agreement.first_on) // step + 1) * step


def first_report_on(agreement: ReportingAgreement, told_on: date) -> date | None:
    """The day of the first report under a version, when the client is told of it; None when no more are due.

    As agreed, or the day on which the client was told when that is later. Under a version that replaces one that was
    told, a report that was owed already stays owed; any other moves to the next day of the new rhythm.
    """
    before = versions(agreement.engagement).filter(version__lt=agreement.version, told_at__isnull=False)
    if not before.exists():
        return max(agreement.first_on, told_on)
    owed = owed_report_on(agreement.engagement)
    if owed is not None and owed <= told_on:
        return owed
    return next_report_on(agreement, told_on - timedelta(days=1))


def owed_report_on(engagement: Engagement) -> date | None:
    """The day by which the report that is now owed is to be there; None when none is."""
    owed = Task.objects.filter(subject=engagement.id, kind="report_due", done_at=None).order_by("due").first()
    return owed.due if owed else None


def report_after_sending(agreement: ReportingAgreement, sent_on: date) -> date | None:
    """The day of the next report once one was sent, or None when no more were agreed.

    A late report makes up for the day that was missed. One that goes out early, up to half a period, stands for the
    day to come; one earlier than that comes on top of what was agreed.
    """
    coming = next_report_on(agreement, sent_on)
    if coming is None or agreement.every_weeks is None:
        return None
    owed = owed_report_on(agreement.engagement)
    is_early = owed is None or owed > sent_on
    if is_early and coming - sent_on <= timedelta(weeks=agreement.every_weeks) / 2:
        return next_report_on(agreement, coming)
    return coming
