"""What a policy says of the course of each service: stages, report moments, outcomes, norms (3.c, 6.agreement)."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from inzage.law.policy.blocks import Block, Cited, ReportKind, SpanField, TermField
from inzage.law.wording import Words

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
Weeks = Annotated[int, Field(ge=1, le=104)]


class Label(Block):
    """The name of something that the bureau chooses itself."""

    label: Words


class Outcome(Label):
    """One way in which an engagement ends; `early` marks a break-off, which asks for a reason."""

    early: bool


class Moments(Block):
    """When is reported: first after so many weeks, then every so many weeks (None: once), and at the end or not."""

    first_weeks: Weeks | None = None
    every_weeks: Weeks | None = None
    at_end: bool


class Course(Cited):
    """How one service goes.

    `templates` names the house template of each kind of report; `hours` is the norm of hours including travel;
    `plan_within` the term from the first day in which the plan lies signed for seen, None when no plan is asked;
    `aftercare` how long the client is followed after the end, None when not.
    """

    stages: Annotated[tuple[str, ...], Field(min_length=1)]
    outcomes: Annotated[tuple[str, ...], Field(min_length=1)]
    reports: Moments
    templates: Mapping[ReportKind, str]
    hours: Annotated[Decimal, Field(gt=0)] | None = None
    plan_within: TermField | None = None
    aftercare: SpanField | None = None

    @field_validator("stages", "outcomes")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        twice = sorted({code for code in value if value.count(code) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} stands in it twice; allowed: each once")
        return value


class Courses(Cited):
    """The lists that the courses of services choose from, and what all engagements share."""

    stages: Mapping[str, Label]
    outcomes: Mapping[str, Outcome]
    reasons: Mapping[str, Label]
    hour_kinds: Mapping[str, Label]
    client_agreement_within: TermField
    satisfaction_within: TermField

    @field_validator("stages", "outcomes", "reasons", "hour_kinds")
    @classmethod
    def _codes(cls, value: Mapping[str, Label]) -> Mapping[str, Label]:
        wrong = [code for code in value if not CODE.fullmatch(code)]
        if wrong or not value:
            raise ValueError(
                f"{', '.join(wrong) or 'nothing'} is no code; allowed: at least one, of small letters, digits and _"
            )
        return value

    @model_validator(mode="after")
    def _ends(self) -> "Courses":
        if all(outcome.early for outcome in self.outcomes.values()):
            raise ValueError("outcomes are all early; needed: at least one with early = false")
        return self


def check_course(service: str, course: Course, courses: Courses, reports: Iterable[str]) -> None:
    """Check that a course chooses from the lists. Raises ValueError that names key, fault and what is allowed."""
    chosen: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("stages", course.stages, courses.stages),
        ("outcomes", course.outcomes, courses.outcomes),
        ("templates", course.templates, reports),
    )
    for key, codes, known in chosen:
        allowed = list(known)
        strange = [code for code in codes if code not in allowed]
        if strange:
            raise ValueError(
                f"services.{service}.course.{key}: {', '.join(strange)} is not allowed; allowed: {', '.join(allowed)}"
            )
