"""What is asked to record a representative."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.clients.representatives.actions import Appointment
from inzage.clients.representatives.models import Representative
from inzage.kit.forms import DayField, KitForm, LineField, UploadField
from inzage.kit.uploads import MEGABYTE

LARGEST = 10 * MEGABYTE


class RepresentativeForm(KitForm):
    """Who decides, for what, from when to when, and on what evidence."""

    capacity = forms.ChoiceField(label=_("On what it rests"), choices=Representative.Capacity.choices)
    matters = forms.MultipleChoiceField(
        label=_("What about"), choices=Representative.Matter.choices, widget=forms.CheckboxSelectMultiple
    )
    name = LineField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    phone = LineField(label=_("Phone number"), required=False, max_length=30)
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Of a minor: the day before the eighteenth birthday. Leave it empty when there is no end."),
    )
    evidence = UploadField(
        label=_("Evidence"),
        required=False,
        allowed=("pdf", "png", "jpeg"),
        max_bytes=LARGEST,
        help_text=_("The order of the court or the power of attorney: PDF, PNG or JPEG, at most 10 MB."),
    )
    sections = (
        (_("What it is"), ("capacity", "matters", "since", "until", "evidence")),
        (_("Who it is"), ("name", "email", "phone")),
    )

    def appointment(self) -> Appointment:
        """What was filled in, once it is valid."""
        data = self.cleaned_data
        return Appointment(**(data | {"matters": tuple(data["matters"])}))
