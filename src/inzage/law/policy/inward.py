"""What a policy says of the inside of the house: purposes, services with their fields, and (in `needs`) who looks."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, get_args

from pydantic import Field, field_validator, model_validator

from inzage.law.policy.blocks import (
    Block,
    Cited,
    DutyCode,
    FieldCode,
    Ground,
    PurposeCode,
    ReportKind,
    Role,
    ServiceCode,
    complete,
)
from inzage.law.policy.courses import Course, Courses, check_course
from inzage.law.policy.needs import BreakGlass, Grants, Needs, RightsReview, Serves, Support, check_purposes
from inzage.law.wording import Words

LONGEST_CODE = 30
BSN_SERVICES = ("reintegration_first", "reintegration_second", "reintegration_third")
"""The only services whose statute lets a bureau use the BSN (UAVG 46; BW 7:658a(5), ZW 76e, WIA 42, SUWI 73)."""


class Identity(Cited):
    """Which regulation this is."""

    code: str
    title: Words


class Purpose(Cited):
    """One purpose, with the lawful grounds it may rest on (AVG 6(1))."""

    label: Words
    grounds: tuple[Ground, ...]


class DutyPurpose(Purpose):
    """A duty of the regulation itself that somebody must open a dossier for; `roles` are those whose duty it is."""

    roles: tuple[Role, ...]


class Purposes(Cited):
    """The ten purposes, the duties, and what a relation carries before there is an agreement (article 3.2)."""

    agreed: Mapping[PurposeCode, Purpose]
    duties: Mapping[DutyCode, DutyPurpose]
    before_agreement: tuple[PurposeCode, ...]

    @field_validator("agreed")
    @classmethod
    def _all_ten(cls, value: Mapping[PurposeCode, Purpose]) -> Mapping[PurposeCode, Purpose]:
        return complete(value, get_args(PurposeCode))

    @field_validator("duties")
    @classmethod
    def _all_duties(cls, value: Mapping[DutyCode, DutyPurpose]) -> Mapping[DutyCode, DutyPurpose]:
        return complete(value, get_args(DutyCode))


class Service(Cited):
    """One service: the fields it needs, those it cannot do without, what its reports may be, and how it goes."""

    label: Words
    fields: tuple[FieldCode, ...]
    required: tuple[FieldCode, ...]
    allows_health: bool
    allows_bsn: bool
    reports: tuple[ReportKind, ...]
    course: Course

    @model_validator(mode="after")
    def _consistent(self) -> "Service":
        extra = sorted(set(self.required) - set(self.fields))
        if extra:
            raise ValueError(f"required holds {', '.join(extra)}, which fields does not; allowed: a field of fields")
        if ("bsn" in self.fields) != self.allows_bsn:
            raise ValueError("fields holds bsn exactly when allows_bsn is true; allowed: both or neither")
        return self


class BsnForm(Cited):
    """A form on which the law asks for the BSN, and the services that it belongs to."""

    label: Words
    services: tuple[ServiceCode, ...]

    @model_validator(mode="after")
    def _lawful(self) -> "BsnForm":
        wrong = sorted(set(self.services) - set(BSN_SERVICES))
        if wrong:
            raise ValueError(f"{', '.join(wrong)} may not use the BSN (UAVG 46); allowed: {', '.join(BSN_SERVICES)}")
        if not self.law:
            raise ValueError("law is empty; name the provision that asks for the BSN on this form")
        return self


class BsnUse(Cited):
    """On which forms the BSN may be printed, by a code of the bureau's own; nowhere else."""

    forms: Mapping[str, BsnForm]


class Referrals(Cited):
    """What the desk for referrals chooses from, and how many hours a week a running client takes of a colleague."""

    hours_a_client: Annotated[Decimal, Field(gt=0, le=40)]
    regions: Mapping[str, Words]
    specialisms: Mapping[str, Words]
    reasons: Mapping[str, Words]

    @field_validator("reasons")
    @classmethod
    def _some(cls, value: Mapping[str, Words]) -> Mapping[str, Words]:
        if not value:
            raise ValueError("reasons is empty; name at least one reason to decline a referral")
        return value

    @field_validator("regions", "specialisms", "reasons")
    @classmethod
    def _short(cls, value: Mapping[str, Words]) -> Mapping[str, Words]:
        wrong = [code for code in value if not code.isidentifier() or len(code) > LONGEST_CODE]
        if wrong:
            raise ValueError(f"{', '.join(wrong)} is no code; allowed: letters, digits and _, at most {LONGEST_CODE}")
        return value


class InwardSections(Block):
    """The sections of policy.toml about the inside of the house."""

    identity: Identity
    purposes: Purposes
    courses: Courses
    services: Mapping[ServiceCode, Service]
    bsn: BsnUse
    referrals: Referrals
    needs: Needs
    serves: Serves
    grants: Grants
    break_glass: BreakGlass
    rights_review: RightsReview
    support: Support

    @field_validator("services")
    @classmethod
    def _services(cls, value: Mapping[ServiceCode, Service]) -> Mapping[ServiceCode, Service]:
        wrong = [code for code, service in value.items() if service.allows_bsn and code not in BSN_SERVICES]
        if wrong:
            raise ValueError(
                f"{', '.join(wrong)} may not use the BSN (UAVG 46); allowed with allows_bsn: {', '.join(BSN_SERVICES)}"
            )
        return value

    @model_validator(mode="after")
    def _sections_fit(self) -> "InwardSections":
        for code, service in self.services.items():
            check_course(code, service.course, self.courses, service.reports)
        check_purposes(self.needs, self.serves, {code: duty.roles for code, duty in self.purposes.duties.items()})
        return self
