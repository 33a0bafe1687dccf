"""What is asked to make a programme, plan a meeting, and let a client take part."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm, LineField, MomentField
from inzage.work.groups.models import GroupProgramme


class ProgrammeForm(KitForm):
    """What it is about."""

    title = LineField(label=_("Title"), max_length=120, help_text=_("The subject; no names."))


class MeetingForm(KitForm):
    """When and where."""

    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"))
    place = LineField(label=_("Place"), max_length=120)


class JoinForm(KitForm):
    """A programme of the office."""

    programme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, *args: Any, programmes: Iterable[GroupProgramme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = {str(each.id): each for each in programmes}
        self.fields["programme"].choices = [(key, each.title) for key, each in self.programmes.items()]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> GroupProgramme:
        """The chosen programme."""
        return self.programmes[self.cleaned_data["programme"]]
