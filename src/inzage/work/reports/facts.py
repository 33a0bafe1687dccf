"""Questions about reports: what they say, whether the client saw it, and whose turn it is."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from inzage.access.grants.facts import grants_on
from inzage.access.models import Person, PersonRole
from inzage.access.versions import policy
from inzage.clients.notes.facts import passages
from inzage.clients.notes.models import Passage
from inzage.law.merging import gaps_in
from inzage.work.engagements.facts import WORKERS
from inzage.work.engagements.turns import Turn
from inzage.work.reports.models import (
    ClientReview,
    DraftRevision,
    DrawnPassage,
    Report,
    ReportDraft,
    ReportVersion,
    WordClearance,
    WordQuestion,
)
from inzage.work.reports.states import Addressee, State
from inzage.work.reports.words import Spot, spots_in

OTHER_HEALTH = "other_health"
"""The category of health data that stand in a section about something else."""
JUDGES = ("back_office", "team_leader", *WORKERS)
"""The roles that can judge a word of somebody else's report, as far as the policy shows them the reports."""


def reports_of(dossier: UUID) -> QuerySet[Report]:
    """The reports in a client's dossier, the latest first."""
    found = Report.objects.filter(dossier=dossier).select_related("author", "engagement")
    return found.order_by("-created_at", "id")


def report(dossier: UUID, report_id: UUID) -> Report | None:
    """One report of a client's dossier; None when it is not there, or not to be seen."""
    return reports_of(dossier).select_related("dossier").filter(id=report_id).first()


def draft_of(report: Report) -> ReportDraft:
    """The text being written. Raises ReportDraft.DoesNotExist when the dossier is not open."""
    return ReportDraft.objects.get(dossier=report.dossier_id, report=report)


def kept_texts(report: Report) -> QuerySet[DraftRevision]:
    """Texts that were overtaken in another window and not taken over yet, the latest first."""
    found = DraftRevision.objects.filter(dossier=report.dossier_id, report=report, taken_over_at__isnull=True)
    return found.select_related("saved_by").order_by("-saved_at")


def drawn(report: Report) -> list[DrawnPassage]:
    """The passages drawn into the draft, in the order in which they were drawn."""
    found = DrawnPassage.objects.filter(dossier=report.dossier_id, report=report, removed_at__isnull=True)
    return list(found.select_related("passage").order_by("drawn_at", "id"))


def released(dossier: UUID) -> QuerySet[Passage]:
    """The passages that may be drawn into a report: released, not withdrawn, of notes that are not confidential."""
    return passages(dossier)


def versions_of(report: Report) -> QuerySet[ReportVersion]:
    """The locked versions of a report, the latest first."""
    found = ReportVersion.objects.filter(dossier=report.dossier_id, report=report)
    return found.select_related("locked_by").order_by("-number")


def latest_version(report: Report) -> ReportVersion | None:
    """The version that was locked last; None when none was, or when the dossier is not open."""
    return versions_of(report).first()


def review_of(version: ReportVersion) -> ClientReview | None:
    """That a version was put before the client; None when it was not yet."""
    return (
        ClientReview.objects.filter(dossier=version.dossier_id, version=version).select_related("recorded_by").first()
    )


def must_be_presented(report: Report) -> bool:
    """Tell whether a report waits until the client saw it (6.informing and the bureau's policy).

    One that is for the client needs no showing: it is theirs.
    """
    if report.addressee == Addressee.CLIENT:
        return False
    informing = policy().reporting.informing(report.kind)
    return informing == "assessment" or (informing == "full" and policy().reporting.full.present == "before")


def whose_turn(report: Report) -> Turn:
    """Tell whose turn it is: the author writes or puts it before the client, the client answers, somebody sends.

    While a colleague is asked whether a word may stand, it is the colleague's.
    """
    version = latest_version(report) if report.state == State.LOCKED else None
    asked = report.state == State.DRAFT and _asked(report.dossier_id).filter(report=report).exists()
    return _turn(report, review_of(version) if version else None, asked=asked)


def turns_of(dossier: UUID, reports: Iterable[Report]) -> list[tuple[Report, Turn]]:
    """Each report with whose turn it is, in three queries for all of them."""
    versions = ReportVersion.objects.filter(dossier=dossier).order_by("number").values_list("report", "id")
    report_of = {version: report for report, version in dict(versions).items()}
    found = ClientReview.objects.filter(dossier=dossier, version__in=report_of)
    reviews = {report_of[review.version_id]: review for review in found}
    asked = set(_asked(dossier).values_list("report", flat=True))
    return [(each, _turn(each, reviews.get(each.id), asked=each.id in asked)) for each in reports]


