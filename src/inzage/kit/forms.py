"""Forms that everyone can fill in: labelled, with help and errors tied to their field, and a list of errors on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from inzage.kit.text import clean_line
from inzage.kit.uploads import Kind, Upload, check_upload

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "kit-choices"),
    (forms.RadioSelect, "kit-choices"),
    (forms.CheckboxInput, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)


class KitBoundField(forms.BoundField):
    """A field of a form as it is drawn: with Tabler's classes and what a screen reader needs to hear."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the class of the widget's kind, and tell what is required; a placeholder that repeats the label goes."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        own = next(name for kind, name in _CLASSES if isinstance(widget, kind))
        classes = [own, str(widget.attrs.get("class", "")), "is-invalid" if self.errors else ""]
        built["class"] = " ".join(name for name in classes if name)
        if self.field.required and not widget.is_hidden and not widget.use_fieldset:
            built["aria-required"] = "true"
        if widget.attrs.get("placeholder") == self.label:
            # a placeholder that repeats the label only looks like a filled field
            built["placeholder"] = False
        return built

    @property
    def is_marked_optional(self) -> bool:
        """Tell whether the label says that the field may stay empty; in a form that only filters, all may."""
        return not self.field.required and getattr(self.form, "marks_optional", True)

    @property
    def is_check(self) -> bool:
        """Tell whether the field is a single box to tick, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class KitRenderer(DjangoTemplates):
    """Draws every form of the product, allauth's included, with the kit's templates."""

    form_template_name = "kit/form/form.html"
    field_template_name = "kit/form/field.html"
    bound_field_class = KitBoundField


class KitForm(forms.Form):
    """The base of our forms. `sections` may group the fields: (heading, names of fields), in order."""

    sections: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = ()
    # the server tells what is wrong, in one list that can be read aloud; the browser's own bubbles cannot
    use_required_attribute = False
    # off in a form that filters: there every field may stay empty, and saying so at each is noise
    marks_optional = True

    def grouped(self) -> Iterator[tuple[str | Promise, list[forms.BoundField]]]:
        """Give the visible fields by section; fields in no section come last without a heading."""
        named = [name for _, names in self.sections for name in names]
        for heading, names in self.sections:
            yield heading, [self[name] for name in names if name in self.fields]
        rest = [field for field in self.visible_fields() if field.name not in named]
        if rest:
            yield "", rest


class LineField(forms.CharField):
    """One line of text, kept without controls and needless spaces."""

    def to_python(self, value: Any) -> str:
        """Clean the line."""
        return clean_line(super().to_python(value) or "")


class DateInput(forms.DateInput):
    """The browser's own date picker; understands "2026-11-03" whatever the page's language is."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def check_day(day: date) -> None:
    """Raise ValidationError for a day that is a slip of the pen; some of those no clock or database reckons with."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Look at the year: give a day from 1900 up to and including 2199."), code="year")


class DayField(forms.DateField):
    """A day from 1900 to 2199.

    Takes "2026-11-03" from a picker and "3-11-2026" or "03/11/2026" from the keyboard.
    """

    widget = DateInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"])
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """Read the day. Raises ValidationError for none, and for one that is no day of ours."""
        day = super().to_python(value)
        if day is not None:
            check_day(day)
        return day


class MomentField(forms.DateTimeField):
    """A day from 1900 to 2199 and a time of day, from the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M"])
        options.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        super().__init__(**options)

    def clean(self, value: Any) -> datetime | None:
        """Read the moment. Raises ValidationError for none, and for one that is no day of ours."""
        moment: datetime | None = super().clean(value)
        if moment is not None:
            check_day(moment.date())
        return moment


class UploadField(forms.FileField):
    """A file, judged by its content; gives an `Upload`. Takes the kinds in `allowed`, at most `max_bytes` large."""

    def __init__(self, *, allowed: Sequence[Kind], max_bytes: int, **options: Any) -> None:
        self.allowed = tuple(allowed)
        self.max_bytes = max_bytes
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """Look into the file; None when none was given and none is needed."""
        file = super().clean(data, initial)
        if not file:
            return None
        return check_upload(file, allowed=self.allowed, max_bytes=self.max_bytes)
