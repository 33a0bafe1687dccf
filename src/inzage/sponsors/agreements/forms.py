"""What is asked of a signed agreement."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inzage.access.versions import policy
from inzage.kit.forms import DayField, KitForm, LineField, UploadField
from inzage.sponsors.agreements.actions import LARGEST_SCAN, SCANS, Terms


def service_choices() -> list[tuple[str, str]]:
    """The services of the policy, labelled in the language of the page."""
    return [(code, service.label.to(get_language() or "nl")) for code, service in policy().services.items()]


def purpose_choices() -> list[tuple[str, str]]:
    """The ten purposes, labelled in the language of the page."""
    language = get_language() or "nl"
    return [(code, f"{code} {purpose.label.to(language)}") for code, purpose in policy().purposes.agreed.items()]


class AgreementForm(KitForm):
    """A signed agreement with its scan."""

    number = LineField(label=_("Number"), max_length=40, help_text=_("As it stands on the agreement."))
    title = LineField(label=_("Title"), max_length=200)
    services = forms.MultipleChoiceField(label=_("Services"), widget=forms.CheckboxSelectMultiple)
    purposes = forms.MultipleChoiceField(
        label=_("Purposes that the agreement switches on"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Article 3.2: the data are used only as far as the agreement goes."),
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: it runs until it is ended."))
    signed_on = DayField(label=_("Signed on"), help_text=_("The day on which the last party signed."))
    has_confidentiality = forms.BooleanField(
        label=_("The confidentiality terms are in this agreement"),
        error_messages={
            "required": _("Article 5: without confidentiality terms it cannot be recorded. Have them added.")
        },
    )
    signed_by_both = forms.BooleanField(
        label=_("Both parties signed"),
        error_messages={"required": _("Article 5: both parties sign first. Record the agreement when they have.")},
    )
    scan = UploadField(
        label=_("Scan of the signed agreement"),
        allowed=SCANS,
        max_bytes=LARGEST_SCAN,
        help_text=_("PDF, PNG or JPEG, at most 20 MB."),
    )

    sections = (
        (_("The agreement"), ("number", "title", "starts_on", "ends_on")),
        (_("What it is about"), ("services", "purposes")),
        (_("Signing"), ("has_confidentiality", "signed_by_both", "signed_on", "scan")),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["services"].choices = service_choices()  # type: ignore[attr-defined]  # a choice field
        self.fields["purposes"].choices = purpose_choices()  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Look at the days together, and at the day of signing: nobody signed a day that is still to come."""
        data = super().clean() or {}
        if data.get("signed_on") and data["signed_on"] > self.today:
            self.add_error("signed_on", _("This day is still to come. Record the agreement when both have signed."))
        if data.get("ends_on") and data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The last day lies before the first; give a later day."))
        return data

    def terms(self) -> Terms:
        """Give what was filled in, for the verb."""
        return Terms(**{name: value for name, value in self.cleaned_data.items() if name != "scan"})
