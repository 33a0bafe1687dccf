"""All tables of the room, for Django."""

from inzage.work.bsn.models import Bsn as Bsn
from inzage.work.bsn.models import BsnReveal as BsnReveal
from inzage.work.engagements.models import Assignment as Assignment
from inzage.work.engagements.models import Engagement as Engagement
from inzage.work.meetings.models import Guest as Guest
from inzage.work.meetings.models import Meeting as Meeting
from inzage.work.meetings.models import MeetingChange as MeetingChange
from inzage.work.meetings.models import MeetingPlace as MeetingPlace
from inzage.work.meetings.models import Seat as Seat
from inzage.work.reporting.models import ReportingAgreement as ReportingAgreement
from inzage.work.reporting.models import ReportingRecipient as ReportingRecipient
from inzage.work.reports.models import ClientReview as ClientReview
from inzage.work.reports.models import DraftRevision as DraftRevision
from inzage.work.reports.models import DrawnPassage as DrawnPassage
from inzage.work.reports.models import Report as Report
from inzage.work.reports.models import ReportDraft as ReportDraft
from inzage.work.reports.models import ReportVersion as ReportVersion
from inzage.work.reports.models import WordClearance as WordClearance
from inzage.work.reports.models import WordQuestion as WordQuestion
