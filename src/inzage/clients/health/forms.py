"""The form of what a client can and cannot do: a box for each aspect of the policy that may be kept, and no other."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inzage.access.versions.current import policy
from inzage.clients.health.actions import LONGEST, Stated
from inzage.clients.health.facts import medical_hits
from inzage.clients.health.models import WorkCapacity
from inzage.kit.forms import DayField, KitForm, UploadField
from inzage.kit.uploads import MEGABYTE

LARGEST = 10 * MEGABYTE


class CapacityForm(KitForm):
    """A version of what the client can and cannot do. `aspects` are those that may be kept now.

    Words of illness or treatment are named once; the writer takes them out or says that they name none.
    """

    source = forms.ChoiceField(label=_("From whom"), choices=WorkCapacity.Source.choices, widget=forms.RadioSelect)
    stated_on = DayField(label=_("Stated on"))
    scan = UploadField(
        label=_("The list itself"),
        allowed=("pdf", "png", "jpeg"),
        max_bytes=LARGEST,
        required=False,
        help_text=_("PDF, PNG or JPEG, at most 10 MB. Only a list of limitations, never a letter of a doctor."),
    )
    looked_at = forms.BooleanField(
        label=_("I looked at these words: they name no illness and no treatment"), required=False
    )

    def __init__(self, *args: Any, aspects: Iterable[str], texts: Mapping[str, str], today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.today = today
        self.aspects = tuple(aspects)
        language = get_language() or "nl"
        own = dict(self.fields)
        self.fields.clear()
        for code in self.aspects:
            aspect = policy().health.aspects[code]
            self.fields[_field(code)] = forms.CharField(
                label=aspect.label.to(language),
                help_text=aspect.hint.to(language),
                initial=texts.get(code, ""),
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea({"rows": 2, "data-words": "health"}),
            )
        self.fields.update(own)
        if not self.is_bound:
            del self.fields["looked_at"]

    def clean_stated_on(self) -> date:
        """It was stated."""
        stated_on: date = self.cleaned_data["stated_on"]
        if stated_on > self.today:
            raise forms.ValidationError(_("This date is still to come. Give the date on which it was stated."))
        return stated_on

    def clean(self) -> dict[str, Any]:
        """See that something is filled in, and that no illness or treatment is named without being looked at."""
        data = super().clean() or self.cleaned_data
        texts = self._texts()
        if not any(text.strip() for text in texts.values()) and not self.errors:
            raise forms.ValidationError(_("Nothing was filled in. Begin with what the client can do."))
        words = [hit.word for hit in medical_hits(texts.values())]
        if not words:
            del self.fields["looked_at"]
        elif not data.get("looked_at"):
            told = _("Here stands what may name an illness or a treatment: %(words)s. Take it out, or tick this box.")
            self.add_error("looked_at", forms.ValidationError(told, params={"words": ", ".join(words)}))
        return data

    def stated(self) -> Stated:
        """What was filled in, once it is valid."""
        data = self.cleaned_data
        return Stated(
            texts=self._texts(),
            source=data["source"],
            stated_on=data["stated_on"],
            scan=data.get("scan"),
            looked_at=bool(data.get("looked_at")),
        )

    def _texts(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(_field(code), "") for code in self.aspects}


def _field(code: str) -> str:
    return f"aspect_{code}"
