"""Locking a report: its text as it will be shown and sent; opening it again; dropping it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind as Event
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions import policy
from inzage.clients.notes.models import Passage
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.lock_report import LOCK_REPORT, LockReport
from inzage.work.reports.actions_passages import check_released
from inzage.work.reports.actions_words import let_lapse
from inzage.work.reports.facts import draft_of, drawn, gaps, latest_version, must_be_presented, unresolved
from inzage.work.reports.models import DrawnPassage, Report, ReportVersion
from inzage.work.reports.states import Verb, after, may
from inzage.work.reports.text import LockedSection, Quote, Section, fingerprint


def lock_version(*, report: Report, by: Actor, at: datetime) -> ReportVersion:
    """Lock the text of a report as a version and give it; an unchanged text gives the version it already was.

    A new version must be put before the client again: what was shown before was another text. Opens the task for that
    where the policy asks it (article 6.informing). Raises law's Refused when a drawn passage was withdrawn since
    (article 6.confidential), when a sensitive word stands in it that nobody cleared (6.confidential, 6.health) or a
    field is not filled in (6.dossier), and ValidationError for an empty report or one that cannot be locked.
    """
    kept = _locked(report, Verb.LOCK)
    sections = locked_sections(draft_of(kept).sections, drawn(kept), kept)
    if not sections:
        raise ValidationError(_("The report is empty. Write at least one section before you lock it."))
    _check_text(kept, sections)
    let_lapse(report=kept, by=by, at=at)
    before = latest_version(kept)
    kept.state = after(kept.state, Verb.LOCK)
    kept.save(update_fields=("state",))
    mark = fingerprint(sections)
    if before is not None and before.fingerprint == mark:
        return before
    version = ReportVersion.objects.create(
        id=uuid4(),
        dossier_id=kept.dossier_id,
        report=kept,
        number=before.number + 1 if before else 1,
        sections=sections,
        passages=[UUID(quote["id"]) for section in sections for quote in section["passages"]],
        fingerprint=mark,
        locked_at=at,
        locked_by_id=by.person,
    )
    _ask_to_present(kept, by=by, at=at)
    record(
        Event.REPORT_LOCKED, by=by, dossier=kept.dossier_id, subject=version.id, articles=("6.informing",),
        detail={"version": version.number, "fingerprint": mark},
    )  # fmt: skip
    return version


def _check_text(report: Report, sections: list[LockedSection]) -> None:
    """Ask the regulation whether this text may be locked; raises law's Refused if not."""
    facts = LockReport(
        addressee=report.addressee,  # type: ignore[arg-type]  # the codes are the same
        gaps=len(gaps(sections)),
        open_words=frozenset(spot.hit.group for spot in unresolved(report, sections)),  # type: ignore[misc]  # the policy's own
    )
    LOCK_REPORT.decide(facts, policy()).enforce()


def locked_sections(sections: list[Section], passages: list[DrawnPassage], report: Report) -> list[LockedSection]:
    """Give the sections that say something, with the passages drawn into them as they are worded now.

    Raises law's Refused when one of the passages may not stand in a report any more (article 6.confidential).
    """
    check_released([each.passage_id for each in passages], report)
    quotes: dict[str, list[Quote]] = {}
    for each in passages:
        quotes.setdefault(each.section, []).append(_quote(each.passage, report.language))
    full = [LockedSection(**section, passages=quotes.get(section["key"], [])) for section in sections]
    return [section for section in full if section["text"] or section["passages"]]


def _quote(passage: Passage, language: str) -> Quote:
    """A passage as it will stand in the report, with where it comes from in the report's language."""
    with translation.override(language):
        source = _("talk of %(day)s") % {"day": date_format(passage.held_on, "j F Y")}
    return Quote(id=str(passage.id), text=passage.text, source=source, health=passage.health)


def _ask_to_present(report: Report, *, by: Actor, at: datetime) -> None:
    """Open the task to put a new version before the client, in place of that for the version before."""
    finish_about(subject=report.id, kind="present_to_client", by=by, at=at)
    if must_be_presented(report):
        due = policy().reporting.full.present_within.due(at).astimezone(AMSTERDAM).date()
        open_task(
            kind="present_to_client", article="6.informing", dossier=report.dossier, due=due, person=report.author_id,
            subject=report.id, by=by, at=at,
        )  # fmt: skip


def reopen(
    *,
    report: Report,
    by: Actor,
    at: datetime,  # noqa: ARG001  the gate takes its own clock
) -> Report:
    """Open a locked report for changing its text, and give it. The locked version stays; a change makes a new one."""
    kept = _locked(report, Verb.REOPEN)
    kept.state = after(kept.state, Verb.REOPEN)
    kept.save(update_fields=("state",))
    record(Event.REPORT_REOPENED, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("6.informing",))
    return kept


def drop(*, report: Report, by: Actor, at: datetime) -> Report:
    """End a report that will not be sent, and give it; what was owed for it is closed."""
    kept = _locked(report, Verb.DROP)
    kept.state = after(kept.state, Verb.DROP)
    kept.save(update_fields=("state",))
    finish_about(subject=kept.id, kind="present_to_client", by=by, at=at)
    record(Event.REPORT_DROPPED, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("6.agreement",))
    return kept


def _locked(report: Report, verb: Verb) -> Report:
    """Give the report, locked in the database, when its state allows `verb`; ValidationError otherwise."""
    kept = Report.objects.select_for_update(of=("self",)).get(id=report.id)
    if not may(kept.state, verb):
        raise ValidationError(
            _("This cannot be done with a report that is “%(state)s”. Reload the page to see where it stands.")
            % {"state": kept.get_state_display()}
        )
    return kept