def _asked(dossier: UUID) -> QuerySet[WordQuestion]:
    """What colleagues are asked and did not answer yet."""
    return WordQuestion.objects.filter(dossier=dossier, answered_at=None, judge__isnull=False)


def _turn(report: Report, review: ClientReview | None, *, asked: bool) -> Turn:
    """Whose turn it is, given the review of the version that was locked last and whether a colleague is asked."""
    if report.state == State.DRAFT:
        return Turn("colleague", "judge") if asked else Turn("author", "write")
    if report.state != State.LOCKED:
        return Turn("nobody", report.state)
    if report.addressee == Addressee.CLIENT:
        return Turn("sender", "give")
    if review is None:
        return Turn("author", "present") if must_be_presented(report) else Turn("sender", "send")
    if review.response == ClientReview.Response.NONE:
        return Turn("client", "respond")
    return Turn("sender", "send")


def judges_of(report: Report) -> dict[UUID, str]:
    """Who may judge a word of this report, by id, each with the name: colleagues who see its reports, never its author.

    By a role that the policy gives the reports of the whole office, or by a grant on this dossier.
    """
    wide = [role for role in JUDGES if "reports" in policy().parts(role, "office", "client")]
    roles = PersonRole.objects.filter(office=report.office_id, role__in=wide, ended_at=None)
    running = grants_on(report.dossier_id, at=timezone.now()).filter(parts__contains=["reports"], role__in=JUDGES)
    found = {*roles.values_list("person", flat=True), *running.values_list("person", flat=True)} - {report.author_id}
    people = Person.objects.filter(id__in=found, kind=Person.Kind.STAFF, left_at=None).order_by("name", "id")
    return {person.id: person.name for person in people}


def full_draft(report: Report) -> list[dict[str, object]]:
    """The sections of a draft, each with the passages drawn into it, as far as they may still be seen."""
    passages = drawn(report)
    return [
        {
            **section,
            "passages": [{"text": each.passage.text} for each in passages if each.section == section["key"]],
        }
        for section in draft_of(report).sections
    ]


def spots_of(report: Report) -> tuple[Spot, ...]:
    """The sensitive words of a report as it now is: the draft, or the version that was locked last."""
    version = None if report.state == State.DRAFT else latest_version(report)
    return spots_in(version.sections if version else full_draft(report))


def cleared(report: Report) -> dict[str, WordClearance]:
    """What was let stand in a report, by the fingerprint of word and sentence."""
    found = WordClearance.objects.filter(dossier=report.dossier_id, report=report).select_related("cleared_by")
    return {each.mark: each for each in found}


def questions(report: Report) -> dict[str, WordQuestion]:
    """The last question about each word and sentence of a report, by their fingerprint."""
    found = WordQuestion.objects.filter(dossier=report.dossier_id, report=report)
    return {each.mark: each for each in found.select_related("judge", "answered_by").order_by("asked_at")}


def open_question(report: Report, mark: str) -> WordQuestion | None:
    """The question about a word and sentence that is not answered yet."""
    return WordQuestion.objects.filter(dossier=report.dossier_id, report=report, mark=mark, answered_at=None).first()


def unresolved(report: Report, sections: Iterable[Mapping[str, object]]) -> tuple[Spot, ...]:
    """The sensitive words of these sections of a report that nobody let stand; none in one that is for the client."""
    if report.addressee == Addressee.CLIENT:
        return ()
    known = cleared(report)
    return tuple(spot for spot in spots_in(sections) if spot.mark not in known)


def unresolved_words(version: ReportVersion) -> tuple[Spot, ...]:
    """The sensitive words of a locked version that nobody let stand."""
    return unresolved(version.report, version.sections)


def gaps(sections: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """What is still to be filled in, in titles and texts, as it stands there."""
    texts = [str(section.get(name, "")) for section in sections for name in ("title", "text")]
    return tuple(dict.fromkeys(gap for text in texts for gap in gaps_in(text)))


def categories_in(version: ReportVersion) -> frozenset[str]:
    """The kinds of data that a version reports, by its sections; "" for a section of which nobody said it.

    A passage that its author marked as being about health counts as health data, also in a section that says it is not.
    """
    health = policy().health_categories()
    found = {str(section["category"]) for section in version.sections}
    stray = (
        quote["health"] and section["category"] not in health
        for section in version.sections
        for quote in section["passages"]
    )
    return frozenset(found | {OTHER_HEALTH} if any(stray) else found)
