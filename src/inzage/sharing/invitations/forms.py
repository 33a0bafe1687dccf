"""What is asked to plan a meeting and to mail the client an invitation at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.work.meetings.forms import PlanForm


class InvitingForm(PlanForm):
    """A new meeting, and whether the client gets it by mail; not asked of a client without a mail address."""

    by_mail = forms.BooleanField(
        label=_("Mail the client an invitation, and a reminder the day before"), required=False, initial=True
    )

    def __init__(self, *args: Any, has_email: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_email:
            del self.fields["by_mail"]

    @property
    def invites(self) -> bool:
        """Whether an invitation is wanted."""
        return bool(self.cleaned_data.get("by_mail"))
