"""What must be known before a report may go."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from inzage.law.decisions.rules import Facts
from inzage.law.policy.blocks import Channel, Form, ReportKind, WordGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingTerms(Facts):
    """The reporting agreement in force: what was agreed with the sponsor, and whether the client was told of it."""

    recipients: frozenset[str]
    categories: frozenset[str]
    kinds: frozenset[ReportKind]
    forms: frozenset[Form]
    from_on: date
    until_on: date | None = None
    told_at: AwareDatetime | None = None
    response: Literal["none", "acknowledged", "refused"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthConsent(Facts):
    """A client's consent to one kind of health data, for one recipient and one direction."""

    recipient: str
    kind: str
    direction: Literal["out", "in"]
    written: bool
    given_at: AwareDatetime
    expires_on: date | None = None
    withdrawn_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseReport(Facts):
    """What is so at the moment that a report is to go."""

    at: AwareDatetime
    report_kind: ReportKind
    form: Form
    channel: Channel | None
    purpose: str
    recipient: str
    recipient_kind: Literal["sponsor", "doctor", "medical_adviser"]
    categories: frozenset[str]
    agreement: ReportingTerms | None
    sponsor_agreement_signed_at: AwareDatetime | None
    presented_at: AwareDatetime | None
    client_response: Literal["none", "agreed", "remarks", "objected", "blocked"]
    remarks_attached: bool
    ground: Literal["consent", "contract", "legal_duty", "vital_interest", "legitimate_interest"] | None
    ground_reasons: str
    weighing: str
    unreleased_passages: int
    confidential_passages: int
    unresolved_words: frozenset[WordGroup]
    health_categories: frozenset[str]
    health_consents: tuple[HealthConsent, ...]
    health_necessity: str
    from_third_party: bool
    article_14_notice_at: AwareDatetime | None
    note_id: str | None
    ethics_confirmed: bool
