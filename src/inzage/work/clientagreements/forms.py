"""What is asked for a template, and to record that a client has the agreement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField, UploadField
from inzage.kit.uploads import MEGABYTE
from inzage.work.clientagreements.models import ClientAgreement

LARGEST_SCAN = 10 * MEGABYTE
LONGEST = 20_000


class TemplateForm(KitForm):
    """The text of an agreement with clients, and apart from it the clause on secrecy."""

    title = LineField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("What is agreed"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Filled in by itself: {client}, {bureau}, {service}, {sponsor}, {date}."),
    )
    secrecy = forms.CharField(
        label=_("Secrecy clause"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What the bureau keeps secret, and what it reports. Without this clause nothing is published."),
    )


class RecordForm(KitForm):
    """How and when the client got it."""

    how = forms.ChoiceField(label=_("How"), choices=ClientAgreement.How.choices, widget=forms.RadioSelect)
    agreed_on = DayField(label=_("On"))
    complaints_handed = forms.BooleanField(label=_("The complaints procedure was handed over with it"), required=False)
    scan = UploadField(
        label=_("Scan"),
        allowed=("pdf", "png", "jpeg"),
        max_bytes=LARGEST_SCAN,
        required=False,
        help_text=_("Of the signed agreement. PDF, PNG or JPEG, at most 10 MB; may be left out."),
    )
