"""The forms of registering and correcting: only the fields that the policy lists for the service are ever asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.models import Dossier
from inzage.clients.registration.fields import Field, Place
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
        widget = DateInput() if kept.is_date else forms.TextInput({"autocomplete": kept.autocomplete})
        if not kept.is_date:
            widget.input_type = kept.input_type
        super().__init__(label=str(kept.label), help_text=str(kept.help_text), required=required, widget=widget)
        self.kept = kept
        self.today = today

    def clean(self, value: Any) -> Any:
        """The value, or the empty one. Raises ValidationError that says what is wrong and the remedy."""
        return self.kept.value(super().clean(value), today=self.today)


class DataForm(KitForm):
    """Some fields of a client, in sections by table."""

    def __init__(
        self, *args: Any, kept: Iterable[Field], required: frozenset[str], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kept = tuple(kept)
        for field in self.kept:
            self.fields[field.name] = KeptField(field, today=today, required=field.name in required)

    def grouped(self) -> Iterator[tuple[str | Promise, list[forms.BoundField]]]:
        """The fields by table, then those that belong to none."""
        for place, heading in HEADINGS.items():
            names = [field.name for field in self.kept if field.place is place]
            if names:
                yield heading, [self[name] for name in names]
        own = {field.name for field in self.kept}
        rest = [bound for bound in self.visible_fields() if bound.name not in own]
        if rest:
            yield "", rest

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values of the client's fields alone."""
        return {field.name: self.cleaned_data[field.name] for field in self.kept}


class RegisterForm(DataForm):
    """Registering one client. Who brought the client in decides which notice is owed.

    What the service requires is asked for; with `later` ticked it may be missing, and becomes a task. `another` is
    asked only when the client may be known already.
    """

    source = forms.ChoiceField(
        label=_("Who brings this client in?"), choices=Client.Source.choices, widget=forms.RadioSelect
    )
    referrer = forms.ModelChoiceField(
        label=_("Dossier of the sponsor who refers"), queryset=Dossier.objects.none(), required=False
    )
    later = forms.BooleanField(
        label=_("Not everything is known yet: register now, and put the rest on the list of tasks"), required=False
    )
    another = forms.BooleanField(label=_("This is another person: register"), required=False)

    def __init__(self, *args: Any, required: frozenset[str], **options: Any) -> None:
        super().__init__(*args, required=required, **options)
        self.fields["referrer"].queryset = Dossier.objects.filter(  # type: ignore[attr-defined]  # a ModelChoiceField
            kind=Dossier.Kind.SPONSOR, closed_at=None
        ).order_by("number")
        if self.data.get("later"):
            for name in required - {"last_name"}:
                self.fields[name].required = False

    def grouped(self) -> Iterator[tuple[str | Promise, list[forms.BoundField]]]:
        """The source first; the question about a double is left to the page, which shows the doubles beside it."""
        yield _("Referral"), [self["source"], self["referrer"]]
        for heading, fields in super().grouped():
            shown = [field for field in fields if field.name not in {"source", "referrer", "another"}]
            yield heading, shown

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
