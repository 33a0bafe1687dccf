"""What is asked of a sponsor and of a contact."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm, LineField
from inzage.sponsors.relations.models import Sponsor

EIGHT_DIGITS = RegexValidator(r"^[0-9]{8}$", _("A KvK number has eight digits. Leave it empty when there is none."))


class SponsorForm(KitForm):
    """A new sponsor."""

    name = LineField(label=_("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of sponsor"), choices=Sponsor.Kind.choices, widget=forms.RadioSelect)
    kvk_number = LineField(
        label=_("KvK number"), max_length=8, required=False, validators=[EIGHT_DIGITS], help_text=_("Eight digits.")
    )


class ContactForm(KitForm):
    """Somebody at the sponsor."""

    name = LineField(label=_("Name"), max_length=200)
    job_title = LineField(label=_("Job title"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("Reports are sent to this address.")
    )
    phone = LineField(label=_("Phone number"), max_length=40, required=False)
