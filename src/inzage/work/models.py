"""All tables of the room, for Django."""

from inzage.work.absence.models import SickInterruption as SickInterruption
from inzage.work.bsn.models import Bsn as Bsn
from inzage.work.bsn.models import BsnReveal as BsnReveal
from inzage.work.clientagreements.models import AgreementTemplate as AgreementTemplate
from inzage.work.clientagreements.models import ClientAgreement as ClientAgreement
from inzage.work.closing.models import Closing as Closing
from inzage.work.closing.models import SurveyInvitation as SurveyInvitation
from inzage.work.engagements.models import Assignment as Assignment
from inzage.work.engagements.models import Engagement as Engagement
from inzage.work.plans.models import Goal as Goal
from inzage.work.plans.models import GoalText as GoalText
from inzage.work.plans.models import PlanAction as PlanAction
from inzage.work.plans.models import PlanSeen as PlanSeen
from inzage.work.reporting.models import ReportingAgreement as ReportingAgreement
from inzage.work.reporting.models import ReportingRecipient as ReportingRecipient
from inzage.work.reports.models import ClientReview as ClientReview
from inzage.work.reports.models import DraftRevision as DraftRevision
from inzage.work.reports.models import DrawnPassage as DrawnPassage
from inzage.work.reports.models import Report as Report
from inzage.work.reports.models import ReportDraft as ReportDraft
from inzage.work.reports.models import ReportVersion as ReportVersion
from inzage.work.reports.models import WordClearance as WordClearance
from inzage.work.todos.models import OwnTask as OwnTask
