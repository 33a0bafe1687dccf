"""What is asked to begin a report and to record what the client said of it; and reading the editor's fields."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from inzage.access.versions import policy
from inzage.clients.notes.models import SessionNote
from inzage.kit.forms import DayField, KitForm, LineField, MomentField
from inzage.work.engagements.models import Engagement
from inzage.work.reports.models import ClientReview, Report
from inzage.work.reports.states import Addressee, Kind
from inzage.work.reports.text import MOST_SECTIONS

_FIELD = re.compile(r"^section-(\d{1,3})-(key|title|text|category)$")
_LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))
MOST_NOTES = 50


class NewReportForm(KitForm):
    """The kind of report and its period; for an oral report the note of the talk too."""

    kind = forms.ChoiceField(label=_("Kind of report"), widget=forms.RadioSelect)
    period_from = DayField(label=_("First day of the period"))
    period_to = DayField(label=_("Last day of the period"))
    addressee = forms.ChoiceField(
        label=_("For whom"),
        choices=Addressee.choices,
        widget=forms.RadioSelect,
        help_text=_("A report for the client needs no agreement with the sponsor."),
    )
    language = forms.ChoiceField(label=_("Language of the report"), choices=_LANGUAGES, widget=forms.RadioSelect)
    note = forms.ChoiceField(
        label=_("Note of the talk"),
        required=False,
        help_text=_("Only for an oral report: article 6 asks for a note of what was said."),
    )

    def __init__(self, *args: Any, engagement: Engagement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        service = policy().service(engagement.service)
        kinds = service.reports if service else ()
        found = SessionNote.objects.filter(dossier=engagement.dossier_id, confidential=False)
        found = found.order_by("-held_on", "-at")
        self.notes = {str(note.id): note for note in found[:MOST_NOTES]}
        talks = [(key, date_format(note.held_on, "j F Y")) for key, note in self.notes.items()]
        self.fields["kind"].choices = [choice for choice in Kind.choices if choice[0] in kinds]  # type: ignore[attr-defined]
        self.fields["note"].choices = [("", _("No note")), *talks]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look at the period, and see that an oral report has its note."""
        data = super().clean() or {}
        if data.get("period_from") and data.get("period_to") and data["period_to"] < data["period_from"]:
            self.add_error("period_to", _("The period ends before it begins; give a later last day."))
        if data.get("kind") == Kind.ORAL and not data.get("note"):
            self.add_error("note", _("Article 6: choose the note of the talk. Write it first if there is none."))
        if data.get("kind") == Kind.ORAL and data.get("addressee") == Addressee.CLIENT:
            self.add_error("addressee", _("What you tell the client stands in a note: choose the sponsor."))
        return data

    def chosen_note(self) -> SessionNote | None:
        """Give the note that was chosen, for an oral report only."""
        return self.notes.get(self.cleaned_data["note"]) if self.cleaned_data["kind"] == Kind.ORAL else None


class ReviewForm(KitForm):
    """When and how the client saw the report, and what was said of it."""

    presented_at = MomentField(label=_("Seen at"))
    how = forms.ChoiceField(label=_("How"), choices=ClientReview.How.choices, widget=forms.RadioSelect)
    response = forms.ChoiceField(label=_("What the client says"), widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Remarks of the client"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In the client's own words. They are printed in the report."),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blocked = ClientReview.Response.BLOCKED
        self.fields["response"].choices = [  # type: ignore[attr-defined]  # a choice field
            choice for choice in ClientReview.Response.choices if report.kind == Kind.ASSESSMENT or choice[0] != blocked
        ]

    def clean(self) -> dict[str, Any]:
        """See that remarks are written down: without their words the report cannot go out with them."""
        data = super().clean() or {}
        if data.get("response") == ClientReview.Response.REMARKS and not data.get("remark", "").strip():
            self.add_error("remark", _("Write down what the client remarked; it is printed in the report."))
        return data


class RespondForm(ReviewForm):
    """What the client said later; when and how it was shown stays as it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["presented_at"], self.fields["how"]


class WordForm(KitForm):
    """Why a sensitive word may stand, and the colleague who judges it where one must. `mark` says which word."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = LineField(label=_("Why it may stand"), max_length=300)
    judge = forms.ChoiceField(
        label=_("Who judges it"), help_text=_("This colleague sees this sentence and your reason, nothing else.")
    )

    def __init__(self, *args: Any, judges: Mapping[UUID, str], second_person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(person), name) for person, name in judges.items()]
        if second_person and choices:
            self.fields["judge"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["judge"]

    def chosen_judge(self) -> UUID | None:
        """Give the colleague that was chosen; None where none is asked."""
        judge = self.cleaned_data.get("judge")
        return UUID(judge) if judge else None


class JudgeForm(KitForm):
    """May it stand, and a word to the author."""

    may_stand = forms.ChoiceField(
        label=_("May the word stand?"),
        choices=(("yes", _("Yes, it may stand")), ("no", _("No, write it differently"))),
        widget=forms.RadioSelect,
    )
    answer = LineField(label=_("A word to the author"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """See that a no says what could be written instead."""
        data = super().clean() or {}
        if data.get("may_stand") == "no" and not data.get("answer"):
            self.add_error("answer", _("Say in a word what the author could write instead."))
        return data


def sections_from(posted: QueryDict) -> list[dict[str, str]]:
    """Read the sections out of the editor's fields (`section-0-title`, …), in the order of their numbers."""
    found: dict[int, dict[str, str]] = {}
    for name, value in posted.items():
        match = _FIELD.match(name)
        if match and int(match[1]) <= MOST_SECTIONS * 2:
            found.setdefault(int(match[1]), {})[match[2]] = str(value)
    return [found[number] for number in sorted(found)]


def tab_from(posted: QueryDict) -> UUID | None:
    """Read the id of the window; None for nonsense."""
    try:
        return UUID(posted.get("tab", ""))
    except ValueError:
        return None


def base_from(posted: QueryDict) -> int:
    """Read the revision that the window started from; -1, which is never right, for nonsense."""
    value = posted.get("base", "")
    return int(value) if value.isdecimal() and len(value) < 9 else -1  # noqa: PLR2004 the column is a 4-byte integer
