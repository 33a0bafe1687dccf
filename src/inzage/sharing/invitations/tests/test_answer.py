"""Answers by mail: taken from who was invited by a UID nobody can guess; anything else is left alone (article 3.c)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, vCalAddress

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.front.processes.environment import Role
from inzage.sharing.invitations.actions import move
from inzage.sharing.invitations.actions_worker import looked_up_to
from inzage.sharing.invitations.ical import read_answers
from inzage.sharing.invitations.jobs import read_mailbox
from inzage.sharing.invitations.mailbox import LARGEST, Server, open_folder
from inzage.sharing.invitations.models import Invitation
from inzage.sharing.invitations.tests.conftest import client_seat, meet, put, unread
from inzage.work.meetings.actions import Moving, Planned
from inzage.work.meetings.models import Meeting
from tests.kit.cases import Case
from tests.kit.fixtures import AsProcess

MakeCase = Callable[..., Case]
Read = Callable[[Server], int]


@pytest.fixture
def read(as_process: AsProcess) -> Read:
    """The worker's job that reads a mailbox."""

    def run(mailbox: Server) -> int:
        with as_process(Role.WORKER):
            return read_mailbox(mailbox)

    return run


def invited(make_case: MakeCase) -> tuple[Case, Meeting, Invitation, str]:
    email = f"mila.{uuid4().hex[:8]}@example.org"
    case = make_case(email=email)
    meeting = meet(case)
    with case.at_work():
        return case, meeting, Invitation.objects.get(meeting=meeting), email


def answer(
    uid: str,
    sender: str,
    says: str = "ACCEPTED",
    *,
    sequence: int = 0,
    attendee: str | None = None,
    method: str = "REPLY",
    at: datetime | None = None,
) -> bytes:
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//A calendar//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event.add("uid", uid)
    event.add("dtstamp", (at or datetime.now(UTC)) - timedelta(seconds=1))
    event.add("sequence", sequence)
    who = vCalAddress(f"MAILTO:{attendee or sender}")
    who.params["PARTSTAT"] = says
    event.add("attendee", who)
    calendar.add_component(event)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Mila <{sender}>", "afspraken@bureau.test", "Re: Uitnodiging"
    mail.set_content("Ik kom.")
    mail.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": method})
    return mail.as_bytes()


@pytest.mark.article("3.c")
@pytest.mark.parametrize(
    ("says", "reply"), [("ACCEPTED", "accepted"), ("TENTATIVE", "tentative"), ("DECLINED", "declined")]
)
def test_what_the_client_answers_stands_at_the_meeting(
    make_case: MakeCase, mailbox: Server, read: Read, says: str, reply: str
) -> None:
    case, meeting, sent, email = invited(make_case)
    put(mailbox, answer(sent.uid, email.upper(), says))
    assert read(mailbox) == 1
    assert client_seat(case, meeting).reply == reply
    assert unread(mailbox) == 0
    with acting(case.cast.privacy_officer.person):
        event = LedgerEvent.objects.get(kind="invitation.answered", subject=meeting.pk)
        assert event.detail == {"answer": reply}
    with acting(case.coach.person):
        assert Task.objects.filter(subject=meeting.pk, kind="meeting_declined", person=case.coach.person).exists() is (
            reply == "declined"
        )
    assert read(mailbox) == 0


@pytest.mark.article("11.security")
def test_what_is_not_an_answer_of_ours_is_left_alone_and_looked_at_once(
    make_case: MakeCase, mailbox: Server, read: Read, as_process: AsProcess
) -> None:
    case, meeting, sent, email = invited(make_case)
    strange = [
        answer(f"{uuid4()}@elders.test", email),
        answer(sent.uid, "iemand@anders.test"),
        answer(sent.uid, "iemand@anders.test", attendee=email),
        answer(sent.uid, email, attendee="iemand@anders.test"),
        answer(sent.uid, email, method="COUNTER"),
        answer(sent.uid, email, "DELEGATED"),
        answer(sent.uid, email).replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\nBEGIN:VEVENT"),
        b"From: nieuws@brief.test\r\nSubject: Nieuwsbrief\r\n\r\nHallo\r\n",
        b"From: a@b.test, " + email.encode() + b"\r\n" + answer(sent.uid, email).partition(b"\n")[2],
        answer(sent.uid, email) + b"x" * LARGEST,
    ]
    put(mailbox, *strange)
    assert read(mailbox) == 0
    assert client_seat(case, meeting).reply == ""
    assert unread(mailbox) == len(strange)
    box, folder = open_folder(mailbox)
    box.logout()
    with as_process(Role.WORKER):
        last = looked_up_to(folder=mailbox.folder, validity=folder.validity)
        assert last > 0
        assert looked_up_to(folder=mailbox.folder, validity=folder.validity + 1) == 0, "laid anew, so read anew"
    put(mailbox, answer(sent.uid, email))
    assert read(mailbox) == 1


