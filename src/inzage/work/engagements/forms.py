"""What is asked to start, assign and end an engagement."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField
from inzage.sponsors.agreements.facts import running
from inzage.sponsors.agreements.models import Agreement
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import candidates

ROLE_LABELS = {"coach": _("coach"), "psychologist": _("psychologist"), "labour_expert": _("labour expert")}


class StartForm(KitForm):
    """A service of an agreement that runs, for this client."""

    order = forms.ChoiceField(
        label=_("Service"), help_text=_("The services of the agreements that run, per sponsor and agreement.")
    )
    started_on = DayField(label=_("First day"))
    reference = LineField(
        label=_("Reference of the sponsor"), max_length=60, required=False, help_text=_("A number; not a name.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = {agreement.id: agreement for agreement in running(today)}
        self.fields["started_on"].initial = today
        self.fields["order"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Choose a service")),
            *((_heading(agreement), _orders(agreement)) for agreement in self.agreements.values()),
        ]

    def chosen(self) -> tuple[Agreement, str]:
        """Give the chosen agreement and service."""
        agreement, _colon, service = self.cleaned_data["order"].partition(":")
        return self.agreements[UUID(agreement)], service


def _heading(agreement: Agreement) -> str:
    return f"{agreement.sponsor.name}, {agreement.number}"


def _orders(agreement: Agreement) -> list[tuple[str, str]]:
    return [(f"{agreement.id}:{code}", service_label(code)) for code in agreement.services]


class AssignForm(KitForm):
    """A colleague with the role in which they work on it."""

    colleague = forms.ChoiceField(label=_("Colleague"))
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: as long as the engagement runs."))

    def __init__(self, *args: Any, office: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Choose a colleague")),
            *(
                (f"{held.person_id}:{held.role}", _colleague(held.person.name, held.role))
                for held in candidates(office)
            ),
        ]

    def person_and_role(self) -> tuple[UUID, str]:
        """Give the chosen person and role."""
        person, _colon, role = self.cleaned_data["colleague"].partition(":")
        return UUID(person), role


def _colleague(name: str, role: str) -> str:
    return f"{name} ({ROLE_LABELS.get(role, role)})"
