"""The report of a case: written, locked, put before the client and sent, as far as the story goes."""

from inzage.access.identity import acting
from inzage.clients.notes.facts import passages
from inzage.front.demo.case import DAY, Case
from inzage.front.demo.stories import REASONS, TEXTS, WEIGHING, Stage
from inzage.sharing.deliveries.actions import give_report
from inzage.sharing.disclosures.actions import record_informed
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.releases.actions import release
from inzage.sharing.releases.facts import Sending
from inzage.sharing.releases.printing import make_ready, preview
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement
from inzage.work.reports.actions import ask_word, draft_report, draw_in, lock_version, present, save_draft
from inzage.work.reports.facts import draft_of, latest_version, spots_of
from inzage.work.reports.models import Report, ReportVersion

QUESTIONED = "Er was een gesprek met een specialist van het opleidingsfonds."
TO_CLIENT = "U stuurt voor ons volgende gesprek twee brieven. Wij oefenen dan het gesprek bij het bedrijf van uw keuze."


def write(case: Case, contact: SponsorContact, engagement: Engagement) -> None:
    """Write the report of the story, and do with it what the story says."""
    report = _draft(case, engagement)
    if case.story.stage < Stage.LOCKED:
        _ask(case, report)
        return
    with acting(case.worker) as actor:
        version = lock_version(report=report, by=actor, at=case.at - DAY)
    if case.story.stage < Stage.SENT:
        return
    if report.kind == "full":
        _present(case, version)
    disclosure = _send(case, version, contact)
    if report.kind == "progress":
        _give(case, engagement)
    if case.story.stage == Stage.ENDED:
        with acting(case.worker) as actor:
            record_informed(disclosure=disclosure, informed_on=case.at.date(), how="conversation", by=actor, at=case.at)


def _draft(case: Case, engagement: Engagement) -> Report:
    """Begin the report, fill its sections, and draw in the released passage."""
    first, last = (case.at - 42 * DAY).date(), (case.at - DAY).date()
    with acting(case.worker) as actor:
        report = draft_report(
            engagement=engagement, kind=case.story.report, period_from=first, period_to=last, by=actor,
            at=case.at - 2 * DAY,
        )  # fmt: skip
    with acting(case.worker) as actor:
        sections = [{**section, "text": TEXTS.get(section["category"], "")} for section in draft_of(report).sections]
        save_draft(report=report, sections=sections, by=actor, at=case.at - 2 * DAY)
        passage = passages(case.dossier).first()
        place = next((each["key"] for each in sections if each["category"] == "activities"), "")
        if passage and place:
            draw_in(report=report, passage=passage, section=place, by=actor, at=case.at - 2 * DAY)
    return report


def _ask(case: Case, report: Report) -> None:
    """Let the team leader judge a word that means something else here."""
    with acting(case.worker) as actor:
        sections = [dict(section) for section in draft_of(report).sections]
        sections[0]["text"] = f"{sections[0]['text']} {QUESTIONED}".strip()
        save_draft(report=report, sections=sections, by=actor, at=case.at - DAY)
        for spot in spots_of(report):
            ask_word(
                report=report, mark=spot.mark, reason="Het gaat om een adviseur van het opleidingsfonds, geen arts.",
                judge=case.staff["team_leader"], by=actor, at=case.at - DAY,
            )  # fmt: skip


def _give(case: Case, engagement: Engagement) -> None:
    """Write the client a report too, and hand it over."""
    first, last = (case.at - 42 * DAY).date(), (case.at - DAY).date()
    with acting(case.worker) as actor:
        report = draft_report(
            engagement=engagement, kind="progress", period_from=first, period_to=last, addressee="client", by=actor,
            at=case.at,
        )  # fmt: skip
    with acting(case.worker) as actor:
        sections = [section for section in draft_of(report).sections if section["category"] == "agreements_made"]
        save_draft(report=report, sections=[{**sections[0], "text": TO_CLIENT}], by=actor, at=case.at)
        lock_version(report=report, by=actor, at=case.at)
    with acting(case.worker):
        version = _newest(report)
        printed = make_ready(version, None, seen=preview(version, None).sha256, at=case.at)
    with acting(case.worker) as actor:
        give_report(
            version=_newest(report), channel="handed", given_on=case.at.date(), printed=printed, by=actor, at=case.at
        )


def _present(case: Case, version: ReportVersion) -> None:
    with acting(case.worker) as actor:
        present(
            version=version,
            presented_at=case.at,
            how="conversation",
            remark="Ik herken mij hierin. Graag ook noemen dat ik zelf twee bedrijven heb gevonden.",
            response="remarks",
            by=actor,
            at=case.at,
        )


def _send(case: Case, version: ReportVersion, contact: SponsorContact) -> Disclosure:
    sending = Sending(
        contact=contact,
        channel="email_pdf",
        ground="legitimate_interest",
        ground_reasons=REASONS,
        weighing=WEIGHING,
        ethics_confirmed=True,
    )
    with acting(case.worker):
        seen = preview(_newest(version.report), contact)
        printed = make_ready(_newest(version.report), contact, seen=seen.sha256, at=case.at)
    with acting(case.worker) as actor:
        return release(version=_newest(version.report), sending=sending, printed=printed, by=actor, at=case.at)


def _newest(report: Report) -> ReportVersion:
    version = latest_version(report)
    if version is None:
        raise ValueError("report: no version of it is locked")
    return version
