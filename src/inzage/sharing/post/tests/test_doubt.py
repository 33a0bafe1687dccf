"""A process that dies between giving the text and marking it: nobody sends it again by itself (6.sending)."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.front.processes.environment import Role
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.post import actions_sending as sending
from inzage.sharing.post.actions import send_again, settle
from inzage.sharing.post.models import Envelope, Message
from inzage.sharing.post.smtp import Server
from inzage.sharing.post.tests.conftest import Sink
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member

MakeCase = Callable[..., Case]
AsProcess = Callable[[Role], AbstractContextManager[None]]
WORKER = """
import sys, uuid
from django.db import connections
for alias in ("default", "login", "opener"):
    connections[alias].settings_dict["NAME"] = {database!r}
from django.utils import timezone
from inzage.sharing.post import actions_sending as sending
from inzage.sharing.post.smtp import Server
sending.send(uuid.UUID({message!r}), clock=timezone.now, server=Server(host="127.0.0.1", port={port}, starttls=False))
"""


@pytest.fixture
def queued(make_case: MakeCase) -> tuple[Case, Disclosure]:
    """A case whose report waits in the outbox."""
    case = make_case()
    return case, case.send(case.lock(case.report()))


@pytest.fixture
def doubtful(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink
) -> tuple[Case, Message]:
    """A message whose server took the text and never said so."""
    case, disclosure = queued
    sink.hang_up = True
    with as_process(Role.WORKER):
        assert sending.send(disclosure.message_id, clock=timezone.now, server=server) == Message.State.IN_DOUBT  # type: ignore[arg-type]
    sink.hang_up = False
    return case, message_of(case, disclosure)


def message_of(case: Case, disclosure: Disclosure) -> Message:
    with case.at_work():
        return Message.objects.get(id=str(disclosure.message_id))


@pytest.mark.slow
@pytest.mark.article("6.sending")
def test_killed_between_text_and_mark_a_person_is_asked(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink, cast: Cast
) -> None:
    case, disclosure = queued
    sink.stand_still = True
    script = WORKER.format(
        database=connections["default"].settings_dict["NAME"], message=str(disclosure.message_id), port=server.port
    )
    worker = subprocess.Popen(
        [sys.executable, "-m", "inzage.front.cli", "django", "shell", "--no-imports", "-c", script],
        env={**os.environ, "INZAGE_PROCESS": "worker"},
    )
    assert sink.taken.wait(30)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(10)
    left = message_of(case, disclosure)
    assert left.state == Message.State.SENDING
    assert left.data_at is not None

    with as_process(Role.WORKER):
        assert sending.send(left.id, clock=timezone.now, server=server) is None
        assert sending.settle_left(at=timezone.now()) == 0
        assert sending.settle_left(at=timezone.now() + timedelta(minutes=11)) >= 1
        assert sending.send(left.id, clock=timezone.now, server=server) is None
    assert message_of(case, disclosure).state == Message.State.IN_DOUBT
    assert len(sink.received) == 1
    with acting(cast.back_office.person):
        assert Task.objects.filter(subject=left.id, kind="message_in_doubt", done_at=None).count() == 1
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(subject=left.id, kind="message.in_doubt").count() == 1


def test_died_before_the_text_it_waits_again(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink
) -> None:
    case, disclosure = queued
    with as_process(Role.WORKER):
        Message.objects.filter(id=str(disclosure.message_id)).update(
            state="sending", attempts=1, claimed_at=timezone.now() - timedelta(minutes=11)
        )
        sending.settle_left(at=timezone.now())
    assert message_of(case, disclosure).state == Message.State.QUEUED
    with as_process(Role.WORKER):
        assert sending.send(disclosure.message_id, clock=timezone.now, server=server) == Message.State.SENT  # type: ignore[arg-type]
    assert len(sink.received) == 1


@pytest.mark.article("6.sending")
def test_a_line_that_breaks_after_the_text_is_doubt(doubtful: tuple[Case, Message]) -> None:
    _case, message = doubtful
    assert (message.state, message.fault) == ("in_doubt", "connection")


def test_a_person_sends_it_again_under_the_same_id(
    doubtful: tuple[Case, Message], as_process: AsProcess, server: Server, sink: Sink, cast: Cast
) -> None:
    case, message = doubtful
    with case.at_work(cast.back_office) as actor:
        send_again(message=message, by=actor, at=timezone.now())
        assert not Task.objects.filter(subject=message.id, done_at=None).exists()
    with as_process(Role.WORKER):
        assert sending.send(message.id, clock=timezone.now, server=server) == Message.State.SENT
    first, second = sink.mails()
    assert first["Message-ID"] == second["Message-ID"] == message.message_id


def test_what_arrived_is_settled_and_its_address_goes(
    doubtful: tuple[Case, Message], as_process: AsProcess, cast: Cast
) -> None:
    case, message = doubtful
    with case.at_work(cast.back_office) as actor:
        assert settle(message=message, arrived=True, by=actor, at=timezone.now()).state == Message.State.SENT
    with as_process(Role.WORKER):
        assert Envelope.objects.filter(message=message.id).exists()
        sending.settle_left(at=timezone.now())
        assert not Envelope.objects.filter(message=message.id).exists()
    with case.at_work(cast.back_office) as actor, pytest.raises(ValidationError):
        settle(message=message, arrived=False, by=actor, at=timezone.now())


def test_a_message_that_waits_is_not_settled_by_hand(queued: tuple[Case, Disclosure]) -> None:
    case, disclosure = queued
    message = message_of(case, disclosure)
    with case.at_work() as actor, pytest.raises(ValidationError):
        send_again(message=message, by=actor, at=timezone.now())


def test_after_a_fortnight_it_is_released_anew(doubtful: tuple[Case, Message]) -> None:
    case, message = doubtful
    with case.at_work() as actor, pytest.raises(ValidationError, match="te oud"):
        send_again(message=message, by=actor, at=timezone.now() + timedelta(days=15))


@pytest.mark.article("6.sending")
@pytest.mark.parametrize("outcome", ["arrived", "again", "given_up"])
def test_the_page_asks_and_records(
    doubtful: tuple[Case, Message], browse: Callable[[Member], Client], cast: Cast, outcome: str
) -> None:
    case, message = doubtful
    address = reverse("settling:show", args=(case.dossier.id, message.id))
    browser = browse(cast.back_office)
    assert 'name="outcome"' in browser.get(address).content.decode()
    assert browser.post(address, {"outcome": ""}).status_code == 200
    assert browser.post(address, {"outcome": outcome}).status_code == 302
    assert 'name="outcome"' not in browser.get(address).content.decode()
    assert browse(cast.other_coach).get(address).status_code == 404
