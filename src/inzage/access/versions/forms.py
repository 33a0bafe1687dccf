"""Forms of the regulation: a text file, the draft made of it, the legal check, the publication."""

import base64
import binascii
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inzage.access.versions.models import RegulationVersion
from inzage.kit.forms import KitForm, LineField, UploadField
from inzage.kit.uploads import MEGABYTE
from inzage.law.regulation import RegulationError, RegulationText, read_regulation_file

LABEL = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9.-]*\Z",
    gettext_lazy("Use letters, figures, dots and hyphens only, for example 2026-1. It stands in the public address."),
)


class FileForm(KitForm):
    """The regulation as a text file."""

    file = UploadField(
        label=gettext_lazy("Text of the regulation"),
        allowed=("text",),
        max_bytes=MEGABYTE,
        help_text=gettext_lazy(
            "A file with plain text (.txt), at most 1 MB. Each article begins with 'Artikel' and its number."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """The file, read. Raises ValidationError when it is no regulation, with what to do."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("file"):
            try:
                cleaned["text"] = read_regulation_file(cleaned["file"].content)
            except RegulationError as error:
                self.add_error("file", str(error))
        return cleaned


class DraftForm(KitForm):
    """A draft of the text that was just shown; the file travels along, so that nothing is kept before it is saved."""

    label = LineField(
        label=gettext_lazy("Name of the version"),
        max_length=40,
        validators=[LABEL],
        help_text=gettext_lazy("For example 2026-1. It stands in the public address of this version, for ever."),
    )
    description = LineField(
        label=gettext_lazy("What changed"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("In a sentence or two, for the public list of versions. Name no persons."),
    )
    source_name = LineField(widget=forms.HiddenInput, max_length=200)
    content = forms.CharField(widget=forms.HiddenInput)

    def clean_label(self) -> str:
        """The label. Raises ValidationError when another version has it."""
        label = str(self.cleaned_data["label"])
        if RegulationVersion.objects.filter(label__iexact=label).exists():
            raise ValidationError(_("There is a version with this name already. Choose another one."), code="taken")
        return label

    def clean_content(self) -> bytes:
        """The bytes of the file. Raises ValidationError when they were changed on the way."""
        try:
            return base64.b64decode(self.cleaned_data["content"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError(_("The file did not come over well. Choose it again."), code="broken") from error

    def clean(self) -> dict[str, Any]:
        """The text of the file. Raises ValidationError when it is no regulation."""
        cleaned = super().clean() or self.cleaned_data
        if "content" in cleaned:
            try:
                cleaned["text"] = read_regulation_file(cleaned["content"])
            except RegulationError as error:
                raise ValidationError(str(error), code="unreadable") from error
        return cleaned


def draft_form(text: RegulationText, name: str, content: bytes) -> DraftForm:
    """An empty draft that carries the file along; its label is proposed from the last row of the table of versions."""
    newest = text.versions[-1].label if text.versions else ""
    return DraftForm(
        initial={
            "label": newest.replace(" ", "-"),
            "description": text.versions[-1].description if text.versions else "",
            "source_name": name,
            "content": base64.b64encode(content).decode(),
        }
    )


class CheckForm(KitForm):
    """The legal check of a draft."""

    remark = LineField(
        label=gettext_lazy("What you checked it against, and what you found"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "For example: AVG and UAVG; articles 6 and 14 read with the policy rules on sick employees. No objections."
        ),
    )
    lawful = forms.BooleanField(
        label=gettext_lazy("I checked this version against the law and it may be published."),
        error_messages={
            "required": gettext_lazy("Tick the box, or leave the draft as it is and tell the author what is wrong.")
        },
    )


class PublishForm(KitForm):
    """The publication of a checked draft."""

    relevant_change = forms.BooleanField(
        label=gettext_lazy("The change matters to clients or sponsors: they must be told (article 16)."), required=False
    )
