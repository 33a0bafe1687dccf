"""The fields that the bureau can keep of a client, each with one form for registering, correcting and importing.

Which of them a service may ask for is not said here but in the policy (article 2.registration). The policy also knows
the BSN: it never comes through here, because it is kept sealed and apart from the card.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.clients.registration import values


class Place(StrEnum):
    """The table of a field: the card is visible by grant, identity and contact only in an opened dossier."""

    CARD = "card"
    IDENTITY = "identity"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: where it is kept, how it is called, how text becomes its value, and the words that head its column."""

    name: str
    place: Place
    label: Promise
    longest: int
    read: Callable[[str, date], str] | Callable[[str, date], date]
    headings: tuple[str, ...]
    input_type: str = "text"
    autocomplete: str = "off"
    help_text: Promise | str = ""
    choices: tuple[tuple[str, Promise | str], ...] = ()

    @property
    def is_date(self) -> bool:
        """True when the value is a date."""
        return self.input_type == "date"

    @property
    def empty(self) -> str | None:
        """What is stored when there is nothing: None for a date, otherwise the empty text."""
        return None if self.is_date else ""

    def value(self, text: str, *, today: date) -> str | date | None:
        """The value that `text` stands for; blank is `empty`. Raises ValidationError with the remedy."""
        line = values.line(text, self.longest)
        return self.read(line, today) if line else self.empty


_ALL = (
    Field("initials", Place.CARD, _("Initials"), 20, values.plain, ("initials", "voorletters", "initialen")),
    Field(
        "first_name", Place.CARD, _("First name"), 80, values.plain, ("voornaam", "roepnaam", "first name", "voornamen")
    ),
    Field(
        "infix",
        Place.CARD,
        _("Infix"),
        30,
        values.plain,
        ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "infix", "prefix"),
        help_text=_("Such as: van der, de"),
    ),
    Field(
        "last_name",
        Place.CARD,
        _("Last name"),
        120,
        values.plain,
        ("achternaam", "last name", "surname", "family name"),
    ),
    Field(
        "date_of_birth",
        Place.IDENTITY,
        _("Date of birth"),
        40,
        values.past_date,
        ("geboortedatum", "geb.datum", "gebdatum", "date of birth", "birth date", "birthdate", "dob"),
        input_type="date",
    ),
    Field(
        "employer",
        Place.IDENTITY,
        _("Employer"),
        160,
        values.plain,
        ("werkgever", "employer", "bedrijf", "organisatie"),
    ),
    Field(
        "job_title",
        Place.IDENTITY,
        _("Job title"),
        160,
        values.plain,
        ("functie", "beroep", "job title", "job", "position"),
    ),
    Field(
        "contract_hours",
        Place.IDENTITY,
        _("Hours a week"),
        20,
        values.hours,
        ("uren per week", "contracturen", "uren", "contract hours", "hours", "hours a week"),
    ),
    Field(
        "first_sick_day",
        Place.IDENTITY,
        _("First day of sickness"),
        40,
        values.past_date,
        ("eerste ziektedag", "ezd", "eerste verzuimdag", "first sick day", "first day of sickness"),
        input_type="date",
        help_text=_("Only the date, never the cause or the nature of the illness"),
    ),
    Field(
        "email",
        Place.CONTACT,
        _("E-mail address"),
        254,
        values.email,
        ("e-mail", "email", "e-mailadres", "emailadres", "mail", "e-mail address", "email address"),
        input_type="email",
    ),
    Field(
        "phone",
        Place.CONTACT,
        _("Phone number"),
        30,
        values.phone,
        ("telefoon", "telefoonnummer", "tel", "mobiel", "mobiele nummer", "phone", "phone number", "mobile"),
        input_type="tel",
    ),
    Field(
        "address",
        Place.CONTACT,
        _("Street and number"),
        160,
        values.plain,
        ("adres", "straat", "straat en huisnummer", "address", "street", "street and number"),
    ),
    Field(
        "postcode", Place.CONTACT, _("Postcode"), 12, values.postcode, ("postcode", "postal code", "zip", "zip code")
    ),
    Field("city", Place.CONTACT, _("City"), 80, values.plain, ("plaats", "woonplaats", "stad", "city", "town")),
    Field(
        "language",
        Place.CONTACT,
        _("Language of letters"),
        20,
        values.language,
        ("taal", "taal van brieven", "language", "language of letters"),
        choices=(("", _("not known")), ("nl", _("Dutch")), ("en", _("English"))),
    ),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _ALL})


def fields_for(listed: frozenset[str]) -> tuple[Field, ...]:
    """The fields that a list of the policy's names lets the bureau keep, in the order in which they are asked."""
    return tuple(field for field in _ALL if field.name in listed)
