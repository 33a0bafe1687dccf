"""What a policy says of what leaves the house: reports, health data, disclosures, and words that a report avoids."""

from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import field_validator

from inzage.law.policy.blocks import Block, Channel, Cited, Exception6, Form, TermField, WordGroup, complete
from inzage.law.wording import Words

DisclosureGround = Literal["regulation", "law", "rights", "verification"]


class Category(Cited):
    """A kind of information that a reporting agreement may name; `health` marks health data (AVG 4(15))."""

    label: Words
    health: bool


class FullReport(Cited):
    """When the client sees a full written report: before or after it goes to the sponsor (article 6 allows both)."""

    present: Literal["before", "after"]
    present_within: TermField


class AssessmentReport(Cited):
    """An assessment is always shown before it goes, and the client may block it (NIP code, article 94)."""

    present: Literal["before"]
    client_may_block: Literal[True]


class ProgressReport(Cited):
    """Short progress information is told to the client orally within this term."""

    inform_orally: TermField


class Sending(Cited):
    """In which forms and by which channels reports go; health data only by `health_channels`."""

    forms: tuple[Form, ...]
    channels: tuple[Channel, ...]
    health_channels: tuple[Channel, ...]
    format: Literal["pdf"]


class Exceptions(Cited):
    """The grounds on which a report may go without the client's consent, and how soon the client hears of it."""

    grounds: tuple[Exception6, ...]
    inform: TermField


class Reporting(Block):
    """All rules about reports to the sponsor."""

    categories: Mapping[str, Category]
    full: FullReport
    assessment: AssessmentReport
    progress: ProgressReport
    sending: Sending
    exceptions: Exceptions


class Health(Cited):
    """Health data: what never goes to a sponsor, even with consent, and how long a consent lasts."""

    never_to_sponsor: tuple[str, ...]
    consent_lasts: TermField


class DisclosureRule(Cited):
    """One of the four grounds of article 4 and what it asks for before data may go to a third party."""

    label: Words
    needs_provision: bool
    needs_weighing: bool
    needs_second_person: bool
    needs_no_less_intrusive_way: bool


class Disclosure(Cited):
    """The four grounds, and the thinking time that stands in for a second person in a one-person bureau."""

    grounds: Mapping[DisclosureGround, DisclosureRule]
    thinking_time: TermField

    @field_validator("grounds")
    @classmethod
    def _all_four(cls, value: Mapping[DisclosureGround, DisclosureRule]) -> Mapping[DisclosureGround, DisclosureRule]:
        return complete(value, get_args(DisclosureGround))


class SensitiveWords(Cited):
    """A group of words that do not belong in a report, each with the wording offered instead ("" means: leave it out).

    A word that ends in * stands for every word that begins so. `why` is told to whoever types such a word.
    """

    label: Words
    why: Words
    words: Mapping[str, str]


class OutwardSections(Block):
    """The sections of policy.toml about what leaves the house."""

    reporting: Reporting
    health: Health
    disclosure: Disclosure
    words: Mapping[WordGroup, SensitiveWords]

    @field_validator("words")
    @classmethod
    def _all_groups(cls, value: Mapping[WordGroup, SensitiveWords]) -> Mapping[WordGroup, SensitiveWords]:
        return complete(value, get_args(WordGroup))
