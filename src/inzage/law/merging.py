"""The fields that a text of a report may ask for, as a closed list: `{{client_name}}` becomes the name of the client.

A field that is not on the list, or of which nothing is known, stays in the text as a gap; a text with a gap is not
locked. docs/report-fields.md is made from this list.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from inzage.law.wording import Words

FIELDS: Mapping[str, Words] = MappingProxyType(
    {
        "client_name": Words("naam van de cliënt", "name of the client"),
        "client_number": Words("nummer van het dossier", "number of the dossier"),
        "date_of_birth": Words("geboortedatum van de cliënt", "date of birth of the client"),
        "job_title": Words("functie van de cliënt", "job of the client"),
        "employer": Words("werkgever van de cliënt", "employer of the client"),
        "contract_hours": Words("contracturen per week", "contract hours a week"),
        "first_sick_day": Words("eerste ziektedag", "first day of sickness"),
        "sickness_week": Words(
            "volle weken ziekte volgens de poortwachter, op de laatste dag van de periode",
            "full weeks of sickness by the Poortwachter clock, on the last day of the period",
        ),
        "goals": Words("doelen van het plan, in de woorden van de cliënt", "goals of the plan, in the client's words"),
        "actions": Words("acties van het plan", "actions of the plan"),
        "attendance": Words(
            "aanwezigheid bij de afspraken in de periode, in feiten",
            "attendance at the meetings in the period, as facts",
        ),
        "sponsor": Words("opdrachtgever", "sponsor"),
        "sponsor_contact": Words("ontvanger volgens de rapportageafspraak", "recipient by the reporting agreement"),
        "reference": Words("kenmerk van de opdrachtgever", "reference of the sponsor"),
        "service": Words("dienst", "service"),
        "started_on": Words("begin van het traject", "start of the engagement"),
        "coach": Words("coach", "coach"),
        "author": Words("schrijver van het rapport", "author of the report"),
        "bureau": Words("naam van het bureau", "name of the bureau"),
        "period_from": Words("eerste dag van de periode", "first day of the period"),
        "period_to": Words("laatste dag van de periode", "last day of the period"),
    }
)
"""Every field by its code, with what it holds."""

_FIELD = re.compile(r"\{\{[ \t]*([^{}\n]{0,60}?)[ \t]*\}\}")
_LEFT = re.compile(r"\{\{[^{}\n]{0,60}\}\}|\{\{|\}\}")


def fields_in(text: str) -> tuple[str, ...]:
    """The codes between double braces in a text, each once, in its order; known or not."""
    return tuple(dict.fromkeys(match[1] for match in _FIELD.finditer(text)))


def unknown_in(text: str) -> tuple[str, ...]:
    """The codes between double braces that are not on the list."""
    return tuple(code for code in fields_in(text) if code not in FIELDS)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Give the text with each field replaced by its value; one without a value, or unknown, stays as it is."""
    return _FIELD.sub(lambda match: values.get(match[1]) or match[0], text)


def gaps_in(text: str) -> tuple[str, ...]:
    """What in a text is still to be filled in: fields, and double braces that were left behind; as they stand there."""
    return tuple(dict.fromkeys(match[0] for match in _LEFT.finditer(text)))
