"""The course of a service as the policy has it, in words: stages, outcomes, reasons of breaking off (article 3.c)."""

from collections.abc import Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from inzage.access.versions import policy
from inzage.law.calendar import Term
from inzage.law.policy import Course
from inzage.law.policy.courses import Label, Moments


def course_of(service: str) -> Course | None:
    """The course of a service; None when the policy does not know the service any more."""
    known = policy().service(service)
    return known.course if known else None


def service_label(code: str) -> str:
    """The service in the language of the page; the code itself when the policy does not know it any more."""
    service = policy().service(code)
    return service.label.to(get_language() or "nl") if service else code


def fields_of_service(code: str) -> tuple[str, ...]:
    """The fields that a service needs of its client (article 2.registration); none for one unknown to the policy."""
    service = policy().service(code)
    return service.fields if service else ()


def stage_label(code: str) -> str:
    """A stage in the language of the page; the code itself when the policy does not know it any more."""
    return _label(policy().courses.stages, code)


def outcome_label(code: str) -> str:
    """An outcome in the language of the page; the code itself when the policy does not know it any more."""
    return _label(policy().courses.outcomes, code)


def reason_label(code: str) -> str:
    """A reason of breaking off in the language of the page; the code itself when the policy does not know it."""
    return _label(policy().courses.reasons, code)


def stages_of(service: str) -> list[tuple[str, str]]:
    """The stages of a service in their usual order, code and label; all of the policy for a service unknown to it."""
    course = course_of(service)
    return [(code, stage_label(code)) for code in (course.stages if course else policy().courses.stages)]


def outcomes_of(service: str) -> list[tuple[str, str]]:
    """The outcomes of a service, code and label; all of the policy for a service unknown to it."""
    course = course_of(service)
    return [(code, outcome_label(code)) for code in (course.outcomes if course else policy().courses.outcomes)]


def early_outcomes() -> frozenset[str]:
    """The outcomes with which an engagement is broken off."""
    return frozenset(code for code, outcome in policy().courses.outcomes.items() if outcome.early)


def reasons() -> list[tuple[str, str]]:
    """The reasons of breaking off, code and label."""
    return [(code, reason_label(code)) for code in policy().courses.reasons]


def course_rows(service: str) -> list[tuple[str, str]]:
    """What a service asks, label and value, as far as the policy says; nothing for a service unknown to it."""
    course = course_of(service)
    if course is None:
        return []
    rows = [
        (_("Phases"), ", ".join(label for _code, label in stages_of(service))),
        (_("Reports"), _moments(course.reports)),
        (_("Plan signed within"), term_label(course.plan_within) if course.plan_within else ""),
        (_("Norm of hours"), f"{course.hours.normalize():f}" if course.hours else ""),
        (_("Aftercare"), term_label(course.aftercare) if course.aftercare else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _moments(moments: Moments) -> str:
    """When is reported, in words."""
    said: list[str] = []
    if weeks := moments.first_weeks:
        said.append(ngettext("after %(count)s week", "after %(count)s weeks", weeks) % {"count": weeks})
    if weeks := moments.every_weeks:
        said.append(ngettext("then every week", "then every %(count)s weeks", weeks) % {"count": weeks})
    if moments.at_end:
        said.append(_("at the end"))
    return ", ".join(said)


def term_label(term: Term) -> str:
    """A term of the policy in words: "6 weeks"."""
    match term.unit:
        case "years":
            words = ngettext("%(count)s year", "%(count)s years", term.amount)
        case "months":
            words = ngettext("%(count)s month", "%(count)s months", term.amount)
        case "weeks":
            words = ngettext("%(count)s week", "%(count)s weeks", term.amount)
        case "working_days":
            words = ngettext("%(count)s working day", "%(count)s working days", term.amount)
        case "days":
            words = ngettext("%(count)s day", "%(count)s days", term.amount)
        case _:
            words = ngettext("%(count)s hour", "%(count)s hours", term.amount)
    return words % {"count": term.amount}


def _label(known: Mapping[str, Label], code: str) -> str:
    return known[code].label.to(get_language() or "nl") if code in known else code
