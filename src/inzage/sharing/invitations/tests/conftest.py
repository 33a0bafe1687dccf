"""Meetings that are planned and mailed, a server that takes the mail, and a real IMAP server for the answers."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone
from icalendar import Calendar, Event
from imap_tools import MailBoxUnencrypted

from inzage.access.identity import acting
from inzage.access.services import MAILER
from inzage.clients.registration.models import ClientContact
from inzage.front.processes.environment import Role
from inzage.sharing.invitations.actions import plan
from inzage.sharing.invitations.actions_worker import send_due
from inzage.sharing.invitations.mailbox import Server as Mailbox
from inzage.sharing.post import actions_sending as sending
from inzage.sharing.post.models import Message
from inzage.sharing.post.smtp import Server
from inzage.sharing.post.tests.conftest import Sink
from inzage.sharing.post.tests.conftest import server as server
from inzage.sharing.post.tests.conftest import sink as sink
from inzage.work.meetings.actions import Planned
from inzage.work.meetings.models import Meeting, Seat
from tests.kit.cases import Case
from tests.kit.cases import make_case as make_case
from tests.kit.fixtures import AsProcess

USER, PASSWORD = "demouser", "demopass"
Deliver = Callable[[Case], list[EmailMessage]]
SendDue = Callable[[datetime], int]


def meet(case: Case, *, invites: bool = True, hours: float = 72, place: str = "office") -> Meeting:
    """A meeting of the coach, so many hours ahead."""
    at = timezone.now()
    when = Planned(starts_at=at + timedelta(hours=hours), minutes=60, place=place, whereabouts="Kamer 3")
    with case.at_work() as actor:
        return plan(engagement=case.engagement, planned=when, coach=case.coach.person, invites=invites, by=actor, at=at)


def forget_address(case: Case) -> None:
    """The client has no mail address."""
    with case.at_work():
        ClientContact.objects.filter(dossier=case.dossier).update(email="")


def client_seat(case: Case, meeting: Meeting) -> Seat:
    """The client's seat as it is now."""
    with case.at_work():
        return Seat.objects.get(dossier=case.dossier, meeting=meeting, kind="client")


def event_of(mail: EmailMessage) -> tuple[str, Event]:
    """The method and the event of the calendar in a mail."""
    (part,) = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    (event,) = calendar.events
    assert part.get_param("method") == calendar["method"]
    return str(calendar["method"]), event


@pytest.fixture
def deliver(as_process: AsProcess, server: Server, sink: Sink) -> Deliver:
    """`deliver(case)`: the worker sends what is queued of a dossier and has a job; the mails that arrived by it."""

    def send(case: Case) -> list[EmailMessage]:
        before = len(sink.received)
        with as_process(Role.WORKER):
            for key in jobs(case.dossier.pk):
                sending.send(key, clock=timezone.now, server=server)
        return sink.mails()[before:]

    return send


def jobs(dossier: UUID) -> list[UUID]:
    """The queued messages of a dossier that the post has a job for, the first first; to be asked as the worker."""
    queued = Message.objects.filter(dossier=dossier, state=Message.State.QUEUED).order_by("queued_at", "id")
    with connection.cursor() as cursor:
        cursor.execute("select lock from procrastinate_jobs where task_name = 'post.send_message'")
        held_by_jobs = {row[0] for row in cursor.fetchall()}
    return [each.pk for each in queued if str(each.pk) in held_by_jobs]


@pytest.fixture
def due(as_process: AsProcess) -> SendDue:
    """`due(at)`: the worker's job of reminders at a moment; how many went."""

    def run(at: datetime) -> int:
        with as_process(Role.WORKER), acting(MAILER.person) as actor:
            return send_due(by=actor, at=at)

    return run


@pytest.fixture(scope="module")
def imap() -> Iterator[int]:
    """The port of a real IMAP server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("pymap")), "--host", "127.0.0.1", "--port", str(port), "--no-tls"]
    with subprocess.Popen([*command, "dict", "--demo-data"]) as running:
        try:
            for _attempt in range(200):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.05)
            yield port
        finally:
            running.terminate()


@pytest.fixture
def mailbox(imap: int) -> Mailbox:
    """An empty folder of its own on that server."""
    folder = f"antwoorden-{uuid4().hex[:8]}"
    with MailBoxUnencrypted("127.0.0.1", imap, timeout=10).login(USER, PASSWORD) as box:
        box.folder.create(folder)
    return Mailbox(host="127.0.0.1", port=imap, user=USER, password=PASSWORD, tls=False, folder=folder)


def put(mailbox: Mailbox, *mails: bytes) -> None:
    """Let mails arrive in the folder, unread."""
    with MailBoxUnencrypted(mailbox.host, mailbox.port, timeout=10).login(USER, PASSWORD) as box:
        for mail in mails:
            box.append(mail, mailbox.folder, dt=None, flag_set=[])


def unread(mailbox: Mailbox) -> int:
    """How many mails in the folder nobody read."""
    with MailBoxUnencrypted(mailbox.host, mailbox.port, timeout=10).login(
        USER, PASSWORD, initial_folder=mailbox.folder
    ) as box:
        return len([mail for mail in box.fetch(mark_seen=False) if "\\Seen" not in mail.flags])
