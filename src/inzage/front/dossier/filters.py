"""What of a time line an address asks for: kind, person, period, a day to jump to, and where a page goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from inzage.access.dossiers.timeline import shows
from inzage.front import words
from inzage.kit.forms import DayField, KitForm

FILTERS = ("kind", "author", "since", "until")


class FilterForm(KitForm):
    """One kind, one person, a period with both days in it; and a day to go to, which leaves nothing out."""

    kind = forms.ChoiceField(label=__("What"), required=False)
    author = forms.ChoiceField(label=__("By whom"), required=False)
    since = DayField(label=__("From"), required=False)
    until = DayField(label=__("Up to"), required=False)
    on = DayField(label=__("Go to a day"), required=False)

    def __init__(self, data: QueryDict, authors: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.names: dict[str, dict[str, str]] = {}
        shown = [(kind, words.ENTRIES.get(kind, kind)) for kind in shows()]
        self._set("kind", [("", __("Everything")), *sorted(shown, key=lambda pair: str(pair[1]))])
        self._set("author", [("", __("Everybody")), *((str(who), name) for who, name in authors)])

    def _set(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)
        self.names[name] = {key: str(label) for key, label in choices}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. `chosen` are the valid filters as the address has them; `page` is where this page begins."""

    chosen: dict[str, str]
    labels: dict[str, str]
    page: datetime | None
    on: date | None

    @property
    def bounds(self) -> dict[str, Any]:
        """The same as the time line takes it."""
        ends = [_end_of(date.fromisoformat(self.chosen["until"]))] if "until" in self.chosen else []
        ends += [self.page] if self.page else []
        ends += [_end_of(self.on)] if self.on and not self.page else []
        return {
            "kinds": [self.chosen["kind"]] if "kind" in self.chosen else (),
            "author": UUID(self.chosen["author"]) if "author" in self.chosen else None,
            "since": _start_of(date.fromisoformat(self.chosen["since"])) if "since" in self.chosen else None,
            "before": min(ends) if ends else None,
        }

    @property
    def is_first(self) -> bool:
        """Whether the newest entries are shown that the filters leave."""
        return self.page is None and self.on is None

    def address(self, **more: str) -> str:
        """The rest of an address with the filters kept, and more."""
        return urlencode(self.chosen | more)

    def chips(self, dossier: UUID) -> Iterator[tuple[str, str]]:
        """Each filter in words, with the address of the line without it."""
        here = reverse("dossier:show", args=[dossier])
        for name, label in self.labels.items():
            rest = urlencode({key: value for key, value in self.chosen.items() if key != name})
            yield label, f"{here}?{rest}" if rest else here


def asked(form: FilterForm, query: QueryDict) -> Asked:
    """What a filled-in form and an address ask for; nonsense asks for nothing."""
    form.is_valid()
    given = {name: form.cleaned_data.get(name) for name in FILTERS}
    chosen = {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in given.items() if value
    }
    return Asked(chosen, _labels(form, chosen), _moment(query.get("before", "")), form.cleaned_data.get("on"))


def _labels(form: FilterForm, chosen: dict[str, str]) -> dict[str, str]:
    found = {}
    for name, value in chosen.items():
        if name in form.names:
            found[name] = form.names[name][value]
        else:
            day = date_format(date.fromisoformat(value), "j F Y")
            found[name] = (_("from %(day)s") if name == "since" else _("up to %(day)s")) % {"day": day}
    return found


def _moment(text: str) -> datetime | None:
    """The moment that an address names, or None for nonsense."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def _start_of(day: date) -> datetime:
    """The first moment of a day, in the bureau's time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _end_of(day: date) -> datetime:
    """The first moment after a day."""
    return _start_of(day + timedelta(days=1))
