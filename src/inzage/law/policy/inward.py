"""What a policy says of the inside of the house: purposes, services with their fields, and who needs which part."""

from collections.abc import Mapping
from typing import get_args

from pydantic import field_validator, model_validator

from inzage.law.policy.blocks import (
    Block,
    Cited,
    ClientPart,
    DutyCode,
    FieldCode,
    Ground,
    PurposeCode,
    Relation,
    ReportKind,
    Role,
    ServiceCode,
    SponsorPart,
    complete,
)
from inzage.law.wording import Words

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
    """One service: the fields it needs, those it cannot do without, and what its reports may be."""

    label: Words
    fields: tuple[FieldCode, ...]
    required: tuple[FieldCode, ...]
    allows_health: bool
    allows_bsn: bool
    reports: tuple[ReportKind, ...]

    @model_validator(mode="after")
    def _consistent(self) -> "Service":
        extra = sorted(set(self.required) - set(self.fields))
        if extra:
            raise ValueError(f"required holds {', '.join(extra)}, which fields does not; allowed: a field of fields")
        if ("bsn" in self.fields) != self.allows_bsn:
            raise ValueError("fields holds bsn exactly when allows_bsn is true; allowed: both or neither")
        return self


class ClientNeeds(Cited):
    """For one relation: which parts of a client dossier each role needs."""

    parts: Mapping[Role, tuple[ClientPart, ...]]


class SponsorNeeds(Cited):
    """For one relation: which parts of a sponsor dossier each role needs."""

    parts: Mapping[Role, tuple[SponsorPart, ...]]


class Needs(Block):
    """Who needs which part of which dossier, on which relation (articles 5 and 6)."""

    client: Mapping[Relation, ClientNeeds]
    sponsor: Mapping[Relation, SponsorNeeds]

    @field_validator("client", "sponsor")
    @classmethod
    def _all_relations(cls, value: Mapping[Relation, Cited]) -> Mapping[Relation, Cited]:
        return complete(value, get_args(Relation))


class InwardSections(Block):
    """The sections of policy.toml about the inside of the house."""

    identity: Identity
    purposes: Purposes
    services: Mapping[ServiceCode, Service]
    needs: Needs

    @field_validator("services")
    @classmethod
    def _services(cls, value: Mapping[ServiceCode, Service]) -> Mapping[ServiceCode, Service]:
        wrong = [code for code, service in value.items() if service.allows_bsn and code not in BSN_SERVICES]
        if wrong:
            raise ValueError(
                f"{', '.join(wrong)} may not use the BSN (UAVG 46); allowed with allows_bsn: {', '.join(BSN_SERVICES)}"
            )
        return value
