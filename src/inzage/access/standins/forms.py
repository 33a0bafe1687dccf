"""What is asked to let somebody stand in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.access.identity.models import Person
from inzage.kit.forms import DayField, KitForm, LineField


class StandInForm(KitForm):
    """Who is away, who stands in, which days, and why."""

    absent = forms.ChoiceField(label=_("Who is away"))
    substitute = forms.ChoiceField(label=_("Who stands in"))
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    reason = LineField(
        label=_("Reason"), max_length=200, help_text=_("For example: holiday. Write nothing about somebody's health.")
    )

    def __init__(self, *args: Any, absentees: Iterable[Person], substitutes: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, people in (("absent", absentees), ("substitute", substitutes)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", str(_("Choose a colleague"))), *((str(each.pk), each.name) for each in people)]
