"""What is asked to add a task."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField

NOBODY = "office"


class TaskForm(KitForm):
    """What, before when, and who."""

    words = LineField(label=_("What must be done"), max_length=200)
    due = DayField(label=_("Before or on"))
    owner = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, owners: dict[UUID | None, str], me: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {str(person or NOBODY): person for person in owners}
        self.fields["owner"].choices = [(str(person or NOBODY), name) for person, name in owners.items()]  # type: ignore[attr-defined]  # a choice field
        self.fields["owner"].initial = str(me)

    def values(self) -> dict[str, Any]:
        """What was filled in, for the verb."""
        return {**self.cleaned_data, "owner": self.owners[self.cleaned_data["owner"]]}
