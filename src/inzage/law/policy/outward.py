"""What a policy says of what leaves the house: reports, health data, disclosures, and words that a report avoids."""

from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import field_validator, model_validator

from inzage.law.merging import FIELDS, unknown_in
from inzage.law.policy.blocks import (
    Block,
    Channel,
    Cited,
    Exception6,
    Form,
    ReportKind,
    ServiceCode,
    TermField,
    WordGroup,
    complete,
)
from inzage.law.wording import Words

MEDICAL = frozenset({"diagnosis", "treatment", "medication", "cause", "cause_of_absence"})
"""What a bureau has no field for, whatever its policy says (AVG 9(1), UAVG 30)."""
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


class ReportSection(Block):
    """A section that a new report begins with: its title, its kind of data, and a text with merge fields.

    `services` are those whose reports have it; empty: all that have the kind of report.
    """

    category: str
    title: Words
    text: Words = Words("", "")
    services: tuple[ServiceCode, ...] = ()

    @field_validator("text")
    @classmethod
    def _known_fields(cls, value: Words) -> Words:
        unknown = sorted({*unknown_in(value.nl), *unknown_in(value.en)})
        if unknown:
            raise ValueError(f"no such field: {', '.join(unknown)}; allowed between double braces: {', '.join(FIELDS)}")
        return value


class KindOfReport(Cited):
    """A kind of report: how the client is informed of it (6.informing), and the sections it begins with.

    `client_signs`: it leaves room for the client's signature, as seen.
    """

    informing: Literal["full", "progress", "assessment", "oral"]
    client_signs: bool = False
    sections: tuple[ReportSection, ...]


class WordCheck(Cited):
    """The check on words: sections that are exempt, groups that a second person judges, and what stands in for one."""

    exempt: tuple[str, ...]
    second_person: tuple[WordGroup, ...]
    answer_within: TermField
    thinking_time: TermField


class Reporting(Block):
    """All rules about reports to the sponsor."""

    kinds: Mapping[ReportKind, KindOfReport]
    word_check: WordCheck
    categories: Mapping[str, Category]
    full: FullReport
    assessment: AssessmentReport
    progress: ProgressReport
    sending: Sending
    exceptions: Exceptions

    @field_validator("kinds")
    @classmethod
    def _every_kind(cls, value: Mapping[ReportKind, KindOfReport]) -> Mapping[ReportKind, KindOfReport]:
        return complete(value, get_args(ReportKind))

    @model_validator(mode="after")
    def _known_categories(self) -> "Reporting":
        named = {section.category for kind in self.kinds.values() for section in kind.sections}
        unknown = sorted((named | set(self.word_check.exempt)) - set(self.categories))
        if unknown:
            raise ValueError(
                f"kinds and word_check name {', '.join(unknown)}, which categories does not have; "
                f"allowed: {', '.join(self.categories)}"
            )
        return self

    def informing(self, kind: str) -> str:
        """How the client is informed of a kind of report: "full", "progress", "assessment" or "oral"."""
        return next((each.informing for name, each in self.kinds.items() if name == kind), "full")

    def client_signs(self, kind: str) -> bool:
        """Whether a kind of report leaves room for the client's signature, as seen."""
        return any(each.client_signs for name, each in self.kinds.items() if name == kind)

    def sections(self, kind: str, service: str) -> tuple[ReportSection, ...]:
        """The sections that a new report of this kind begins with, for a service; none for an unknown kind."""
        found = next((each.sections for name, each in self.kinds.items() if name == kind), ())
        return tuple(each for each in found if not each.services or service in each.services)


class Aspect(Block):
    """One thing that may be kept of somebody's health; `category` is the kind of data it is, as a consent names it."""

    category: str
    label: Words
    hint: Words


class Health(Cited):
    """Health data: what may be kept, what never goes to a sponsor, even with consent, and how long a consent lasts."""

    never_to_sponsor: tuple[str, ...]
    consent_lasts: TermField
    aspects: Mapping[str, Aspect]

    @field_validator("aspects")
    @classmethod
    def _nothing_medical(cls, value: Mapping[str, Aspect]) -> Mapping[str, Aspect]:
        wrong = sorted(code for code, aspect in value.items() if {code, aspect.category} & MEDICAL)
        if wrong or not value:
            raise ValueError(
                f"{', '.join(wrong) or 'nothing'} may not stand here; allowed: what somebody can and cannot do, never"
                f" {', '.join(sorted(MEDICAL))}"
            )
        return value


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

    @model_validator(mode="after")
    def _aspects_are_health(self) -> "OutwardSections":
        known = {code for code, category in self.reporting.categories.items() if category.health}
        odd = sorted({aspect.category for aspect in self.health.aspects.values()} - known)
        if odd:
            raise ValueError(
                f"health.aspects: category {', '.join(odd)} is no health category; allowed: {', '.join(sorted(known))}"
            )
        return self
