"""Meetings as iCalendar (RFC 5545) for a calendar elsewhere: busy from and to, and which kind of place.

Nothing of a client goes along: the title is one word for all, and the link asks for a login.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from inzage.work.meetings.models import Meeting

PRODUCT = "-//Inzage//Calendar 0.1//NL"
LOOK_AGAIN = timedelta(hours=1)


def calendar_of(meetings: Iterable[Meeting], absolute: Callable[[str], str]) -> bytes:
    """A calendar of these meetings; `absolute` makes a whole address of a path. Times are in UTC, so no clock jumps."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Inzage")
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, absolute))
    content: bytes = calendar.to_ical()
    return content


def _event(meeting: Meeting, absolute: Callable[[str], str]) -> Event:
    event = Event()
    event.add("uid", f"{meeting.pk}@inzage")
    event.add("dtstamp", meeting.planned_at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("sequence", meeting.sequence)
    event.add("summary", _("Appointment"))
    event.add("location", meeting.get_place_display())
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED")
    event.add("url", absolute(reverse("meetings:show", args=[meeting.dossier_id, meeting.pk])))
    return event
