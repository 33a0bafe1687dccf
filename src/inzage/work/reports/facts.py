"""Questions about reports: what they say, whether the client saw it, and whose turn it is."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from inzage.access.versions import policy
from inzage.clients.notes.facts import passages
from inzage.clients.notes.models import Passage
from inzage.law.words import Hit, find_words
from inzage.work.engagements.turns import Turn
from inzage.work.reports.models import (
    ClientReview,
    DraftRevision,
    DrawnPassage,
    Report,
    ReportDraft,
    ReportVersion,
    WordClearance,
)
from inzage.work.reports.states import Kind, State

OTHER_HEALTH = "other_health"
"""The category of health data that stand in a section about something else."""


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


def must_be_presented(kind: str) -> bool:
    """Tell whether a report of this kind waits until the client saw it (6.informing and the bureau's policy)."""
    if kind == Kind.FULL:
        return policy().reporting.full.present == "before"
    return kind == Kind.ASSESSMENT


def whose_turn(report: Report) -> Turn:
    """Tell whose turn it is: the author writes or puts it before the client, the client answers, somebody sends."""
    version = latest_version(report) if report.state == State.LOCKED else None
    return _turn(report, review_of(version) if version else None)


def turns_of(dossier: UUID, reports: Iterable[Report]) -> list[tuple[Report, Turn]]:
    """Each report with whose turn it is, in two queries for all of them."""
    versions = ReportVersion.objects.filter(dossier=dossier).order_by("number").values_list("report", "id")
    report_of = {version: report for report, version in dict(versions).items()}
    found = ClientReview.objects.filter(dossier=dossier, version__in=report_of)
    reviews = {report_of[review.version_id]: review for review in found}
    return [(each, _turn(each, reviews.get(each.id))) for each in reports]


def _turn(report: Report, review: ClientReview | None) -> Turn:
    """Whose turn it is, given the review of the version that was locked last."""
    if report.state == State.DRAFT:
        return Turn("author", "write")
    if report.state != State.LOCKED:
        return Turn("nobody", report.state)
    if review is None:
        return Turn("author", "present") if must_be_presented(report.kind) else Turn("sender", "send")
    if review.response == ClientReview.Response.NONE:
        return Turn("client", "respond")
    return Turn("sender", "send")


def words_in(sections: Iterable[Mapping[str, object]]) -> tuple[Hit, ...]:
    """The sensitive words in sections, their titles and their passages."""
    texts: list[str] = []
    for section in sections:
        texts += [str(section.get("title", "")), str(section.get("text", ""))]
        quotes = section.get("passages", [])
        texts += [str(quote["text"]) for quote in quotes] if isinstance(quotes, list) else []
    return find_words("\n".join(texts), policy())


def unresolved_words(version: ReportVersion) -> tuple[Hit, ...]:
    """The sensitive words of a locked version that no second person let stand."""
    cleared = WordClearance.objects.filter(dossier=version.dossier_id, report=version.report_id)
    words = set(cleared.values_list("word", flat=True))
    return tuple(hit for hit in words_in(version.sections) if hit.word not in words)


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
