"""What is asked to save a search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm, LineField

LONGEST_QUERY = 500


class SaveForm(KitForm):
    """A name for the list as it stands. `page` and `query` say which list, and how it stands."""

    name = LineField(
        label=_("Name of this search"),
        max_length=60,
        help_text=_("Tab, filters and order are kept; what you typed is not, because that is mostly somebody's name."),
    )
    page = forms.CharField(widget=forms.HiddenInput, max_length=30)
    query = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_QUERY, required=False)
