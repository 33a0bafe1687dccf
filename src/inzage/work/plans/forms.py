"""What is asked for goals, actions and the signature for seen."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField
from inzage.work.plans.actions import LONGEST_GOAL
from inzage.work.plans.facts import Worded
from inzage.work.plans.models import Goal, PlanAction, PlanSeen

SHORT = 60


class GoalForm(KitForm):
    """A goal as the client says it."""

    words = forms.CharField(
        label=_("What the client wants to reach, in their own words"),
        max_length=LONGEST_GOAL,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("“I want …”. Nothing of health or home that the plan does not need."),
    )


class ActionForm(KitForm):
    """What is done, by whom, before when, for which goal."""

    words = LineField(label=_("What will be done"), max_length=300)
    owner = forms.ChoiceField(label=_("Who does it"), choices=PlanAction.Owner.choices, widget=forms.RadioSelect)
    due = DayField(label=_("Before or on"))


class NewActionForm(ActionForm):
    """The same, with the goal that it serves."""

    goal = forms.ChoiceField(label=_("For which goal"), required=False)

    def __init__(self, *args: Any, goals: list[Worded], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {str(each.goal.id): each.goal for each in goals if each.goal.state == Goal.State.OPEN}
        short = {str(each.goal.id): Truncator(each.now.words).chars(SHORT) for each in goals}
        self.fields["goal"].choices = [("", _("The whole plan")), *((key, short[key]) for key in self.goals)]  # type: ignore[attr-defined]  # a choice field

    def values(self) -> dict[str, Any]:
        """What was filled in, for the verb."""
        return {**self.cleaned_data, "goal": self.goals.get(self.cleaned_data["goal"])}


class SeenForm(KitForm):
    """When and how the client signed for seen."""

    seen_on = DayField(label=_("Signed on"))
    how = forms.ChoiceField(label=_("How"), choices=PlanSeen.How.choices, widget=forms.RadioSelect)
