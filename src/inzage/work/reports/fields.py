"""What the merge fields of a report hold: taken from the dossier, in the language of the report.

The closed list is law's (`inzage.law.merging`). A value that is not known, or that the actor may not see, is empty.
"""

from datetime import date

from django.conf import settings

from inzage.access.versions import policy
from inzage.clients.registration.facts import client_of
from inzage.clients.registration.models import ClientIdentity
from inzage.law.merging import FIELDS
from inzage.paper.content import Language
from inzage.paper.labels import long_date
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.facts import current_agreement, recipients
from inzage.work.reports.models import Report

DAYS_A_WEEK = 7


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
    return dict.fromkeys(FIELDS, "") | found | _identity(report, language)


def _contact(engagement: Engagement) -> str:
    agreement = current_agreement(engagement)
    return next((each.name for each in recipients(agreement)), "") if agreement else ""


def _identity(report: Report, language: Language) -> dict[str, str]:
    identity = ClientIdentity.objects.filter(dossier=report.dossier_id).first()
    if identity is None:
        return {}
    first = identity.first_sick_day
    return {
        "date_of_birth": long_date(identity.date_of_birth, language) if identity.date_of_birth else "",
        "job_title": identity.job_title,
        "employer": identity.employer,
        "contract_hours": identity.contract_hours,
        "first_sick_day": long_date(first, language) if first else "",
        "sickness_week": _week(first, report.period_to) if first else "",
    }


def _week(first: date, day: date) -> str:
    """The week since the first day, which is in week 1; nothing before it."""
    return str((day - first).days // DAYS_A_WEEK + 1) if day >= first else ""
