"""The blocks of a policy file: the closed lists, a cited table, a term, a label."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, PlainValidator

from inzage.law.articles import Ref
from inzage.law.calendar import Term, Unit

Role = Literal[
    "coach",
    "psychologist",
    "labour_expert",
    "back_office",
    "account_manager",
    "team_leader",
    "manager",
    "privacy_officer",
    "complaint_officer",
    "auditor",
    "administrator",
]
Relation = Literal["assigned", "office", "exception", "sample"]
DossierKind = Literal["client", "sponsor"]
ClientPart = Literal[
    "card",
    "identity",
    "contact",
    "notes",
    "correspondence",
    "health",
    "bsn",
    "instruments",
    "reports",
    "agreements",
    "billing",
    "disclosures",
    "log",
]
SponsorPart = Literal[
    "card",
    "contacts",
    "agreements",
    "quotations",
    "correspondence",
    "billing",
    "disclosures",
    "log",
]
PurposeCode = Literal["3.a", "3.b", "3.c", "3.d", "3.e", "3.f", "3.g", "3.h", "3.i", "3.j"]
DutyCode = Literal["4.2", "5", "11", "13", "14", "15"]
AnyPurpose = Literal[PurposeCode, DutyCode]
Ground = Literal["consent", "contract", "legal_duty", "vital_interest", "public_task", "legitimate_interest"]
Exception6 = Literal["contract", "legal_duty", "vital_interest", "legitimate_interest"]
ReportKind = Literal["intake", "plan", "progress", "full", "final", "uwv", "absence", "assessment", "oral"]
Form = Literal["written", "oral"]
Channel = Literal["email_pdf", "portal", "upload"]
ServiceCode = Literal[
    "outplacement",
    "career_advice",
    "coaching",
    "reintegration_first",
    "reintegration_second",
    "reintegration_third",
    "assessment",
    "job_coaching",
    "other",
]
FieldCode = Literal[
    "first_name",
    "infix",
    "last_name",
    "initials",
    "date_of_birth",
    "email",
    "phone",
    "address",
    "postcode",
    "city",
    "language",
    "employer",
    "job_title",
    "contract_hours",
    "first_sick_day",
    "bsn",
]
WordGroup = Literal["diagnosis", "treatment", "private", "judgement"]


def _term(value: object) -> Term:
    if isinstance(value, Term):
        return value
    units = get_args(Unit)
    if isinstance(value, dict) and len(value) == 1:
        (unit, amount) = next(iter(value.items()))
        if unit in units and isinstance(amount, int) and not isinstance(amount, bool) and amount >= 0:
            return Term(amount, unit)
    raise ValueError(f"a term is one unit with a whole number, such as {{ months = 1 }}; units: {', '.join(units)}")


def _ref(value: object) -> Ref:
    return Ref(str(value))


def _span(value: object) -> Term:
    term = _term(value)
    if term.unit == "working_days" or term.amount == 0:
        raise ValueError("access ends by the clock: a term in hours, days, weeks, months or years, not zero")
    return term


TermField = Annotated[Term, PlainValidator(_term)]
SpanField = Annotated[Term, PlainValidator(_span)]
RefField = Annotated[Ref, PlainValidator(_ref)]


K = TypeVar("K", bound=str)
V = TypeVar("V")


def complete(value: Mapping[K, V], wanted: tuple[str, ...]) -> Mapping[K, V]:
    """Return `value` when it has every key of `wanted`; ValueError that names the missing ones otherwise."""
    missing = [key for key in wanted if key not in value]
    if missing:
        raise ValueError(f"{', '.join(missing)} is missing; needed: {', '.join(wanted)}")
    return value


class Block(BaseModel):
    """A table of the policy file: closed (an unknown key is an error), typed strictly, and unchangeable once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Cited(Block):
    """A table whose values rest on an article of the regulation and, where there is one, on a provision of the law."""

    article: RefField
    law: tuple[str, ...] = ()
