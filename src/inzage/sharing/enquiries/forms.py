"""The form of a question to a doctor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm
from inzage.sharing.enquiries.letter import Asked


class AskForm(KitForm):
    """What is asked, why it is needed, and where the letter goes."""

    address = forms.CharField(
        label=_("Address of the doctor"), max_length=300, widget=forms.Textarea({"rows": 3, "autocomplete": "off"})
    )
    question = forms.CharField(
        label=_("What you ask"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5, "data-words": "health"}),
        help_text=_("What the client can and cannot do at work; never what the client has."),
    )
    necessity = forms.CharField(
        label=_("Why this is needed"), max_length=1000, widget=forms.Textarea({"rows": 2, "data-words": "health"})
    )

    def asked(self) -> Asked:
        """What was filled in, once it is valid."""
        return Asked(**self.cleaned_data)
