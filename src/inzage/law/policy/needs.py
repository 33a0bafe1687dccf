"""What a policy says of who looks: who needs which part for which purpose, and how access is given and ends."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, get_args

from pydantic import Field, field_validator, model_validator

from inzage.law.policy.blocks import (
    AnyPurpose,
    Block,
    Cited,
    ClientPart,
    DutyCode,
    Relation,
    Role,
    SpanField,
    SponsorPart,
    TermField,
    complete,
)


class Need(Cited):
    """For one relation: for which purposes each role opens a dossier; `parts`, below, says which parts of it."""

    purposes: Mapping[Role, tuple[AnyPurpose, ...]]


class ClientNeeds(Need):
    """For one relation: which parts of a client dossier each role needs."""

    parts: Mapping[Role, tuple[ClientPart, ...]]

    @model_validator(mode="after")
    def _same_roles(self) -> "ClientNeeds":
        _check_roles(self.parts, self.purposes)
        return self


class SponsorNeeds(Need):
    """For one relation: which parts of a sponsor dossier each role needs."""

    parts: Mapping[Role, tuple[SponsorPart, ...]]

    @model_validator(mode="after")
    def _same_roles(self) -> "SponsorNeeds":
        _check_roles(self.parts, self.purposes)
        return self


def _check_roles(parts: Iterable[str], purposes: Iterable[str]) -> None:
    odd = sorted(set(parts) ^ set(purposes))
    if odd:
        raise ValueError(f"{', '.join(odd)} has parts without purposes, or purposes without parts; allowed: both")


class Needs(Block):
    """Who needs which part of which dossier, on which relation (articles 5 and 6)."""

    client: Mapping[Relation, ClientNeeds]
    sponsor: Mapping[Relation, SponsorNeeds]

    @field_validator("client", "sponsor")
    @classmethod
    def _all_relations(cls, value: Mapping[Relation, Cited]) -> Mapping[Relation, Cited]:
        return complete(value, get_args(Relation))


class Serves(Cited):
    """For which purposes each part may be opened at all (article 3)."""

    client: Mapping[ClientPart, tuple[AnyPurpose, ...]]
    sponsor: Mapping[SponsorPart, tuple[AnyPurpose, ...]]

    @field_validator("client")
    @classmethod
    def _all_client_parts(cls, value: Mapping[ClientPart, object]) -> Mapping[ClientPart, object]:
        return complete(value, get_args(ClientPart))

    @field_validator("sponsor")
    @classmethod
    def _all_sponsor_parts(cls, value: Mapping[SponsorPart, object]) -> Mapping[SponsorPart, object]:
        return complete(value, get_args(SponsorPart))


class Grants(Cited):
    """Who gives access, who answers a question for it, how long it lasts at most, and when it ends by itself."""

    givers: tuple[Role, ...]
    deciders: tuple[Role, ...]
    longest_exception: SpanField
    longest_stand_in: SpanField
    after_engagement: SpanField


class BreakGlass(Cited):
    """Who may open at once in an emergency, for how long, and by when others look at it."""

    roles: tuple[Role, ...]
    lasts: SpanField
    review: TermField


class RightsReview(Cited):
    """How often all rights are looked at, how long before that the task opens, and when a right counts as unused."""

    every: SpanField
    opens: SpanField
    unused: SpanField


class Support(Cited):
    """Who may look at the screens as a colleague sees them, and for how many minutes at most."""

    roles: tuple[Role, ...]
    longest_minutes: Annotated[int, Field(ge=1, le=120)]


def check_purposes(needs: Needs, serves: Serves, duties: Mapping[DutyCode, tuple[Role, ...]]) -> None:
    """Check that each part can be opened for some purpose, and that a duty is named only by those whose duty it is.

    Raises ValueError that names the key, what is wrong and what is allowed.
    """
    for where, role, parts, purposes, served in _each(needs, serves):
        foreign = [code for code in purposes if role not in duties.get(code, (role,))]  # type: ignore[call-overload]  # only duties are keys
        if foreign:
            raise ValueError(
                f"{where}.purposes.{role}: {', '.join(foreign)} is no duty of the role; see purposes.duties"
            )
        shut = [part for part in parts if not set(purposes) & set(served[part])]
        if shut:
            raise ValueError(f"{where}.parts.{role}: {', '.join(shut)} serves none of the role's purposes; see serves")


def _each(
    needs: Needs, serves: Serves
) -> Iterator[tuple[str, Role, tuple[str, ...], tuple[str, ...], Mapping[str, tuple[str, ...]]]]:
    """Key, role, parts and purposes of each need, with what the parts of that kind of dossier serve."""
    kinds: tuple[tuple[str, Mapping[Relation, ClientNeeds | SponsorNeeds], Mapping[str, tuple[str, ...]]], ...] = (
        ("client", needs.client, dict(serves.client.items())),
        ("sponsor", needs.sponsor, dict(serves.sponsor.items())),
    )
    for kind, table, served in kinds:
        for relation, need in table.items():
            for role, parts in need.parts.items():
                yield f"needs.{kind}.{relation}", role, parts, need.purposes[role], served
