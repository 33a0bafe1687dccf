"""One row of a file judged: the person it stands for, or everything that is wrong with it, by column."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inzage.access.models import Dossier
from inzage.access.versions.current import policy
from inzage.clients.registration.actions import Enrolment
from inzage.clients.registration.facts import fields_of, same_person
from inzage.clients.registration.fields import FIELDS
from inzage.clients.registration.imports.reading import REFERRER, SERVICE, SOURCE
from inzage.clients.registration.models import Client
from inzage.kit.text import clean_line, fold

Wrong = Callable[[str, str], None]
"""Notes that something is wrong in a column."""

FORMULA_SIGNS = ("=", "+", "-", "@")
SOURCES: Mapping[str, str] = {
    "zelf": Client.Source.SELF,
    "self": Client.Source.SELF,
    "eigen initiatief": Client.Source.SELF,
    "particulier": Client.Source.SELF,
    "opdrachtgever": Client.Source.SPONSOR,
    "sponsor": Client.Source.SPONSOR,
    "werkgever": Client.Source.SPONSOR,
    "verwezen": Client.Source.SPONSOR,
}


LABELS: Mapping[str, Promise] = {
    **{field.name: field.label for field in FIELDS.values()},
    SERVICE: gettext_lazy("Service"),
    SOURCE: gettext_lazy("Source"),
    REFERRER: gettext_lazy("Sponsor"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one column of a row, and the remedy, in the language of whoever looks. Never the cell's text."""

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A row that was looked at. `enrolment` is there when nothing is wrong; `keys` find the same person elsewhere."""

    number: int
    enrolment: Enrolment | None
    problems: tuple[Problem, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for each row: headings and their fields, the service when no cell says it, the day.

    `services` gives the code of a service by its folded name, `sponsors` the dossier of a sponsor by its number.
    """

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    service: str
    today: date
    services: Mapping[str, str]
    sponsors: Mapping[str, Dossier]

    def heading(self, column: str) -> str:
        """The heading of a field as the file writes it."""
        return self.headings[self.columns.index(column)] if column in self.columns else str(LABELS[column])


def service_codes() -> dict[str, str]:
    """The code of each service by its code and by its names in both languages, without capitals and accents."""
    return {
        fold(name): code
        for code, service in policy().services.items()
        for name in (code, service.label.nl, service.label.en)
    }


def check_row(number: int, cells: Iterable[str], rules: Rules) -> Checked:
    """Judge one row: each cell as its field asks, only fields that the service needs (2.registration), a last name."""
    problems: list[Problem] = []

    def wrong(column: str, message: str) -> None:
        problems.append(Problem(rules.heading(column), message))

    given = _given(cells, rules, wrong)
    service = _service(given, rules, wrong)
    source, referrer = _referral(given, rules, wrong)
    values = _values(given, service, rules, wrong)
    if "last_name" not in given and not any(problem.column == rules.heading("last_name") for problem in problems):
        wrong("last_name", _("A client has a last name. Fill it in."))
    if problems:
        return Checked(number, None, tuple(problems))
    enrolment = Enrolment(service=service, fields=values, source=source, referrer=referrer)
    return Checked(number, enrolment, (), tuple(f"{column}:{value}" for column, value in same_person(values).items()))


def _given(cells: Iterable[str], rules: Rules, wrong: Wrong) -> dict[str, str]:
    """The cells that hold something, by field; a formula is refused (a phone number may begin with a plus)."""
    given = {}
    for column, cell in zip(rules.columns, cells, strict=True):
        text = clean_line(cell)
        if text.startswith(FORMULA_SIGNS) and not _is_foreign_phone(column, text):
            wrong(column, _("A spreadsheet takes this for a formula, because of its first sign. Take that sign away."))
        elif text:
            given[column] = text
    return given


def _values(given: Mapping[str, str], service: str, rules: Rules, wrong: Wrong) -> dict[str, str | date | None]:
    """The values of the client's fields, of those that the service needs."""
    allowed = {field.name for field in fields_of([service])} if service else set(FIELDS)
    values: dict[str, str | date | None] = {}
    for name in [each for each in given if each in FIELDS]:
        if name not in allowed:
            wrong(name, _("This service does not need this (article 2). Empty the cell, or choose another service."))
            continue
        try:
            values[name] = FIELDS[name].value(given[name], today=rules.today)
        except ValidationError as error:
            wrong(name, error.messages[0])
    return values


def _is_foreign_phone(column: str, text: str) -> bool:
    return column == "phone" and text.startswith("+") and text[1:2].isdigit()


def _service(given: Mapping[str, str], rules: Rules, wrong: Wrong) -> str:
    """The code of the row's service; empty when it is wrong."""
    named = given.get(SERVICE)
    if not named:
        if not rules.service:
            wrong(SERVICE, _("The service is missing. Fill it in, or choose one service for all rows."))
        return rules.service
    code = rules.services.get(fold(named), "")
    if not code:
        labels = ", ".join(service.label.nl for service in policy().services.values())
        wrong(SERVICE, _("This service is not known. Choose one of: %(services)s.") % {"services": labels})
    return code


def _referral(given: Mapping[str, str], rules: Rules, wrong: Wrong) -> tuple[str, Dossier | None]:
    """Who brought the client in, and the sponsor's dossier when one is named."""
    number = given.get(REFERRER, "")
    sponsor = rules.sponsors.get(number.upper())
    if number and sponsor is None:
        wrong(
            REFERRER,
            _("You see no sponsor with this number. Write it like O-2026-0001."),
        )
    named = given.get(SOURCE, "")
    source = SOURCES.get(fold(named), "") if named else (Client.Source.SPONSOR if number else Client.Source.SELF)
    if not source:
        wrong(SOURCE, _("This source is not known. Write “zelf” or “opdrachtgever”."))
    elif sponsor is not None and source == Client.Source.SELF:
        wrong(
            SOURCE,
            _("A sponsor is named, so the client was referred. Write “opdrachtgever”, or name no sponsor."),
        )
    return source, sponsor


def twin_message(twin: int) -> str:
    """What to say of a row for the same person as row `twin`."""
    return _(
        "This is the same person as row %(row)s. Take one out, or give both a date of birth or e-mail address."
    ) % {"row": twin}
