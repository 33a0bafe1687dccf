"""What is asked to close an engagement, and to record that the client was asked how satisfied they are."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField
from inzage.work.closing.actions import Ending
from inzage.work.closing.facts import aftercare_until
from inzage.work.closing.models import SurveyInvitation
from inzage.work.engagements.courses import outcomes_of, reasons
from inzage.work.engagements.models import Engagement


class EndForm(KitForm):
    """How and when it ended; the reason of an early end; why with gaps; until when aftercare."""

    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("Why it ended early"), required=False, help_text=_("Only when it stopped early or did not start.")
    )
    ended_on = DayField(label=_("Last day"))
    followed_until = DayField(
        label=_("Aftercare until"), required=False, help_text=_("Empty: no aftercare. Access lasts as long.")
    )
    gaps_reason = LineField(
        label=_("Why it ends although something is missing"),
        max_length=300,
        required=False,
        help_text=_("Only when the check-list has gaps; in facts, nothing of health."),
    )

    def __init__(self, *args: Any, engagement: Engagement, today: date, has_gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes_of(engagement.service)  # type: ignore[attr-defined]  # a choice field
        self.fields["reason"].choices = [("", "—"), *reasons()]  # type: ignore[attr-defined]  # a choice field
        self.fields["ended_on"].initial = today
        self.fields["followed_until"].initial = aftercare_until(engagement, today)
        if not has_gaps:
            del self.fields["gaps_reason"]

    def ending(self) -> Ending:
        """What was filled in, for the verb."""
        return Ending(**self.cleaned_data)


class InvitationForm(KitForm):
    """When and how the client was asked."""

    invited_on = DayField(label=_("Asked on"))
    how = forms.ChoiceField(label=_("How"), choices=SurveyInvitation.How.choices, widget=forms.RadioSelect)
