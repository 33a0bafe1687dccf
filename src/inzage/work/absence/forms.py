"""What is asked of an interruption of sickness: how the law counts it, and its days. Never why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm
from inzage.work.absence.models import SickInterruption


class InterruptionForm(KitForm):
    """How it counts, from when, and until when."""

    kind = forms.ChoiceField(
        label=_("What it was"),
        choices=SickInterruption.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("The employer says which of the two. Do not ask the client for the reason."),
    )
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"), required=False, help_text=_("Empty as long as it lasts."))


class EndForm(KitForm):
    """The last day of an interruption that lasted."""

    last_on = DayField(label=_("Last day"))
