"""What is asked to plan, move and call off a meeting, to ask somebody to come, and to record who came."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from inzage.kit.forms import DayField, KitForm, LineField
from inzage.law.calendar import AMSTERDAM
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Assignment
from inzage.work.meetings.actions import LONGEST_MINUTES, Came, Moving, Planned
from inzage.work.meetings.facts import Sitting
from inzage.work.meetings.models import Meeting, MeetingChange, MeetingPlace, Seat

USUAL_MINUTES = 60
MOST_LATE = 720


def moment(day: date, begins: time) -> datetime:
    """A day and a time of day on the clock of the Netherlands as one moment; the first one of an hour that comes twice.

    Raises ValidationError for a time that the clock skips when summer time begins.
    """
    found = datetime.combine(day, begins, tzinfo=AMSTERDAM)
    if found.astimezone(UTC).astimezone(AMSTERDAM).time() != begins:
        raise ValidationError({"begins": _("That night the clock skips this hour; give another time.")})
    return found


class WhenForm(KitForm):
    """When and where."""

    day = DayField(label=__("Day"))
    begins = forms.TimeField(
        label=__("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
    )
    minutes = forms.IntegerField(label=__("Minutes"), min_value=1, max_value=LONGEST_MINUTES, initial=USUAL_MINUTES)
    place = forms.ChoiceField(label=__("Place"), choices=Meeting.Place.choices, widget=forms.RadioSelect)
    whereabouts = LineField(
        label=__("Where exactly"),
        max_length=300,
        required=False,
        help_text=__("The room, the address, the telephone number or the link of the video call."),
    )
    about = LineField(
        label=__("What it is about"),
        max_length=200,
        required=False,
        help_text=__("Stays inside the bureau; it is never in an invitation or a calendar outside."),
    )

    def clean(self) -> dict[str, Any] | None:
        """The day and the time make a moment that exists."""
        given = super().clean() or {}
        if given.get("day") and given.get("begins"):
            moment(given["day"], given["begins"])
        return given

    def planned(self) -> Planned:
        """When and where, as the verbs want it."""
        given = self.cleaned_data
        return Planned(
            starts_at=moment(given["day"], given["begins"]),
            minutes=given["minutes"],
            place=given["place"],
            whereabouts=given["whereabouts"],
            about=given["about"],
        )


class PlanForm(WhenForm):
    """A new meeting: when, where, and who of the bureau comes."""

    coach = forms.ChoiceField(label=__("Who leads it"))
    colleagues = forms.MultipleChoiceField(
        label=__("Who else of the bureau comes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=__("Only colleagues who are assigned to the engagement."),
    )

    def __init__(self, *args: Any, people: Sequence[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {str(each.person_id): each.person.name for each in people}
        self.fields["coach"].choices = list(names.items())  # type: ignore[attr-defined]  # a choice field
        self.fields["colleagues"].choices = list(names.items())  # type: ignore[attr-defined]  # a choice field
        if len(names) == 1:
            del self.fields["colleagues"]

    def people(self) -> tuple[UUID, list[UUID]]:
        """Who leads it, and who else comes."""
        given = self.cleaned_data
        return UUID(given["coach"]), [UUID(each) for each in given.get("colleagues", ())]


class MoveForm(WhenForm):
    """The new time and place, who asked for it and why."""

    asked_by = forms.ChoiceField(label=__("Who asked for it"), choices=MeetingChange.AskedBy.choices)
    reason = LineField(label=__("Why"), max_length=200, required=False)

    @classmethod
    def of(cls, meeting: Meeting, place: MeetingPlace) -> Mapping[str, object]:
        """How the form begins: the meeting as it is."""
        begins = meeting.starts_at.astimezone(AMSTERDAM)
        return {
            "day": begins.date(),
            "begins": begins.time(),
            "minutes": meeting.minutes,
            "place": meeting.place,
            "whereabouts": place.whereabouts,
            "about": place.about,
        }

    def moving(self) -> Moving:
        """The move, as the verb wants it."""
        return Moving(self.planned(), self.cleaned_data["asked_by"], self.cleaned_data["reason"])


class CancelForm(KitForm):
    """Who asked to call it off and why."""

    asked_by = forms.ChoiceField(label=__("Who asked for it"), choices=MeetingChange.AskedBy.choices)
    reason = LineField(label=__("Why"), max_length=200, required=False)


class AskForm(KitForm):
    """Somebody else who is asked to come: a contact of the sponsor, or anybody by name and role."""

    contact = forms.ChoiceField(label=__("A contact of the sponsor"), required=False)
    name = LineField(label=__("Or somebody else: name"), max_length=120, required=False)
    role = LineField(
        label=__("Role"), max_length=80, required=False, help_text=__("For instance: partner, interpreter.")
    )
    email = forms.EmailField(label=__("E-mail address"), required=False)
    client_knows_on = DayField(
        label=__("The client was told on"),
        required=False,
        help_text=__("Nobody but the client gets an invitation before the client knows of it (article 6)."),
    )

    def __init__(self, *args: Any, contacts: Sequence[SponsorContact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {str(each.pk): each for each in contacts}
        self.fields["contact"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", __("Nobody of the sponsor")),
            *((key, each.name) for key, each in self.contacts.items()),
        ]

    def clean(self) -> dict[str, Any] | None:
        """One of the two ways is filled in."""
        given = super().clean() or {}
        if not given.get("contact") and not (given.get("name") and given.get("role")):
            self.add_error("name", _("Choose a contact of the sponsor, or give a name and a role."))
        return given


class AttendanceForm(KitForm):
    """For each seat whether its person came, and how late."""

    def __init__(self, *args: Any, sittings: Sequence[Sitting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sittings = sittings
        for each in sittings:
            key, seat = str(each.seat.pk), each.seat
            name = each.name or each.role
            self.fields[f"came_{key}"] = forms.ChoiceField(
                label=name,
                choices=Seat.Attendance.choices,
                widget=forms.RadioSelect,
                required=seat.kind == Seat.Kind.CLIENT,
                initial=seat.attendance,
            )
            self.fields[f"late_{key}"] = forms.IntegerField(
                label=_("Minutes late: %(name)s") % {"name": name},
                min_value=1,
                max_value=MOST_LATE,
                required=False,
                initial=seat.minutes_late,
            )

    def clean(self) -> dict[str, Any] | None:
        """Who was late was late by some minutes."""
        given = super().clean() or {}
        for each in self.sittings:
            late = given.get(f"came_{each.seat.pk}") == Seat.Attendance.LATE
            if late and not given.get(f"late_{each.seat.pk}") and f"late_{each.seat.pk}" not in self.errors:
                self.add_error(f"late_{each.seat.pk}", _("Give by how many minutes."))
        return given

    def came(self) -> dict[UUID, Came]:
        """Who came, by the ids of the seats; whoever nothing was filled in for is left out."""
        return dict(self._filled())

    def _filled(self) -> Iterator[tuple[UUID, Came]]:
        for each in self.sittings:
            attendance = self.cleaned_data[f"came_{each.seat.pk}"]
            if attendance:
                yield each.seat.pk, Came(attendance, self.cleaned_data[f"late_{each.seat.pk}"])
