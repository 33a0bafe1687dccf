"""Forms of the register: its filters, and when and how the client was told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField
from inzage.sharing.disclosures.models import ClientInformed, Disclosure


class RegisterFilter(KitForm):
    """What the register shows; every field may be empty. It stands in the address, so none is about a client."""

    marks_optional = False

    kind = forms.ChoiceField(label=_("Kind"), choices=(("", _("Every kind")), *Disclosure.Kind.choices), required=False)
    organisation = LineField(label=_("Organisation"), max_length=100, required=False)
    since = DayField(label=_("From and including"), required=False)
    until = DayField(label=_("Up to and including"), required=False)


class InformedForm(KitForm):
    """When and how the client was told."""

    informed_on = DayField(label=_("On which day did you tell the client?"))
    how = forms.ChoiceField(label=_("How"), choices=ClientInformed.How.choices, widget=forms.RadioSelect)
