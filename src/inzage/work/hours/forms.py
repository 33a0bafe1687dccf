"""What is asked to book hours of an agreement."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField
from inzage.sponsors.agreements.models import Agreement
from inzage.work.hours.models import AgreementHours


class BookingForm(KitForm):
    """Of which agreement, what, how many hours, when, on which invoice."""

    agreement = forms.ChoiceField(label=_("Agreement"))
    kind = forms.ChoiceField(label=_("What"), choices=AgreementHours.Kind.choices, widget=forms.RadioSelect)
    hours = forms.DecimalField(
        label=_("Hours"), max_digits=7, decimal_places=2, min_value=Decimal("0.01"), localize=True
    )
    booked_on = DayField(label=_("On"))
    reference = LineField(
        label=_("Number of the invoice"), max_length=40, required=False, help_text=_("Needed for billed hours.")
    )

    def __init__(self, *args: Any, agreements: Iterable[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = {str(each.id): each for each in agreements}
        self.fields["agreement"].choices = [(key, each.number) for key, each in self.agreements.items()]  # type: ignore[attr-defined]  # a choice field

    def values(self) -> dict[str, Any]:
        """What was filled in, for the verb."""
        return {**self.cleaned_data, "agreement": self.agreements[self.cleaned_data["agreement"]]}
