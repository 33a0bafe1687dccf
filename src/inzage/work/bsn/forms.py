"""What is asked to record the BSN, to see it, and to print it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm
from inzage.work.bsn.models import BsnReveal
from inzage.work.bsn.number import read

LONGEST = 20


class NumberField(forms.CharField):
    """A BSN that stands the eleven-test."""

    def clean(self, value: Any) -> str:
        """The nine digits. Raises ValidationError that says what is wrong, without repeating it."""
        return read(super().clean(value))


class NumberForm(KitForm):
    """The number. It is not remembered by the browser."""

    number = NumberField(
        label=_("BSN"),
        max_length=LONGEST,
        help_text=_("Nine digits. Take it over from the referral, not from a copy of an identity card."),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )


class RevealForm(KitForm):
    """Why the number must be seen."""

    reason = forms.ChoiceField(
        label=_("Why do you need to see it?"), choices=BsnReveal.Reason.choices, widget=forms.RadioSelect
    )


class PrintForm(KitForm):
    """The form on which it is printed."""

    form = forms.ChoiceField(label=_("Form"))

    def __init__(self, *args: Any, known: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["form"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(known.items())
