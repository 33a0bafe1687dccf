"""What a bulk action asks beside the rows: a colleague, a phase, a channel, or nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from inzage.access.bulk.verbs import Asked
from inzage.access.people.roles import labels
from inzage.clients.registration.models import NoticeDelivery
from inzage.front import words
from inzage.work.engagements.facts import candidates


class ColleagueForm(Asked):
    """A colleague with the role in which they take it over."""

    colleague = forms.ChoiceField(
        label=__("To whom"),
        help_text=__("The dossiers open to this colleague, and close to who had this role; open tasks go along."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = candidates(self.actor.office) if self.actor.office else []
        self.fields["colleague"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Choose a colleague")),
            *((f"{each.person_id}:{each.role}", f"{each.person.name} ({labels([each.role])[0]})") for each in held),
        ]


class PhaseForm(Asked):
    """The phase to come to."""

    phase = forms.ChoiceField(label=__("To which phase"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [("", _("Choose a phase")), *words.phases()]  # type: ignore[attr-defined]


class ChannelForm(Asked):
    """How the letters go."""

    channel = forms.ChoiceField(
        label=__("How"),
        choices=[choice for choice in NoticeDelivery.Channel.choices if choice[0] != NoticeDelivery.Channel.HANDED],
        help_text=__("By letter: it is recorded as sent; print each from the page of the client."),
    )
