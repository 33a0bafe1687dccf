"""Forms about people: the two things everybody signs, a new colleague, a role, a declaration on paper."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inzage.access.people.actions import is_taken
from inzage.access.people.roles import LABELS
from inzage.kit.forms import DayField, KitForm, LineField

LONGEST_NAME = 120


class DeclarationForm(KitForm):
    """The declaration of secrecy, signed by ticking."""

    signed = forms.BooleanField(
        label=gettext_lazy("I have read this declaration and I sign it."),
        error_messages={"required": gettext_lazy("Tick the box to sign the declaration.")},
    )


class AcknowledgementForm(KitForm):
    """The regulation and the code of conduct, acknowledged by ticking. `version` says which text was on the screen."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    known = forms.BooleanField(
        label=gettext_lazy(
            "I have read this version of the privacy regulation, and I keep to it and to the code of conduct."
        ),
        error_messages={"required": gettext_lazy("Tick the box to confirm that you know the regulation.")},
    )


class EmailForm(KitForm):
    """The address of a login that does not exist yet."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Here the invitation goes. The colleague signs in with it."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        """The address. Raises ValidationError when a login has it already."""
        email = str(self.cleaned_data["email"])
        if is_taken(email):
            raise ValidationError(_("Somebody already signs in with this address. Use another one."), code="taken")
        return email


class NewColleagueForm(EmailForm):
    """A colleague who begins here."""

    name = LineField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    office = forms.ChoiceField(label=gettext_lazy("Office"))
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        required=False,
        choices=[(role, label) for role, label in LABELS.items() if role != "auditor"],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A role decides what somebody needs for the work. Give no more than that."),
    )
    field_order = ("name", "email", "office", "roles")

    def __init__(self, *args: Any, offices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["office"]
        if isinstance(field, forms.ChoiceField):
            field.choices = offices
        if len(offices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = offices[0][0]


class RoleForm(KitForm):
    """One more role for a colleague."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, *args: Any, roles: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = roles


class PaperDeclarationForm(KitForm):
    """A declaration of secrecy that was signed on paper."""

    signed_on = DayField(label=gettext_lazy("Signed on"))
    reference = LineField(
        label=gettext_lazy("Where the paper is kept"),
        max_length=200,
        help_text=gettext_lazy("For example: personnel file, cabinet 2."),
    )

    def clean_signed_on(self) -> date:
        """The day. Raises ValidationError for one that is still to come."""
        day: date = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Fill in the day on the paper."), code="future")
        return day
