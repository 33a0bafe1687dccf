"""An invitation or its withdrawal as iCalendar by mail (RFC 5545, 5546 and 6047), and reading the answer to one.

Each recipient gets an event of their own with nobody else in it: a guest never learns the client's address from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from icalendar import Calendar, Component, Event, vCalAddress, vText

PRODUCT = "-//Inzage//Invitations 0.1//NL"
REQUEST, CANCEL = "REQUEST", "CANCEL"
MAILTO = "mailto:"
REPLIES = {"ACCEPTED": "accepted", "TENTATIVE": "tentative", "DECLINED": "declined"}

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError, AssertionError)
"""What reading somebody else's mail raises when it was made badly, or to do harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an invitation says. Moments have a time zone; addresses are bare."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    organizer: str
    organizer_name: str
    attendee: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in a mail: to which invitation and which version of it, by whom, what, and when it was said."""

    uid: str
    sequence: int
    attendee: str
    reply: str
    said_at: datetime


def invitation(asked: Asked, method: str) -> str:
    """The calendar of one invitation; `method` is REQUEST, or CANCEL to take it back."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", asked.uid)
    event.add("dtstamp", asked.at.astimezone(UTC))
    event.add("dtstart", asked.starts_at.astimezone(UTC))
    event.add("dtend", asked.ends_at.astimezone(UTC))
    event.add("sequence", asked.sequence)
    event.add("summary", asked.summary)
    event.add("location", asked.location)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    organizer = vCalAddress(f"{MAILTO}{asked.organizer}")
    organizer.params["CN"] = vText(asked.organizer_name)
    event.add("organizer", organizer)
    attendee = vCalAddress(f"{MAILTO}{asked.attendee}")
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    event.add("attendee", attendee)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()


def read_answers(mail: bytes) -> tuple[str, list[Answer]]:
    """The one sender of a mail and the answers in it; an empty sender or no answers for anything else.

    Never raises for what somebody mailed: what cannot be read is no answer.
    """
    try:
        message = message_from_bytes(mail, policy=policy.default)
        senders = [each.addr_spec for each in message["From"].addresses] if message["From"] else []
        is_one = len(senders) == 1 and senders[0].isprintable()
        return (senders[0], list(_answers(message))) if is_one else ("", [])
    except UNREADABLE:
        return "", []


def _answers(message: EmailMessage) -> Iterator[Answer]:
    for part in message.walk():
        if part.get_content_type() != "text/calendar":
            continue
        calendar = Calendar.from_ical(part.get_content())
        if str(calendar.get("method", "")).upper() == "REPLY":
            for event in calendar.walk("VEVENT"):
                yield from _answer(event)


def _answer(event: Component) -> Iterator[Answer]:
    if not isinstance(event, Event) or event.DTSTAMP is None:
        return
    for attendee in event.attendees:
        reply = REPLIES.get(str(attendee.params.get("PARTSTAT", "")).upper())
        address = str(attendee)
        # what no address and no UID of ours holds, the database or a hash may choke on
        if reply and f"{event.uid}{address}".isprintable():
            yield Answer(
                uid=str(event.uid),
                sequence=int(event.sequence or 0),
                attendee=address[len(MAILTO) :] if address.lower().startswith(MAILTO) else address,
                reply=reply,
                said_at=event.DTSTAMP.astimezone(UTC),
            )
