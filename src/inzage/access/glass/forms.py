"""What is asked before the glass breaks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.access.glass.actions import Category
from inzage.kit.forms import KitForm, LineField


class GlassForm(KitForm):
    """Which dossier, what kind of emergency, and the reason in a sentence."""

    number = LineField(label=_("Number of the dossier"), max_length=20)
    category = forms.ChoiceField(label=_("What kind of emergency"), choices=Category.choices, widget=forms.RadioSelect)
    reason = LineField(
        label=_("Reason"), max_length=200, min_length=10, help_text=_("In a sentence: why it cannot wait.")
    )

    def clean_number(self) -> str:
        """The number as it is written on a dossier."""
        return str(self.cleaned_data["number"]).upper()
