"""Writing a report: begin it, save it at every pause, take over a text that was kept beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind as Event
from inzage.access.versions import policy
from inzage.clients.notes.models import SessionNote
from inzage.law.decisions.record_oral_report import RECORD_ORAL_REPORT, RecordOralReport
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.facts import category_labels, current_agreement
from inzage.work.reports.fields import values_of
from inzage.work.reports.models import DraftRevision, DrawnPassage, Report, ReportDraft
from inzage.work.reports.proposals import proposed_sections
from inzage.work.reports.states import Addressee, Kind, Verb, may
from inzage.work.reports.text import Section, clean_sections


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a saved text: the draft as it is, and, when another window was first, the text kept beside it."""

    draft: ReportDraft
    kept: DraftRevision | None = None


def draft_report(
    *,
    engagement: Engagement,
    kind: str,
    period_from: date,
    period_to: date,
    language: str = "nl",
    addressee: str = Addressee.SPONSOR,
    note: SessionNote | None = None,
    by: Actor,
    at: datetime,
) -> Report:
    """Begin a report about a period (both days included) with the sections of its kind, and give it.

    `addressee` is "sponsor" or "client"; one for the client holds all sections, whatever was agreed with the sponsor.

    `kind` is one that the engagement's service has; `language` "nl" or "en". An oral report needs `note`, the session
    note of what was said, of the same dossier: without it law's Refused is raised (article 6.sending). Raises
    ValidationError for a period that runs backward and for a kind that the service does not have.
    """
    _check_new(engagement, kind, period_from, period_to, note)
    report = Report.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        office_id=engagement.office_id,
        engagement=engagement,
        kind=kind,
        addressee=addressee,
        title=_title(kind, language, period_from, period_to),
        language=language,
        period_from=period_from,
        period_to=period_to,
        author_id=by.person,
        note=note if kind == Kind.ORAL else None,
        created_at=at,
    )
    sections = _first_sections(report)
    ReportDraft.objects.create(
        id=uuid4(), dossier_id=report.dossier_id, report=report, sections=sections, saved_at=at, saved_by_id=by.person
    )
    enter(dossier=engagement.dossier, part="reports", kind="report", subject=report.id, by=by, at=at)
    record(Event.REPORT_DRAFTED, by=by, dossier=report.dossier_id, subject=report.id, articles=("6.agreement",))
    return report


def _check_new(engagement: Engagement, kind: str, period_from: date, period_to: date, note: SessionNote | None) -> None:
    """Raise ValidationError, or law's Refused, when a report of this kind over this period cannot begin."""
    service = policy().service(engagement.service)
    if kind == Kind.ORAL:
        in_dossier = note is not None and note.dossier_id == engagement.dossier_id
        facts = RecordOralReport(has_note=note is not None, note_in_dossier=in_dossier)
        RECORD_ORAL_REPORT.decide(facts, policy()).enforce()
    if kind not in (service.reports if service else ()):
        raise ValidationError({"kind": _("The service has no report of this kind; choose another kind.")})
    if period_to < period_from:
        raise ValidationError({"period_to": _("The period ends before it begins; give a later last day.")})


def _first_sections(report: Report) -> list[Section]:
    """The sections that a new report is proposed to have: those whose data were agreed with the sponsor, filled in."""
    agreement = current_agreement(report.engagement) if report.addressee == Addressee.SPONSOR else None
    agreed = frozenset(agreement.categories) if agreement else None
    service = report.engagement.service
    return proposed_sections(report.kind, service, report.language, agreed=agreed, values=values_of(report))


def _title(kind: str, language: str, period_from: date, period_to: date) -> str:
    """Make the title from kind and period, in the report's language: the card tells nothing of the content."""
    with translation.override(language):
        first, last = (date_format(day, "j F Y") for day in (period_from, period_to))
        return _("%(kind)s, %(first)s to %(last)s") % {"kind": Kind(kind).label, "first": first, "last": last}


def save_draft(
    *,
    report: Report,
    sections: Iterable[Mapping[str, str]],
    base: int | None = None,
    tab: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Saved:
    """Save the text of a draft. Nothing typed is lost.

    `base` is the revision that the window started from and `tab` the window's id. When another window saved in
    between, or the report was locked meanwhile, this text is kept beside the draft (the last one of each window) and
    the answer says so; with `base` None the text is simply saved. Passages drawn into a section that is gone are
    taken out. Raises ValueError for too much text.
    """
    cleaned = clean_sections(sections, category_labels("nl"))
    locked = Report.objects.select_for_update(of=("self",)).get(id=report.id)
    draft = ReportDraft.objects.select_for_update(of=("self",)).get(dossier=report.dossier_id, report=report)
    overtaken = base is not None and base != draft.revision and (tab is None or tab != draft.tab)
    if overtaken or not may(locked.state, Verb.SAVE):
        return Saved(draft, _keep(draft, cleaned, tab or uuid4(), by, at))
    draft.sections, draft.tab = cleaned, tab
    draft.revision += 1
    draft.saved_at, draft.saved_by_id = at, by.person
    draft.save(update_fields=("sections", "tab", "revision", "saved_at", "saved_by"))
    keys = [section["key"] for section in cleaned]
    gone = DrawnPassage.objects.filter(dossier=report.dossier_id, report=report, removed_at__isnull=True)
    gone.exclude(section__in=keys).update(removed_at=at)
    return Saved(draft)


def _keep(draft: ReportDraft, sections: object, tab: UUID, by: Actor, at: datetime) -> DraftRevision:
    """Keep a text beside the draft: one for each window, the last that it sent."""
    kept, _created = DraftRevision.objects.update_or_create(
        report_id=draft.report_id,
        tab=tab,
        defaults={
            "dossier_id": draft.dossier_id,
            "sections": sections,
            "saved_at": at,
            "saved_by_id": by.person,
            "taken_over_at": None,
        },
    )
    return kept


def take_over(*, revision: DraftRevision, by: Actor, at: datetime) -> ReportDraft:
    """Make a kept text the draft; the text that was the draft is kept in its place. Gives the draft.

    Raises ValidationError when the report is not a draft any more.
    """
    if not may(Report.objects.select_for_update(of=("self",)).get(id=revision.report_id).state, Verb.SAVE):
        raise ValidationError(_("This report is locked. Choose “Change the text” first."))
    draft = ReportDraft.objects.select_for_update(of=("self",)).get(
        dossier=revision.dossier_id, report=revision.report_id
    )
    _keep(draft, draft.sections, draft.tab if draft.tab not in (None, revision.tab) else uuid4(), by, at)
    revision.taken_over_at = at
    revision.save(update_fields=("taken_over_at",))
    return save_draft(report=draft.report, sections=revision.sections, by=by, at=at).draft
