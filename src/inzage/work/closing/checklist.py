"""The closing check-list: what an auditor must find in a dossier at a glance, each line proven or with what to do.

Computed from the dossier itself each time, never ticked by hand (articles 6.dossier and 6.informing, quality audits).
The dossier must be opened with the parts card, agreements and reports.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.models import Entry, Task
from inzage.clients.registration.models import NoticeDelivery
from inzage.work.clientagreements.facts import agreements_of
from inzage.work.engagements.courses import course_of
from inzage.work.engagements.models import Engagement
from inzage.work.plans.facts import seen
from inzage.work.reporting.facts import current_agreement
from inzage.work.reports.models import Report
from inzage.work.reports.states import State

INFORMING = ("present_to_client", "inform_client_orally", "inform_client")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One line of the list: what must be there, what to do when it is not, where, and the part that it opens."""

    label: Promise
    remedy: Promise
    page: str
    part: str
    is_of_dossier: bool = False


LINES: Mapping[str, Wanted] = MappingProxyType(
    {
        "notice": Wanted(
            label=_("Privacy notice given"),
            remedy=_("Give the client the privacy notice."),
            page="notices:show",
            part="correspondence",
            is_of_dossier=True,
        ),
        "complaints": Wanted(
            label=_("Complaints procedure handed over"),
            remedy=_("Hand it over with the agreement, and record that."),
            page="clientagreements:show",
            part="agreements",
        ),
        "agreement": Wanted(
            label=_("Agreement with the client"),
            remedy=_("Hand it over or have it signed, and record that."),
            page="clientagreements:show",
            part="agreements",
        ),
        "reporting": Wanted(
            label=_("Reporting agreement, told to the client"),
            remedy=_("Record what was agreed, and that the client was told."),
            page="reporting:show",
            part="agreements",
        ),
        "intake": Wanted(
            label=_("Note of the intake"),
            remedy=_("Write a note of the first talk."),
            page="dossier:show",
            part="card",
            is_of_dossier=True,
        ),
        "plan": Wanted(
            label=_("Plan signed for seen"),
            remedy=_("Make the plan and record that the client signed."),
            page="plans:show",
            part="notes",
        ),
        "progress": Wanted(
            label=_("Reports on the agreed days, each put to the client"),
            remedy=_("Write what is due, and tell the client what was reported."),
            page="reports:list",
            part="reports",
            is_of_dossier=True,
        ),
        "final_report": Wanted(
            label=_("Final report"),
            remedy=_("Write the report at the end and send it."),
            page="reports:list",
            part="reports",
            is_of_dossier=True,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one dossier: proven on a day, or missing."""

    code: str
    wanted: Wanted
    proven_on: date | None


def check(engagement: Engagement, today: date) -> list[Line]:
    """The lines that hold for the service of an engagement, each with the day on which it was proven, None when not."""
    return [
        Line(code, LINES[code], prove(engagement, today)) for code, prove in PROOFS.items() if _holds(code, engagement)
    ]


def gaps(lines: list[Line]) -> frozenset[str]:
    """The codes of the lines that are missing."""
    return frozenset(line.code for line in lines if line.proven_on is None)


def _holds(code: str, engagement: Engagement) -> bool:
    """Whether a service asks for a line: a plan and a final report only where its course does."""
    course = course_of(engagement.service)
    if code == "plan":
        return course is not None and course.plan_within is not None
    return code != "final_report" or (course is not None and course.reports.at_end)


def _notice(engagement: Engagement, _today: date) -> date | None:
    given = NoticeDelivery.objects.filter(dossier=engagement.dossier_id).order_by("-sent_at")
    return _day(given.values_list("sent_at", flat=True).first())


def _complaints(engagement: Engagement, _today: date) -> date | None:
    handed = agreements_of(engagement).filter(complaints_handed=True)
    return handed.values_list("agreed_on", flat=True).first()


def _agreement(engagement: Engagement, _today: date) -> date | None:
    return agreements_of(engagement).values_list("agreed_on", flat=True).first()


def _reporting(engagement: Engagement, _today: date) -> date | None:
    current = current_agreement(engagement)
    return _day(current.told_at) if current else None


def _intake(engagement: Engagement, _today: date) -> date | None:
    since = engagement.started_on - timedelta(weeks=4)
    notes = Entry.objects.filter(dossier=engagement.dossier_id, kind="note", at__date__gte=since).order_by("at")
    return _day(notes.values_list("at", flat=True).first())


def _plan(engagement: Engagement, _today: date) -> date | None:
    return seen(engagement).values_list("seen_on", flat=True).first()


def _progress(engagement: Engagement, today: date) -> date | None:
    """Nothing is owed of what was agreed to be reported: no report overdue, and the client knows of each."""
    current = current_agreement(engagement)
    if current is None:
        return None
    waiting = Task.objects.filter(dossier=engagement.dossier_id, done_at=None)
    owed = waiting.filter(kind="report_due", subject=engagement.id, due__lt=today)
    if owed.exists() or waiting.filter(kind__in=INFORMING).exists():
        return None
    sent = Report.objects.filter(dossier=engagement.dossier_id, engagement=engagement, state=State.SENT)
    last = sent.order_by("-period_to").values_list("period_to", flat=True).first()
    # before the first agreed day there is nothing to show, and nothing is missing
    return last or (current.agreed_on if current.first_on > today else None)


def _final_report(engagement: Engagement, _today: date) -> date | None:
    reports = Report.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    final = reports.filter(kind__in=("full", "assessment"), state__in=(State.SENT, State.BLOCKED))
    return final.order_by("-period_to").values_list("period_to", flat=True).first()


def _day(moment: object) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else None


PROOFS: Mapping[str, Callable[[Engagement, date], date | None]] = MappingProxyType(
    {
        "notice": _notice,
        "complaints": _complaints,
        "agreement": _agreement,
        "reporting": _reporting,
        "intake": _intake,
        "plan": _plan,
        "progress": _progress,
        "final_report": _final_report,
    }
)
