"""How text that people write becomes a value: Dutch dates, phone numbers, postcodes, addresses of e-mail.

Each reader takes one trimmed, non-empty line and the date of today, and gives the value, or raises ValidationError with
what is wrong and the remedy. The text itself is never repeated in a message: messages travel further than forms do.
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from inzage.kit.text import clean_line

EARLIEST_YEAR = 1900
FEWEST_DIGITS, MOST_DIGITS = 8, 15

MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                ("januari", "january", "jan"),
                ("februari", "february", "feb"),
                ("maart", "march", "mrt", "mar"),
                ("april", "apr"),
                ("mei", "may"),
                ("juni", "june", "jun"),
                ("juli", "july", "jul"),
                ("augustus", "august", "aug"),
                ("september", "sept", "sep"),
                ("oktober", "october", "okt", "oct"),
                ("november", "nov"),
                ("december", "dec"),
            ),
            start=1,
        )
        for name in names
    },
)
YEAR_LAST = re.compile(r"(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d+)", re.ASCII)
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
IN_WORDS = re.compile(r"(?P<day>\d{1,2})[ -](?P<month>[a-z]+)\.?[ -](?P<year>\d+)", re.ASCII)

DUTCH_POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Z]{2})", re.ASCII)
LIKE_DUTCH = re.compile(r"\d+\s?[A-Z]{2}", re.ASCII)
ANY_POSTCODE = re.compile(r"[A-Z0-9][A-Z0-9 -]{1,10}", re.ASCII)
PHONE = re.compile(r"\+?[\d\s().\-/]+", re.ASCII)
HOURS = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?", re.ASCII)
MOST_HOURS = 80
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en", "english": "en"},
)


def line(text: str, longest: int) -> str:
    """The text as one clean line. Raises ValidationError when it is longer than `longest` signs."""
    cleaned = clean_line(text)
    if len(cleaned) > longest:
        raise ValidationError(
            _("This is longer than %(longest)s signs. Make it shorter."),
            code="long",
            params={"longest": longest},
        )
    return cleaned


def plain(text: str, _today: date) -> str:
    """Text is its own value."""
    return text


def day(text: str) -> date:
    """The date of a text such as 31-01-1980, 31/1/1980, 1980-01-31 or 31 januari 1980 (or January, or jan.)."""
    found = YEAR_FIRST.fullmatch(text) or YEAR_LAST.fullmatch(text) or IN_WORDS.fullmatch(text.casefold())
    if not found:
        raise ValidationError(_("This is not a date. Write it like 31-01-1980."), code="date")
    year, month = found["year"], found["month"]
    if len(year) != len("1980"):
        raise ValidationError(_("Write the year with four digits, like 31-01-1980."), code="year")
    number = int(month) if month.isdigit() else MONTHS.get(month, 0)
    try:
        return date(int(year), number, int(found["day"]))
    except ValueError:
        raise ValidationError(
            _("This date does not exist. Write day, month, year, like 31-01-1980."),
            code="date",
        ) from None


def past_date(text: str, today: date) -> date:
    """A date that is not after `today` and not before the year 1900."""
    found = day(text)
    if found > today:
        raise ValidationError(_("This date is still to come. Give a date up to today."), code="future")
    if found.year < EARLIEST_YEAR:
        raise ValidationError(_("This date is before 1900. Check the year."), code="past")
    return found


def hours(text: str, _today: date) -> str:
    """Hours a week between 0 and 80, with at most two decimals after a comma."""
    found = HOURS.fullmatch(text)
    if not found or int(found[1]) > MOST_HOURS:
        raise ValidationError(_("This is not a number of hours a week. Write it like 32 or 32,5."), code="hours")
    return f"{int(found[1])},{found[2]}" if found[2] else str(int(found[1]))


def email(text: str, _today: date) -> str:
    """An e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError(
            _("This is not an e-mail address. Write it like name@example.org."), code="email"
        ) from None
    return text


def phone(text: str, _today: date) -> str:
    """A phone number: digits with spaces, hyphens and brackets, and a plus before the country."""
    digits = sum(sign.isdigit() for sign in text)
    if not PHONE.fullmatch(text) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise ValidationError(
            _("This is not a phone number. Write 8 to 15 digits, like 06-12345678 or +31 6 12345678."),
            code="phone",
        )
    return text


def postcode(text: str, _today: date) -> str:
    """A Dutch postcode as "1234 AB", or a foreign one in capitals."""
    capitals = text.upper()
    dutch = DUTCH_POSTCODE.fullmatch(capitals)
    if dutch:
        return f"{dutch[1]} {dutch[2]}"
    if LIKE_DUTCH.fullmatch(capitals) or not ANY_POSTCODE.fullmatch(capitals):
        raise ValidationError(_("This is not a postcode. Write it like 1234 AB."), code="postcode")
    return capitals


def language(text: str, _today: date) -> str:
    """The language in which letters go out: "nl" or "en"."""
    code = LANGUAGES.get(text.casefold())
    if not code:
        raise ValidationError(_("Choose nl or en."), code="language")
    return code
