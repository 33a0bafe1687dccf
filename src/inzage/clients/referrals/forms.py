"""What is asked of a referral: the fields of its service, and from whom, how and when it came."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.access.versions.current import policy
from inzage.clients.referrals.actions import Incoming
from inzage.clients.referrals.facts import labels
from inzage.clients.referrals.models import Referral
from inzage.clients.registration.forms import DataForm, SponsorField
from inzage.kit.forms import DayField, KitForm, LineField

OWN = ("channel", "received_on", "sponsor", "contact_name", "reference", "region", "specialism")


def _choose(form: forms.Form, name: str, choices: Mapping[str, str], none: str = "-") -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", none), *choices.items()] if none else list(choices.items())


class ReferralForm(DataForm):
    """A referral. There is no box for free text: nothing of anybody's health can be put here."""

    sections = ((_("How it came in"), OWN), *DataForm.sections)

    channel = forms.ChoiceField(
        label=_("How it came in"), choices=Referral.Channel.choices, widget=forms.RadioSelect, initial="mail"
    )
    received_on = DayField(label=_("Received on"))
    sponsor = SponsorField(
        label=_("Sponsor"), required=False, help_text=_("Leave it empty when the person asks for it alone.")
    )
    contact_name = LineField(label=_("Contact at the sponsor"), required=False, max_length=200)
    reference = LineField(
        label=_("Reference of the sponsor"), required=False, max_length=60, help_text=_("A number, never a name.")
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    specialism = forms.ChoiceField(label=_("Specialism"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sponsor"].offer()  # type: ignore[attr-defined]  # a SponsorField
        _choose(self, "region", labels(policy().referrals.regions))
        _choose(self, "specialism", labels(policy().referrals.specialisms))

    def incoming(self, service: str) -> Incoming:
        """What came in, once it is valid."""
        return Incoming(service=service, fields=self.values, **{name: self.cleaned_data[name] for name in OWN})


class HandForm(KitForm):
    """The colleague who could take it on."""

    coach = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, people: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "coach", people, none="")


class DeclineForm(KitForm):
    """Why it is declined."""

    reason = forms.ChoiceField(label=_("Why"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "reason", labels(policy().referrals.reasons), none="")


class CapacityForm(KitForm):
    """What a colleague can take on."""

    hours = forms.DecimalField(
        label=_("Hours a week for clients"), min_value=0, max_value=60, max_digits=4, decimal_places=1
    )
    regions = forms.MultipleChoiceField(label=_("Regions"), required=False, widget=forms.CheckboxSelectMultiple)
    specialisms = forms.MultipleChoiceField(label=_("Specialisms"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "regions", labels(policy().referrals.regions), none="")
        _choose(self, "specialisms", labels(policy().referrals.specialisms), none="")
