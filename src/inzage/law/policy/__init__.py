"""A bureau's policy: its regulation as data, read from a folder and checked whole."""

from inzage.law.policy.blocks import ClientPart as ClientPart
from inzage.law.policy.blocks import FieldCode as FieldCode
from inzage.law.policy.blocks import Role as Role
from inzage.law.policy.blocks import ServiceCode as ServiceCode
from inzage.law.policy.blocks import SponsorPart as SponsorPart
from inzage.law.policy.courses import Course as Course
from inzage.law.policy.courses import Courses as Courses
from inzage.law.policy.inward import Purpose as Purpose
from inzage.law.policy.inward import Service as Service
from inzage.law.policy.load import MODEL as MODEL
from inzage.law.policy.load import PolicyError as PolicyError
from inzage.law.policy.load import load_policy as load_policy
from inzage.law.policy.owed import Clock as Clock
from inzage.law.policy.owed import RetentionRule as RetentionRule
from inzage.law.policy.whole import DUTIES as DUTIES
from inzage.law.policy.whole import PURPOSES as PURPOSES
from inzage.law.policy.whole import ROLES as ROLES
from inzage.law.policy.whole import SERVICES as SERVICES
from inzage.law.policy.whole import Policy as Policy
