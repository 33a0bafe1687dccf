"""The purposes that somebody can choose for a dossier."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from inzage.access.versions.current import policy
from inzage.kit.forms import KitForm

NOTES = {"not_agreed": gettext_lazy("not in the agreement"), "prohibited": gettext_lazy("the client objected")}


def purpose_label(code: str) -> str:
    """A purpose with its letter, in the language of the page; the code itself when the policy does not know it."""
    known = policy().purpose(code)
    return f"{code} {known.label.to(get_language() or 'nl')}" if known else code


class PurposeForm(KitForm):
    """One purpose of those that one's right names; what the dossier does not carry is there too, and is refused."""

    purpose = forms.ChoiceField(label=gettext_lazy("Open for"), widget=forms.RadioSelect)
    page = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, purposes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["purpose"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, _label(code, standing)) for code, standing in purposes]


def _label(code: str, standing: str) -> str:
    note = NOTES.get(standing)
    return _("%(purpose)s (%(note)s)") % {"purpose": purpose_label(code), "note": note} if note else purpose_label(code)
