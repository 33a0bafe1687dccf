"""The filters of the log. They stand in the address: ids, numbers, kinds and days, never a name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField
from inzage.oversight.log.facts import dossier_numbered, staff
from inzage.oversight.log.wording import WORDS, called

NOBODY = "00000000-0000-0000-0000-000000000000"


class PeriodForm(KitForm):
    """The days of which the client asks; both may be empty."""

    since = DayField(label=_("From and including"), required=False)
    until = DayField(label=_("Up to and including"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first day. Give a later one, or an earlier first day."))
        return data


class LogFilter(KitForm):
    """By person, kind, dossier, outcome and period; every field may be empty."""

    marks_optional = False

    person = forms.ChoiceField(label=_("Who"), required=False)
    kind = forms.ChoiceField(label=_("What"), choices=(("", _("Everything")), *WORDS.items()), required=False)
    number = LineField(label=_("Number of the dossier"), max_length=20, required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=(("", _("Allowed and refused")), ("allowed", _("Allowed")), ("refused", _("Refused"))),
        required=False,
    )
    since = DayField(label=_("From and including"), required=False)
    until = DayField(label=_("Up to and including"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            people = [(str(each.id), called(each.id, each.name)) for each in staff()]
            field.choices = [("", str(_("Everybody"))), *people]

    def filters(self) -> dict[str, Any]:
        """What `facts.events` takes; a number that nobody knows finds nothing."""
        data = dict(self.cleaned_data)
        number = data.pop("number")
        if number:
            data["dossier"] = dossier_numbered(number) or NOBODY
        return {name: value for name, value in data.items() if value}