def test_an_answer_to_the_earlier_time_and_an_older_one_change_nothing(
    make_case: MakeCase, mailbox: Server, read: Read
) -> None:
    case, meeting, sent, email = invited(make_case)
    later = Planned(starts_at=meeting.starts_at + timedelta(days=1), minutes=60, place="office")
    with case.at_work() as actor:
        move(meeting=meeting, moving=Moving(later, "bureau"), by=actor, at=timezone.now())
    put(mailbox, answer(sent.uid, email, "ACCEPTED", sequence=0))
    read(mailbox)
    assert client_seat(case, meeting).reply == ""
    old = datetime.now(UTC) - timedelta(hours=1)
    put(
        mailbox,
        answer(sent.uid, email, "TENTATIVE", sequence=1),
        answer(sent.uid, email, "DECLINED", sequence=1, at=old),
    )
    read(mailbox)
    assert client_seat(case, meeting).reply == "tentative"


def test_moving_asks_anew(make_case: MakeCase, mailbox: Server, read: Read) -> None:
    case, meeting, sent, email = invited(make_case)
    put(mailbox, answer(sent.uid, email, "DECLINED"))
    read(mailbox)
    later = Planned(starts_at=meeting.starts_at + timedelta(days=1), minutes=60, place="office")
    with case.at_work() as actor:
        move(meeting=meeting, moving=Moving(later, "client"), by=actor, at=timezone.now())
    assert client_seat(case, meeting).reply == ""
    with acting(case.coach.person):
        assert not Task.objects.filter(subject=meeting.pk, kind="meeting_declined", done_at=None).exists()


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_nothing_that_anybody_mails_breaks_the_reading(noise: bytes) -> None:
    head = b"From: a@b.test\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"
    for mail in (noise, head + noise, head + b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + noise + b"\r\nEND:VCALENDAR\r\n"):
        sender, answers = read_answers(mail)
        assert isinstance(sender, str)
        assert isinstance(answers, list)


@pytest.mark.article("11.security")
@pytest.mark.parametrize(
    "strange",
    [
        (b"DTSTAMP", b"DTSTAMP;TZID=Asia/Tokyo:00010101T000000", b""),
        (b"UID", b"UID:a=00b", b"Content-Transfer-Encoding: quoted-printable\r\n"),
        (b"UID", b"UID:a\xed\xa0\x80b", b""),
        (b"SEQUENCE", b"SEQUENCE:" + b"9" * 5000, b""),
    ],
)
def test_a_mail_made_to_break_the_reading_does_not_keep_the_answers_behind_it(
    make_case: MakeCase, mailbox: Server, read: Read, strange: tuple[bytes, bytes, bytes]
) -> None:
    case, meeting, sent, email = invited(make_case)
    name, line, header = strange
    lines = [
        b"BEGIN:VCALENDAR", b"METHOD:REPLY", b"VERSION:2.0", b"PRODID:x", b"BEGIN:VEVENT", b"UID:x",
        b"DTSTAMP:20260101T000000Z", b"SEQUENCE:0", b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.test", b"END:VEVENT",
        b"END:VCALENDAR",
    ]  # fmt: skip
    if header:
        lines[8] = b"ATTENDEE;PARTSTAT=3DACCEPTED:mailto:a@b.test"
    body = b"\r\n".join(line if each.split(b":")[0] == name else each for each in lines)
    head = b"From: a@b.test\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\n"
    put(mailbox, head + header + b"\r\n" + body + b"\r\n", answer(sent.uid, email))
    read(mailbox)
    assert client_seat(case, meeting).reply == "accepted"
