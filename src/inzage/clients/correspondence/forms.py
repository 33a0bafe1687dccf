"""The forms of correspondence: writing it down, adding a document, reading a mail in from a file, filing a document."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.clients.correspondence.actions import LONGEST_TEXT, Letter
from inzage.clients.correspondence.models import Correspondence
from inzage.kit.forms import DayField, KitForm, LineField, UploadField
from inzage.kit.uploads import MEGABYTE, Kind

LARGEST = 15 * MEGABYTE
DOCUMENTS: tuple[Kind, ...] = ("pdf", "png", "jpeg", "docx", "text", "eml")
STILL_TO_COME = _("This date is still to come. Give the date on which it came or went.")


class LetterForm(KitForm):
    """A letter, mail or call. Documents are added on its page, so that a wrong form never loses one."""

    direction = forms.ChoiceField(
        label=_("Which way"), choices=Correspondence.Direction.choices, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(label=_("How"), choices=Correspondence.Form.choices, widget=forms.RadioSelect)
    held_on = DayField(label=_("Date"))
    party = forms.ChoiceField(label=_("With whom"), choices=Correspondence.Party.choices)
    party_name = LineField(
        label=_("Name"), required=False, max_length=200, help_text=_("Not needed when it is the client.")
    )
    subject = LineField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Text, or what was said"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 10, "data-words": "notes"}),
    )
    confidential = forms.BooleanField(label=_("Confidential: this can never go into a report"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """It has happened, and the other side has a name."""
        data = super().clean() or self.cleaned_data
        if data.get("held_on") and data["held_on"] > self.today:
            self.add_error("held_on", STILL_TO_COME)
        if data.get("party") not in {None, "", Correspondence.Party.CLIENT} and not data.get("party_name"):
            self.add_error("party_name", _("Give the name of who it came from or went to."))
        return data

    def letter(self) -> Letter:
        """What was filled in, once it is valid."""
        return Letter(**{name: value for name, value in self.cleaned_data.items() if name != "confidential"})


class EncloseForm(KitForm):
    """A document that came or went with it."""

    file = UploadField(
        label=_("Document"),
        allowed=DOCUMENTS,
        max_bytes=LARGEST,
        help_text=_("PDF, picture, Word (docx), plain text or mail (eml), at most 15 MB."),
    )


class MailForm(KitForm):
    """A mail that was kept as a file."""

    direction = forms.ChoiceField(
        label=_("Which way"), choices=Correspondence.Direction.choices, widget=forms.RadioSelect
    )
    party = forms.ChoiceField(label=_("With whom"), choices=Correspondence.Party.choices)
    confidential = forms.BooleanField(label=_("Confidential: this can never go into a report"), required=False)
    file = UploadField(
        label=_("The mail as a file"),
        allowed=("eml",),
        max_bytes=LARGEST,
        help_text=_("Save the mail in your mail program as a file (.eml), at most 15 MB."),
    )


class DocumentForm(KitForm):
    """A document that stands on its own."""

    kind = forms.ChoiceField(label=_("Kind of document"))
    title = LineField(label=_("Title"), max_length=200)
    dated_on = DayField(label=_("Date of the document"))
    file = UploadField(
        label=_("Document"),
        allowed=DOCUMENTS,
        max_bytes=LARGEST,
        help_text=_("PDF, picture, Word (docx), plain text or mail (eml), at most 15 MB."),
    )

    def __init__(self, *args: Any, today: date, kinds: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(kinds.items())

    def clean_dated_on(self) -> date:
        """A document is there already."""
        dated_on: date = self.cleaned_data["dated_on"]
        if dated_on > self.today:
            raise forms.ValidationError(_("This date is still to come. Give the date of the document."))
        return dated_on
