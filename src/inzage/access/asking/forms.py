"""What is asked of who asks for access, and of who answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.access.asking.models import AccessRequest
from inzage.access.parts import LABELS as PARTS
from inzage.access.people.roles import LABELS as ROLES
from inzage.kit.forms import DayField, KitForm, LineField

LONGEST = 200


class AskForm(KitForm):
    """The number of the dossier, the role that needs it, and why."""

    number = LineField(
        label=_("Number of the dossier"), max_length=20, help_text=_("For example C-2026-0001 or O-2026-0001.")
    )
    role = forms.ChoiceField(label=_("As"), widget=forms.RadioSelect)
    reason = LineField(
        label=_("What you need it for"), max_length=LONGEST, help_text=_("Your colleague and the log keep this.")
    )

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(role, ROLES.get(role, role)) for role in roles]
            field.initial = next(iter(field.choices), ("", ""))[0]


class AnswerForm(KitForm):
    """Yes or no. A yes has parts and a last day, a no has a reason."""

    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=[(AccessRequest.Outcome.ALLOWED, _("Give access")), (AccessRequest.Outcome.REFUSED, _("Refuse"))],
        widget=forms.RadioSelect,
    )
    parts = forms.MultipleChoiceField(label=_("Which parts"), required=False, widget=forms.CheckboxSelectMultiple)
    until = DayField(label=_("Up to and including"), required=False)
    answer = LineField(
        label=_("What you tell your colleague"),
        max_length=LONGEST,
        required=False,
        help_text=_("Needed when you refuse: say why, without saying whether the dossier exists."),
    )

    def __init__(self, *args: Any, parts: Iterable[str], daily: Iterable[str], until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(part, PARTS.get(part, part)) for part in parts]
        if not choices:
            self.fields["outcome"].initial = AccessRequest.Outcome.REFUSED
            del self.fields["parts"], self.fields["until"]
            return
        field = self.fields["parts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices
            field.initial = list(daily)
        self.fields["until"].initial = until

    def clean(self) -> dict[str, Any]:
        """A yes names parts and a last day of a dossier that is there; a no says why."""
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == AccessRequest.Outcome.REFUSED and not data.get("answer"):
            self.add_error("answer", _("Say why, so that your colleague knows what to do."))
        if data.get("outcome") == AccessRequest.Outcome.ALLOWED:
            if "parts" not in self.fields:
                self.add_error("outcome", _("No dossier here has this number; refuse the question."))
            elif not data.get("parts"):
                self.add_error("parts", _("Choose at least one part."))
            elif not data.get("until") and "until" not in self.errors:
                self.add_error("until", _("Access ends by itself; give the last day."))
        return data
