"""What is asked of who wants to look as a colleague."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.access.identity.models import Person
from inzage.kit.forms import KitForm, LineField

LONGEST = 200


class LookForm(KitForm):
    """As whom, why and for how long."""

    colleague = forms.ChoiceField(label=_("As whom"))
    reason = LineField(
        label=_("Why"), max_length=LONGEST, help_text=_("The colleague and the privacy officer read this.")
    )
    minutes = forms.IntegerField(label=_("For how many minutes"), min_value=1)

    def __init__(self, *args: Any, colleagues: Iterable[Person], longest: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field, minutes = self.fields["colleague"], self.fields["minutes"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(each.pk), each.name) for each in colleagues]
        minutes.initial = longest
        minutes.help_text = _("At most %(number)s.") % {"number": longest}
