"""What is asked of a house style and of a prescribed form."""

from itertools import permutations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm, LineField, UploadField
from inzage.kit.uploads import MEGABYTE
from inzage.paper.content import BLOCKS, Style

LARGEST_LOGO = 100 * 1024
LEAST_CONTRAST = 4.5
MOST_LINES, LONGEST_LINE = 5, 80
BLOCK_NAMES: dict[str, Promise] = {
    "facts": _("facts"),
    "sections": _("sections"),
    "remark": _("remarks of the client"),
    "signature": _("signature"),
}


class StyleForm(KitForm):
    """The house style as values: a colour, lines, a logo, and the order of the blocks."""

    accent = forms.CharField(
        label=_("Colour of headings and lines"),
        max_length=7,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("Dark enough to read on white."),
    )
    letterhead = forms.CharField(
        label=_("Letterhead under the bureau's name"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("At most five lines. Empty: the address of the bureau."),
    )
    footer = LineField(label=_("Line at the foot of each page"), max_length=80, required=False)
    logo = UploadField(label=_("Logo (PNG)"), allowed=["png"], max_bytes=LARGEST_LOGO, required=False)
    logo_text = LineField(
        label=_("What the logo shows"),
        max_length=120,
        required=False,
        help_text=_("For who cannot see it; needed with a logo."),
    )
    keep_logo = forms.BooleanField(label=_("Keep the logo of the last version"), required=False)
    blocks = forms.ChoiceField(label=_("Order of the blocks"))

    def __init__(self, *args: Any, before: Style, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self.fields["blocks"].choices = [  # type: ignore[attr-defined]  # a choice field
            (",".join(order), ", ".join(str(BLOCK_NAMES[block]) for block in order)) for order in permutations(BLOCKS)
        ]
        if not before.logo:
            del self.fields["keep_logo"]

    def clean_accent(self) -> str:
        """Look at the colour: a hex code with enough contrast on white (WCAG 1.4.3)."""
        value: str = self.cleaned_data["accent"].lower()
        if len(value) != len("#rrggbb") or value[0] != "#" or any(sign not in "0123456789abcdef" for sign in value[1:]):
            raise ValidationError(_("Give a colour as # and six signs, such as #175e6b."))
        if contrast_on_white(value) < LEAST_CONTRAST:
            raise ValidationError(_("This colour is too light to read on white; choose a darker one."))
        return value

    def clean_letterhead(self) -> list[str]:
        """Give the lines, and see that they fit."""
        lines = [line.strip() for line in self.cleaned_data["letterhead"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(_("At most five lines of eighty signs; make it shorter."))
        return lines

    def clean(self) -> dict[str, Any]:
        """See that a logo says what it shows."""
        data = super().clean() or {}
        if (data.get("logo") or data.get("keep_logo")) and not data.get("logo_text"):
            self.add_error("logo_text", _("Write what the logo shows, for who cannot see it."))
        return data

    def style(self) -> Style:
        """Give what was filled in, for the verb."""
        data = self.cleaned_data
        kept = self.before.logo if data.get("keep_logo") else b""
        return Style(
            accent=data["accent"],
            letterhead=data["letterhead"],
            footer=data["footer"],
            logo=data["logo"].content if data["logo"] else kept,
            logo_text=data["logo_text"],
            blocks=tuple(data["blocks"].split(",")),
        )


def contrast_on_white(colour: str) -> float:
    """The contrast of #rrggbb on white, 1 to 21 (WCAG 2.2)."""

    def part(start: int) -> float:
        value = int(colour[start : start + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  WCAG's own numbers

    return 1.05 / (0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05)


class FormForm(KitForm):
    """A Word form and its name."""

    name = LineField(
        label=_("Name of the form"), max_length=80, help_text=_("A new file under a name is its next version.")
    )
    file = UploadField(label=_("Word file (docx)"), allowed=["docx"], max_bytes=2 * MEGABYTE)
