"""How and when a report was given to the client."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm
from inzage.sharing.deliveries.models import Delivery


class GiveForm(KitForm):
    """The way and the day. `seen` is the hash of the preview that stands on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    channel = forms.ChoiceField(
        label=_("How"),
        choices=Delivery.Channel.choices,
        widget=forms.RadioSelect,
        help_text=_("By e-mail it goes to the client's own address. A letter or a print you give yourself."),
    )
    given_on = DayField(label=_("Given on"))
