"""What a BSN is: nine digits that stand the eleven-test."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS = 9
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
ELEVEN = 11
SEPARATORS = re.compile(r"[\s.\-]")
SHOWN = 3


def read(text: str) -> str:
    """The nine digits that `text` stands for; dots, spaces and hyphens are passed over, and eight digits get a nought.

    Raises ValidationError that says what is wrong and the remedy, never what was typed: for other signs or another
    length, for all noughts, and for a number that fails the eleven-test (9·a + 8·b + … + 2·h - i is a multiple of 11).
    """
    digits = SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        raise ValidationError(_("A BSN holds digits only. Type the nine digits."), code="signs")
    if len(digits) == DIGITS - 1:
        digits = f"0{digits}"
    if len(digits) != DIGITS:
        raise ValidationError(_("A BSN has nine digits. Count them and type it again."), code="length")
    if not int(digits) or not _stands_the_test(digits):
        raise ValidationError(
            _("This cannot be a BSN: a digit is wrong or two have changed places. Read it again and type it anew."),
            code="eleven_test",
        )
    return digits


def _stands_the_test(digits: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % ELEVEN == 0


def masked(digits: str) -> str:
    """The number with all but its last three digits hidden."""
    return "•" * (DIGITS - SHOWN) + digits[-SHOWN:]
