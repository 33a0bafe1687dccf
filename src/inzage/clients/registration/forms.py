"""The forms of registering and correcting: only the fields that the policy lists for the service are ever asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.dossiers.names import names
from inzage.access.models import Dossier
from inzage.clients.registration.fields import FIELDS, Field, Place
from inzage.clients.registration.models import Client
from inzage.kit.forms import DateInput, KitForm

HEADINGS: Mapping[Place, Promise] = {
    Place.CARD: _("Name"),
    Place.IDENTITY: _("Person and work"),
    Place.CONTACT: _("How to reach them"),
}


class KeptField(forms.CharField):
    """A form field whose value is read as `Field` says, so that form and import judge alike."""

    def __init__(self, kept: Field, *, today: date, required: bool) -> None:
        super().__init__(label=str(kept.label), help_text=str(kept.help_text), required=required, widget=_widget(kept))
        self.kept = kept
        self.today = today

    def clean(self, value: Any) -> Any:
        """The value, or the empty one. Raises ValidationError that says what is wrong and the remedy."""
        return self.kept.value(super().clean(value), today=self.today)


def _widget(kept: Field) -> forms.Widget:
    """What a field is filled in with: a date picker, a list to choose from, or a line of its kind."""
    if kept.is_date:
        return DateInput()
    if kept.choices:
        return forms.Select(choices=kept.choices)
    line = forms.TextInput({"autocomplete": kept.autocomplete})
    line.input_type = kept.input_type
    return line


class DataForm(KitForm):
    """Some fields of a client, in sections by table."""

    sections: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = tuple(
        (heading, tuple(field.name for field in FIELDS.values() if field.place is place))
        for place, heading in HEADINGS.items()
    )

    def __init__(
        self, *args: Any, kept: Iterable[Field], required: frozenset[str], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kept = tuple(kept)
        for field in self.kept:
            self.fields[field.name] = KeptField(field, today=today, required=field.name in required)

    def grouped(self) -> Iterator[tuple[str | Promise, list[forms.BoundField]]]:
        """The sections that have a field for these services."""
        return (section for section in super().grouped() if section[1])

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values of the client's fields alone."""
        return {field.name: self.cleaned_data[field.name] for field in self.kept}


class SponsorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """A sponsor's dossier, chosen by name and number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Dossier.objects.none(), **options)
        self.names: Mapping[UUID, str] = {}

    def offer(self) -> None:
        """Offer the sponsors that one may see, in order of number."""
        self.queryset = Dossier.objects.filter(kind=Dossier.Kind.SPONSOR, closed_at=None).order_by("number")
        self.names = names("sponsor")

    def label_from_instance(self, obj: Dossier) -> str:
        """The name and the number of a sponsor."""
        name = self.names.get(obj.pk)
        return f"{name} ({obj.number})" if name else obj.number


class RegisterForm(DataForm):
    """Registering one client. Who brought the client in decides which notice is owed.

    What the service requires is asked for; with `later` ticked it may be missing, and becomes a task. `another` is
    asked only when the client may be known already.
    """

    sections = ((_("Referral"), ("source", "referrer")), *DataForm.sections)

    source = forms.ChoiceField(
        label=_("Who brings this client in?"), choices=Client.Source.choices, widget=forms.RadioSelect
    )
    referrer = SponsorField(label=_("Sponsor who refers"), required=False)
    later = forms.BooleanField(
        label=_("Not everything is known yet: register now, and put the rest on the list of tasks"), required=False
    )
    another = forms.BooleanField(label=_("This is another person: register"), required=False)

    def __init__(self, *args: Any, required: frozenset[str], **options: Any) -> None:
        super().__init__(*args, required=required, **options)
        self.fields["referrer"].offer()  # type: ignore[attr-defined]  # a SponsorField
        if self.data.get("later"):
            for name in required - {"last_name"}:
                self.fields[name].required = False

    def grouped(self) -> Iterator[tuple[str | Promise, list[forms.BoundField]]]:
        """All but the question about a double: the page asks that, with the doubles beside it."""
        return (
            (heading, [field for field in fields if field.name != "another"]) for heading, fields in super().grouped()
        )

    def clean(self) -> dict[str, Any]:
        """A sponsor is named only for a referral."""
        cleaned = super().clean() or {}
        if cleaned.get("source") == Client.Source.SELF and cleaned.get("referrer"):
            self.add_error("referrer", _("This client came of their own accord. Leave the sponsor empty."))
        return cleaned


class ServiceForm(KitForm):
    """One more service for a client."""

    service = forms.ChoiceField(label=_("Service"))

    def __init__(self, *args: Any, services: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["service"].choices = list(services)  # type: ignore[attr-defined]  # a ChoiceField
