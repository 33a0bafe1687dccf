"""What is asked of a reporting agreement, and of telling it to the client."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from inzage.access.versions import policy
from inzage.kit.forms import DayField, KitForm, LineField, MomentField
from inzage.sponsors.relations.facts import contacts_of
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.actions import Terms
from inzage.work.reporting.facts import category_labels
from inzage.work.reporting.models import ReportingAgreement

KINDS = {
    "intake": _("Intake report"),
    "plan": _("Plan of the engagement"),
    "progress": _("Progress report"),
    "full": _("Full report"),
    "final": _("Final report"),
    "uwv": _("Report for the UWV"),
    "absence": _("Feedback on absence"),
    "assessment": _("Assessment report"),
}
LONGEST_PERIOD = 52


class AgreeForm(KitForm):
    """To whom, which data, how, why and when: what article 6 asks to be agreed."""

    recipients = forms.MultipleChoiceField(label=_("To whom"), widget=forms.CheckboxSelectMultiple)
    categories = forms.MultipleChoiceField(label=_("Which data"), widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(label=_("Which reports"), widget=forms.CheckboxSelectMultiple)
    form = forms.ChoiceField(label=_("How"), choices=ReportingAgreement.Form.choices, widget=forms.RadioSelect)
    purpose = LineField(
        label=_("Why"),
        max_length=300,
        widget=forms.TextInput({"data-words": "reports"}),
        help_text=_("One sentence that the client will read too."),
    )
    first_on = DayField(label=_("First report on"))
    every_weeks = forms.IntegerField(
        label=_("Then every … weeks"),
        min_value=1,
        max_value=LONGEST_PERIOD,
        required=False,
        help_text=_("Empty: there is one report only."),
    )
    agreed_on = DayField(label=_("Agreed on"))

    def __init__(self, *args: Any, engagement: Engagement, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {str(each.id): each for each in contacts_of(engagement.sponsor.dossier_id, active_only=True)}
        service = policy().service(engagement.service)
        reports = service.reports if service else ()
        hidden = frozenset[str]() if service and service.allows_health else policy().health_categories()
        self.fields["agreed_on"].initial = today
        if service and (weeks := service.course.reports.first_weeks):
            # the moments that the policy gives the service, to be agreed otherwise with the sponsor
            self.fields["first_on"].initial = max(engagement.started_on + timedelta(weeks=weeks), today)
            self.fields["every_weeks"].initial = service.course.reports.every_weeks
        self._choose("recipients", [(key, _contact(each)) for key, each in self.contacts.items()])
        self._choose("categories", [(code, label) for code, label in _categories() if code not in hidden])
        self._choose("kinds", [(code, label) for code, label in KINDS.items() if code in reports])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen_contacts(self) -> list[SponsorContact]:
        """Give the contacts that were ticked."""
        return [self.contacts[key] for key in self.cleaned_data["recipients"]]

    def terms(self) -> Terms:
        """Give what was filled in, for the verb."""
        return Terms(**{name: value for name, value in self.cleaned_data.items() if name != "recipients"})


def _contact(contact: SponsorContact) -> str:
    return f"{contact.name}, {contact.job_title}" if contact.job_title else contact.name


def _categories() -> list[tuple[str, str]]:
    """The categories of the policy; health data say so, because they need the client's written consent too."""
    health = policy().health_categories()
    return [
        (code, gettext("%(data)s (health: only with written consent)") % {"data": label} if code in health else label)
        for code, label in category_labels(get_language() or "nl").items()
    ]


class TellForm(KitForm):
    """When and how the client was told, and what was said."""

    told_at = MomentField(label=_("Told at"))
    told_how = forms.ChoiceField(label=_("How"), choices=ReportingAgreement.ToldHow.choices, widget=forms.RadioSelect)
    response = forms.ChoiceField(
        label=_("What the client said"), choices=ReportingAgreement.Response.choices, widget=forms.RadioSelect
    )
