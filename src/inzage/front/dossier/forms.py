"""For whom an entry is meant, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.access.dossiers.actions_entries import LONGEST_REASON
from inzage.access.models import Entry
from inzage.kit.forms import KitForm, LineField


class VisibilityForm(KitForm):
    """For whom, and the reason, which is kept."""

    to = forms.ChoiceField(label=_("For whom"), choices=Entry.Visibility.choices, widget=forms.RadioSelect)
    reason = LineField(label=_("Why"), max_length=LONGEST_REASON, help_text=_("The reason is kept with this entry."))
