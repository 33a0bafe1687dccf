"""What is printed of a report: its sections with their passages, who it is about and for, what the client said."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from inzage.access.versions import policy
from inzage.clients.registration.facts import client_of
from inzage.clients.registration.models import ClientContact
from inzage.law.calendar import AMSTERDAM
from inzage.law.wording import Words
from inzage.paper.content import Bureau, Language, Passage, Recipient, ReportContent
from inzage.paper.content import Section as PrintedSection
from inzage.paper.labels import long_date
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.house.facts import style_at
from inzage.work.reporting.facts import current_agreement, recipients
from inzage.work.reports.actions_locking import locked_sections
from inzage.work.reports.facts import draft_of, drawn, gaps, review_of, unresolved
from inzage.work.reports.models import ClientReview, Report, ReportVersion
from inzage.work.reports.states import Addressee, Kind
from inzage.work.reports.text import LockedSection

ADDRESSED = {
    Addressee.SPONSOR: Words("Rapportage aan de opdrachtgever", "Report to the sponsor"),
    Addressee.CLIENT: Words("Rapportage aan de cliënt", "Report to the client"),
}


def content_of(
    version: ReportVersion, *, contact: SponsorContact | None = None, footer_code: str = ""
) -> ReportContent:
    """Give what is printed of a locked version for a recipient; the same version, review and recipient print the same.

    Without `contact` it is for the first recipient of the reporting agreement. `footer_code` is the code by which the
    document is found on the log.
    """
    review = review_of(version)
    return _content(
        version.report,
        version.sections,
        contact=contact,
        review=review,
        moment=version.locked_at,
        footer_code=footer_code,
    )


def draft_content(report: Report) -> ReportContent:
    """Give what would be printed of a draft as it now is, marked as a draft.

    Raises law's Refused when a drawn passage was withdrawn since (article 6.confidential).
    """
    draft = draft_of(report)
    sections = locked_sections(draft.sections, drawn(report), report)
    marks = [*gaps(sections), *(spot.found for spot in unresolved(report, sections))]
    return _content(report, sections, moment=draft.saved_at, is_draft=True, marks=marks)


def _content(
    report: Report,
    sections: Iterable[LockedSection],
    *,
    moment: datetime,
    contact: SponsorContact | None = None,
    review: ClientReview | None = None,
    footer_code: str = "",
    is_draft: bool = False,
    marks: Sequence[str] = (),
) -> ReportContent:
    language: Language = "en" if report.language == "en" else "nl"
    service = policy().service(report.engagement.service)
    with translation.override(language):
        return ReportContent(
            language=language,
            title=str(Kind(report.kind).label),
            kind_label=_("Draft, not to be sent") if is_draft else ADDRESSED[Addressee(report.addressee)].to(language),
            bureau=Bureau(name=settings.BUREAU_NAME, address=settings.BUREAU_ADDRESS),
            recipient=_recipient(report, contact),
            client_label=client_of(report.dossier_id).display_name,
            reference=report.engagement.reference or report.dossier.number,
            service_label=service.label.to(language) if service else report.engagement.service,
            period_label=_period(report, language),
            written_by=report.author.name,
            written_on=moment.astimezone(AMSTERDAM).date(),
            sections=[_section(section) for section in sections]
            or [PrintedSection(title=_("No text yet"), paragraphs=[])],
            client_remark=(review.remark or None) if review else None,
            client_saw_on=review.presented_at.astimezone(AMSTERDAM).date() if review else None,
            footer_code=footer_code,
            style=style_at(moment),
            client_signs=policy().reporting.client_signs(report.kind),
            marks=marks,
        )


def _period(report: Report, language: Language) -> str:
    """The first and last day of the period, written in full."""
    first, last = long_date(report.period_from, language), long_date(report.period_to, language)
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _recipient(report: Report, contact: SponsorContact | None) -> Recipient:
    """The one it is for: the client, or the contact, the first of the reporting agreement, the sponsor alone."""
    if report.addressee == Addressee.CLIENT:
        return _client(report)
    agreement = None if contact else current_agreement(report.engagement)
    if agreement is not None:
        contact = next(iter(recipients(agreement)), None)
    return Recipient(name=contact.name if contact else "", organisation=report.engagement.sponsor_name)


def _client(report: Report) -> Recipient:
    """The client with the address that is known of them; the name alone for who may not see the address."""
    contact = ClientContact.objects.filter(dossier=report.dossier_id).first()
    lines = (contact.address, f"{contact.postcode} {contact.city}".strip()) if contact else ()
    name = client_of(report.dossier_id).display_name
    return Recipient(name=name, organisation="", address=[line for line in lines if line])


def _section(section: LockedSection) -> PrintedSection:
    quotes = [Passage(text=quote["text"], source=quote["source"]) for quote in section["passages"]]
    return PrintedSection(
        title=section["title"], paragraphs=[section["text"]] if section["text"] else [], passages=quotes
    )
