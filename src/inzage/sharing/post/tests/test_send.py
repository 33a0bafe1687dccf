"""The worker sends exactly the bytes that were decided on, once (6.sending)."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Document, LedgerEvent, Task
from inzage.access.vault.actions import read
from inzage.front.processes.environment import Role
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.post import actions_sending as sending
from inzage.sharing.post.actions import queue_system_mail
from inzage.sharing.post.mime import compose
from inzage.sharing.post.models import PAUSES, Envelope, Message
from inzage.sharing.post.smtp import Server
from inzage.sharing.post.tests.conftest import Sink
from tests.kit.attack import Attacker
from tests.kit.cases import Case
from tests.kit.fixtures import Cast

MakeCase = Callable[..., Case]
AsProcess = Callable[[Role], AbstractContextManager[None]]
CLOCK = timezone.now


@pytest.fixture
def queued(make_case: MakeCase) -> tuple[Case, Disclosure]:
    """A case whose report waits in the outbox."""
    case = make_case()
    return case, case.send(case.lock(case.report()))


def deliver(disclosure: Disclosure, as_process: AsProcess, server: Server) -> str | None:
    assert disclosure.message_id
    with as_process(Role.WORKER):
        return sending.send(disclosure.message_id, clock=CLOCK, server=server)


def state(case: Case, disclosure: Disclosure) -> Message:
    with case.at_work():
        return Message.objects.get(id=str(disclosure.message_id))


@pytest.mark.article("6.sending")
def test_the_bytes_that_arrive_are_those_in_vault_and_register(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink, cast: Cast
) -> None:
    case, disclosure = queued
    assert deliver(disclosure, as_process, server) == Message.State.SENT
    (received,) = sink.mails()
    (attachment,) = received.iter_attachments()
    content = attachment.get_content()
    with case.at_work():
        kept = read(Document.objects.get(id=str(disclosure.document_id)))
    assert content == kept
    assert hashlib.sha256(content).hexdigest() == disclosure.sha256
    assert attachment.get_content_type() == "application/pdf"
    assert sink.recipients == [case.contact.email]
    message = state(case, disclosure)
    assert received["Message-ID"] == message.message_id
    assert (message.state, message.attempts, message.fault) == ("sent", 1, "")
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(subject=message.id, kind="message.sent").count() == 1


@pytest.mark.article("6.sending")
def test_nothing_about_the_client_stands_outside_the_pdf(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink
) -> None:
    case, disclosure = queued
    deliver(disclosure, as_process, server)
    (received,) = sink.mails()
    body = received.get_body()
    assert body is not None
    (attachment,) = received.iter_attachments()
    outside = f"{received['Subject']} {body.get_content()} {attachment.get_filename()}"
    for word in (case.client.last_name, "Mila", case.dossier.number):
        assert word not in outside
    assert case.contact.name in body.get_content()


def test_a_job_that_runs_twice_sends_once_and_the_address_goes(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink
) -> None:
    _case, disclosure = queued
    with as_process(Role.WORKER):
        assert Envelope.objects.filter(message=disclosure.message_id).exists()
    deliver(disclosure, as_process, server)
    assert deliver(disclosure, as_process, server) is None
    assert len(sink.received) == 1
    with as_process(Role.WORKER):
        assert not Envelope.objects.filter(message=disclosure.message_id).exists()


def test_the_job_is_queued_with_the_message_or_not_at_all(queued: tuple[Case, Disclosure], make_case: MakeCase) -> None:
    _case, disclosure = queued
    assert jobs_for(str(disclosure.message_id)) == 1
    other = make_case()
    version = other.lock(other.report())
    with pytest.raises(ZeroDivisionError), other.at_work() as actor:
        undone = other.send_at(version, timezone.now(), by=actor)
        raise ZeroDivisionError
    assert jobs_for(str(undone.message_id)) == 0


def jobs_for(message: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where args ->> 'message' = %s", [message])
        return int(cursor.fetchone()[0])


def test_a_server_that_is_away_is_tried_again_later(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, nowhere: Server
) -> None:
    case, disclosure = queued
    assert deliver(disclosure, as_process, nowhere) == Message.State.QUEUED
    message = state(case, disclosure)
    assert (message.state, message.fault, message.attempts) == ("queued", "connection", 1)
    assert jobs_for(str(message.id)) == 2
    assert deliver(disclosure, as_process, server) == Message.State.SENT


@pytest.mark.parametrize("answer", ["answer_to", "answer"])
def test_a_server_that_says_later_is_asked_again(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink, answer: str
) -> None:
    case, disclosure = queued
    setattr(sink, answer, "451 come back later")
    assert deliver(disclosure, as_process, server) == Message.State.QUEUED
    assert state(case, disclosure).fault == "451"


@pytest.mark.parametrize("answer", ["answer_to", "answer"])
def test_a_server_that_says_no_gives_a_person_a_task(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink, cast: Cast, answer: str
) -> None:
    case, disclosure = queued
    setattr(sink, answer, "550 no such user")
    assert deliver(disclosure, as_process, server) == Message.State.FAILED
    assert state(case, disclosure).fault == "550"
    with acting(cast.back_office.person):
        task = Task.objects.get(subject=disclosure.message_id, done_at=None)
    assert (task.kind, task.role, task.article) == ("message_in_doubt", "back_office", "6.sending")


def test_after_the_last_pause_a_message_has_failed(
    queued: tuple[Case, Disclosure], as_process: AsProcess, nowhere: Server
) -> None:
    _case, disclosure = queued
    states = [deliver(disclosure, as_process, nowhere) for _ in range(len(PAUSES) + 2)]
    assert states == [*["queued"] * len(PAUSES), "failed", None]


@pytest.mark.article("6.sending")
def test_other_bytes_than_were_decided_on_never_go(
    queued: tuple[Case, Disclosure], as_process: AsProcess, server: Server, sink: Sink, database: str
) -> None:
    """No process may change the hash; the owner of the tables does here, after taking away what holds it too."""
    _case, disclosure = queued
    with Attacker.connect(Role.OWNER, database) as owner, owner.connection.transaction():
        owner.run("alter table sharing_message no force row level security")
        owner.run("update sharing_message set sha256 = repeat('0', 64) where id = %s", disclosure.message_id)
        owner.run("alter table sharing_message force row level security")
    assert deliver(disclosure, as_process, server) == Message.State.FAILED
    assert sink.received == []


def test_mail_of_the_system_goes_without_anybody_signed_in(as_process: AsProcess, server: Server, sink: Sink) -> None:
    before = set(_all(as_process))
    mail.send_mail("Nieuw wachtwoord", "Gebruik deze code: 1234", None, ["jan@bureau.test"])
    (key,) = set(_all(as_process)) - before
    with as_process(Role.WORKER):
        assert sending.send(key, clock=CLOCK, server=server) == Message.State.SENT
        assert not Envelope.objects.filter(message=key).exists()
    (received,) = sink.mails()
    assert received["To"] == "jan@bureau.test"
    assert received["Subject"] == "Nieuw wachtwoord"
    assert "1234" in received.get_content()


def _all(as_process: AsProcess) -> list[UUID]:
    with as_process(Role.WORKER):
        return list(Message.objects.values_list("id", flat=True))


def test_mail_of_the_system_carries_no_attachment() -> None:
    letter = mail.EmailMessage("Onderwerp", "Tekst", None, ["jan@bureau.test"])
    letter.attach("dossier.pdf", b"%PDF-", "application/pdf")
    with pytest.raises(ValueError, match="attachments"):
        letter.send()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "Hallo\r\nBcc: x@example.org"),
        ("subject", "Hallo\nBcc: x@example.org"),
        ("sender", "a@example.org\nBcc: x@example.org"),
        ("recipients", ["a@example.org\nBcc: x@example.org"]),
        ("recipients", ["a@example.org, x@example.org"]),
    ],
)
def test_no_text_can_add_a_header(field: str, value: object) -> None:
    given = {"recipients": ["a@example.org"], "sender": "b@example.org", "subject": "Hallo"} | {field: value}
    with pytest.raises(ValidationError):
        queue_system_mail(**given, text="", html="", at=timezone.now())  # type: ignore[arg-type]


def test_a_header_with_a_line_break_is_never_written(queued: tuple[Case, Disclosure]) -> None:
    _case, disclosure = queued
    with pytest.raises(ValueError, match=r"[Hh]eader"):
        compose(
            message=disclosure.id, message_id="<a@b>", queued_at=timezone.now(), sender="a@example.org",
            recipients=["b@example.org"], subject="Hallo\nBcc: x@example.org", text="",
        )  # fmt: skip


def test_the_same_message_gives_the_same_bytes(queued: tuple[Case, Disclosure]) -> None:
    _case, disclosure = queued
    at = timezone.now()
    first, second = (
        compose(
            message=disclosure.id, message_id="<a@b>", queued_at=at, sender="Bureau <a@example.org>",
            recipients=["b@example.org"], subject="Een rapportage voor u", text="Tekst é", html="<p>Tekst</p>",
            attachment=b"%PDF-1.7", file_name="rapport.pdf",
        )
        for _ in range(2)
    )  # fmt: skip
    assert first == second
    assert b"\r\n" in first


def test_the_pages_cannot_read_an_address_and_the_worker_no_other_document(
    queued: tuple[Case, Disclosure], as_process: AsProcess
) -> None:
    case, _disclosure = queued
    with pytest.raises(ProgrammingError, match="permission denied"), case.at_work():
        Envelope.objects.count()
    consent = case.consent()
    with as_process(Role.WORKER):
        assert not Document.objects.filter(id=consent.document_id).exists()
        with pytest.raises(ProgrammingError, match="permission denied"):
            Disclosure.objects.count()
