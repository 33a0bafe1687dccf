"""The forms of a note: writing and changing it, releasing a passage, lifting the confidential mark."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.clients.notes.actions import LONGEST_NOTE, LONGEST_REASON
from inzage.kit.forms import DayField, KitForm


class NoteForm(KitForm):
    """A note: one box, its kind, the date, and whether it is confidential."""

    text = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 10, "autofocus": True, "data-words": "notes"}),
        help_text=_("Short and to the point. Only people of the bureau who need it can read it."),
    )
    kind = forms.ChoiceField(label=_("Kind of note"), required=False)
    held_on = DayField(label=_("Date of the talk"))
    confidential = forms.BooleanField(label=_("Confidential: this can never go into a report"), required=False)

    def __init__(self, *args: Any, today: date, kinds: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(kinds.items())

    def clean_held_on(self) -> date:
        """A talk has been held."""
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError(_("This date is still to come. Give the date on which you talked."))
        return held_on


class QuickNoteForm(NoteForm):
    """The same in the box on top of a dossier: it does not take the focus, and is low until somebody writes."""

    text = forms.CharField(
        label=_("New note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2, "class": "kit-grows", "data-words": "notes"}),
    )
    confidential = forms.BooleanField(label=_("Confidential"), required=False)


class ChangeForm(NoteForm):
    """Another text for one's own note; the mark has a form of its own. `base` is the revision that was shown."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    confidential = None  # type: ignore[assignment]  # Django's way to leave a field of the parent out


class PassageForm(KitForm):
    """Words of a note that may be used in a report."""

    text = forms.CharField(
        label=_("Words from the note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4, "data-words": "reports"}),
        help_text=_("Paste the words exactly as they stand in the note."),
    )
    health = forms.BooleanField(
        label=_("This says something about the client's health"),
        required=False,
        help_text=_("Then it leaves the bureau only with the client's written consent."),
    )


class LiftForm(KitForm):
    """Why a note is no longer confidential."""

    reason = forms.CharField(label=_("Why is this no longer confidential?"), max_length=LONGEST_REASON)
