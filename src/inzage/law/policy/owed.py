"""What a policy says of what the bureau owes: retention, clocks, complaints, and the limits it works within."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator

from inzage.law.policy.blocks import Block, Cited, ClientPart, DutyCode, TermField, complete
from inzage.law.wording import Words

Anchor = Literal[
    "engagement_ended",
    "relation_ended",
    "invoice_year_end",
    "request_closed",
    "complaint_closed",
    "breach_closed",
    "consent_ended",
    "written_at",
    "referral_ended",
    "employment_ended",
    "sent_at",
    "never",
]
RetentionCode = Literal[
    "client_file",
    "assessment",
    "sponsor_file",
    "invoice",
    "referral",
    "consent",
    "notice",
    "request",
    "complaint",
    "breach",
    "access_log",
    "staff",
    "declarations",
    "outbox",
    "draft",
    "web_log",
    "objection",
    "regulation",
]
ClockName = Literal[
    "article_14_notice",
    "tell_reporting",
    "inform_client",
    "access_request",
    "access_extension",
    "tell_recipients",
    "breach_authority",
    "replace_clause",
]


class RetentionRule(Cited):
    """How long a kind of data is kept, counted from what; the anchor "never" keeps it for ever."""

    label: Words
    keep: TermField
    anchor: Anchor


class Clock(Cited):
    """A duty's term."""

    label: Words
    term: TermField


class Tracking(Cited):
    """When an engagement stands still: so many days without an entry in its dossier (article 6.tracking)."""

    stands_still_days: Annotated[int, Field(ge=1, le=365)]


class Windows(Cited):
    """How long an opening of a dossier lasts."""

    opening_minutes: Annotated[int, Field(ge=1, le=480)]


class DossierKeeping(Cited):
    """How a dossier is kept: how many entries stand on top, the kinds of notes and of documents."""

    most_pins: Annotated[int, Field(ge=1, le=20)]
    note_kinds: Annotated[Mapping[str, Words], Field(min_length=1)]
    document_kinds: Annotated[Mapping[str, Words], Field(min_length=1)]

    @field_validator("note_kinds", "document_kinds")
    @classmethod
    def _short_codes(cls, value: Mapping[str, Words]) -> Mapping[str, Words]:
        wrong = [code for code in value if not re.fullmatch(r"[a-z][a-z0-9_]{0,29}", code)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)} is no code; allowed: at most 30 small letters, digits and _")
        return value


class ClientLog(Cited):
    """How the log reads to the client: whether staff stand there by their role alone, or by name as well."""

    names: Literal["roles", "people"]


class Complaints(Cited):
    """The terms of the complaints procedure; the handler is never somebody who is involved."""

    acknowledge: TermField
    settle: TermField
    extend_once: TermField
    handler_not_involved: Literal[True]
    then_to: tuple[Words, ...]


class Meetings(Cited):
    """How many hours before a meeting the client is reminded of it by mail."""

    remind_hours_before: Annotated[int, Field(ge=1, le=168)]


class Auditor(Cited):
    """The limits of the body that tests the quality mark."""

    purposes: tuple[DutyCode, ...]
    longest_visit: TermField
    largest_sample: Annotated[int, Field(ge=1)]
    masked: tuple[ClientPart, ...]


class Logs(Cited):
    """Logs of the web sites: how an address is kept, how long raw lines stay, and what third parties get."""

    address: Literal["dropped", "truncated", "pseudonymised"]
    keep_raw: TermField
    to_third_parties: Literal["nothing", "aggregates"]


class Cookies(Cited):
    """The cookies that are strictly needed; any other asks for a yes first."""

    necessary: tuple[str, ...]
    others: Literal["after_consent", "none"]


class Liability(Cited):
    """The limit that the regulation names; it never binds a data subject (AVG 82)."""

    limit_eur: Annotated[Decimal, Field(ge=0)]
    per: Literal["event_and_calendar_year"]
    binds_data_subjects: Literal[False]


class OwedSections(Block):
    """The sections of policy.toml about what the bureau owes."""

    retention: Mapping[RetentionCode, RetentionRule]
    clocks: Mapping[ClockName, Clock]
    dossier: DossierKeeping
    tracking: Tracking
    windows: Windows
    client_log: ClientLog
    complaints: Complaints
    meetings: Meetings
    auditor: Auditor
    logs: Logs
    cookies: Cookies
    liability: Liability

    @field_validator("retention")
    @classmethod
    def _all_rules(cls, value: Mapping[RetentionCode, RetentionRule]) -> Mapping[RetentionCode, RetentionRule]:
        return complete(value, get_args(RetentionCode))

    @field_validator("clocks")
    @classmethod
    def _all_clocks(cls, value: Mapping[ClockName, Clock]) -> Mapping[ClockName, Clock]:
        return complete(value, get_args(ClockName))
