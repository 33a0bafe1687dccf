"""The form of a notice: how it is given."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.clients.registration.models import NoticeDelivery
from inzage.kit.forms import KitForm

CHANNELS = (
    (NoticeDelivery.Channel.EMAIL, _("Send it by e-mail to the client's own address")),
    (NoticeDelivery.Channel.LETTER, _("I send the print by letter")),
    (NoticeDelivery.Channel.HANDED, _("I hand the print over")),
)


class NoticeForm(KitForm):
    """How the notice reaches the client; e-mail only where an address is known. It knows how many were given before."""

    channel = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    given_before = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_email: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [each for each in CHANNELS if has_email or each[0] != NoticeDelivery.Channel.EMAIL]
        self.initial.setdefault("channel", "email" if has_email else "letter")
