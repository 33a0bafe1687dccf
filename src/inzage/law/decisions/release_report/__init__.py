"""May this report go to this recipient? Articles 3 to 6 and the code of conduct; AVG 14 before a first one."""

from inzage.law.articles import Ref
from inzage.law.decisions.release_report import (
    agreement,
    assessment,
    contents,
    grounds,
    health,
    informing,
    sender,
)
from inzage.law.decisions.release_report.facts import HealthConsent as HealthConsent
from inzage.law.decisions.release_report.facts import ReleaseReport as ReleaseReport
from inzage.law.decisions.release_report.facts import ReportingTerms as ReportingTerms
from inzage.law.decisions.rules import Act

RELEASE_REPORT = Act(
    "release_report",
    ReleaseReport,
    (
        *agreement.RULES,
        *grounds.RULES,
        *informing.RULES,
        *assessment.RULES,
        *sender.RULES,
        *contents.RULES,
        *health.RULES,
    ),
    (Ref("4"), Ref("6.agreement")),
)
