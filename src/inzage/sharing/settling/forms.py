"""The form of a message in doubt: what a person found out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm

ARRIVED, AGAIN, GIVEN_UP = "arrived", "again", "given_up"


class SettleForm(KitForm):
    """What is to be done with a message that failed or is in doubt."""

    outcome = forms.ChoiceField(
        label=_("What did you find out?"),
        widget=forms.RadioSelect,
        choices=(
            (ARRIVED, _("The recipient has it. Do not send it again.")),
            (AGAIN, _("The recipient does not have it. Send it again.")),
            (GIVEN_UP, _("The recipient does not have it and will not get it by e-mail.")),
        ),
        help_text=_("Ask the recipient by telephone. Sending a report twice is a disclosure too."),
    )
