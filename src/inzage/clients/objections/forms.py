"""What is asked to record an objection."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inzage.access.versions.current import policy
from inzage.clients.objections.facts import open_to_objection
from inzage.clients.objections.models import Objection
from inzage.kit.forms import DayField, KitForm


def purpose_label(code: str) -> str:
    """A purpose with its letter, in the language of the page; the code itself when the policy does not know it."""
    known = policy().purpose(code)
    return f"{code} {known.label.to(get_language() or 'nl')}" if known else code


class ObjectionForm(KitForm):
    """To which purpose, how it came in, and when."""

    purpose = forms.ChoiceField(label=_("Objects to"))
    how = forms.ChoiceField(label=_("How it came in"), choices=Objection.How.choices, widget=forms.RadioSelect)
    received_on = DayField(label=_("Received on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["purpose"]
        if isinstance(field, forms.ChoiceField):
            codes = open_to_objection()
            field.choices = [("", str(_("Choose a purpose"))), *((code, purpose_label(code)) for code in codes)]
