"""What the merge fields of a report hold: taken from the dossier, in the language of the report.

The closed list is law's (`inzage.law.merging`). A value that is not known, or that the actor may not see, is empty.
"""

from collections import Counter
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from inzage.access.versions import policy
from inzage.clients.registration.facts import client_of
from inzage.clients.registration.models import ClientIdentity
from inzage.law.calendar import AMSTERDAM
from inzage.law.merging import FIELDS
from inzage.paper.content import Language
from inzage.paper.labels import long_date
from inzage.work.absence.facts import clock_of
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement
from inzage.work.meetings.models import Seat
from inzage.work.plans.facts import actions_of, goals_of
from inzage.work.reporting.facts import current_agreement, recipients
from inzage.work.reports.models import Report


def labels(language: str) -> dict[str, str]:
    """The fields of the closed list, each with what it holds, in `language`."""
    return {code: label.to(language) for code, label in FIELDS.items()}


def values_of(report: Report) -> dict[str, str]:
    """The value of every field for a report; an empty text for what is not known. The dossier must be open."""
    language: Language = "en" if report.language == "en" else "nl"
    engagement = report.engagement
    service = policy().service(engagement.service)
    found = {
        "client_name": client_of(report.dossier_id).display_name,
        "client_number": report.dossier.number,
        "sponsor": engagement.sponsor_name,
        "sponsor_contact": _contact(engagement),
        "reference": engagement.reference,
        "service": service.label.to(language).lower() if service else "",
        "started_on": long_date(engagement.started_on, language),
        "coach": next((each.person.name for each in assigned(engagement)), ""),
        "author": report.author.name,
        "bureau": settings.BUREAU_NAME,
        "period_from": long_date(report.period_from, language),
        "period_to": long_date(report.period_to, language),
    }
    with translation.override(language):
        return dict.fromkeys(FIELDS, "") | found | _identity(report, language) | _work(report, language)


def _contact(engagement: Engagement) -> str:
    agreement = current_agreement(engagement)
    return next((each.name for each in recipients(agreement)), "") if agreement else ""


def _identity(report: Report, language: Language) -> dict[str, str]:
    identity = ClientIdentity.objects.filter(dossier=report.dossier_id).first()
    if identity is None:
        return {}
    first = identity.first_sick_day
    running = clock_of(report.dossier_id, report.period_to)
    return {
        "date_of_birth": long_date(identity.date_of_birth, language) if identity.date_of_birth else "",
        "job_title": identity.job_title,
        "employer": identity.employer,
        "contract_hours": identity.contract_hours,
        "first_sick_day": long_date(first, language) if first else "",
        "sickness_week": str(running.week(report.period_to)) if running else "",
    }


def _work(report: Report, language: Language) -> dict[str, str]:
    """What was planned and who came, as far as the actor may see it."""
    goals = [f"- {each.now.words}" for each in goals_of(report.engagement)]
    actions = [
        f"- {each.words} ({each.get_owner_display()}, {long_date(each.due, language)}: {each.get_state_display()})"
        for each in actions_of(report.engagement)
    ]
    return {"goals": "\n".join(goals), "actions": "\n".join(actions), "attendance": _attendance(report)}


def _attendance(report: Report) -> str:
    """How many meetings of the period the client came to, in facts; empty when of none it was recorded."""
    first, last = (
        datetime.combine(day, time(), AMSTERDAM) for day in (report.period_from, report.period_to + timedelta(days=1))
    )
    seats = Seat.objects.filter(
        dossier=report.dossier_id, kind=Seat.Kind.CLIENT, meeting__engagement=report.engagement_id,
        meeting__starts_at__gte=first, meeting__starts_at__lt=last,
    )  # fmt: skip
    came = Counter(seats.exclude(attendance="").values_list("attendance", flat=True))
    if not came:
        return ""
    kept = came[Seat.Attendance.PRESENT] + came[Seat.Attendance.LATE]
    said = [_("%(kept)s of %(all)s appointments kept") % {"kept": kept, "all": came.total()}]
    said += [
        f"{Seat.Attendance(code).label}: {came[code]}" for code in Seat.Attendance if came[code] and code != "present"
    ]
    return f"{'; '.join(said)}."
