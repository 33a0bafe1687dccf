"""What must not slip out: between two windows, while mail waits, after a yes was taken back (articles 4 and 6)."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone
from psycopg import errors

from inzage.access.models import Document, Entry, Task
from inzage.clients.notes.actions import mark_confidential
from inzage.front.processes.environment import Role
from inzage.law.decisions.decision import Refused
from inzage.sharing.consents.actions import withdraw
from inzage.sharing.consents.models import Consent
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.post import actions_sending as sending
from inzage.sharing.post.models import Message
from inzage.sharing.post.smtp import Server
from inzage.sharing.settling.actions import send_again
from inzage.sponsors.relations.actions import change_contact, set_contact_active
from inzage.work.reports.actions import save_draft
from inzage.work.reports.facts import draft_of
from inzage.work.reports.models import Report
from tests.kit.attack import Attacker, token_for
from tests.kit.cases import PLAIN, Case
from tests.kit.fixtures import AsProcess, Cast, Opened

MakeCase = Callable[..., Case]
HEALTH: dict[str, Any] = {"text": "Kan vier uur per dag zittend werk doen.", "category": "functional_capacity"}
WHY: dict[str, Any] = {"health_necessity": "Zonder dit kan geen passende plek worden gezocht."}
UPLOAD: dict[str, Any] = {**WHY, "channel": "upload"}
NOWHERE = Server(host="127.0.0.1", port=9, starttls=False)


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A case under an agreement that names a kind of health data too."""
    made: Case = make_case()
    made.agree(categories=(*PLAIN, "functional_capacity"))
    return made


@pytest.fixture
def by_mail() -> Iterator[None]:
    """The policy of a bureau that sends health data by mail, as the model's does not."""
    said = settings.POLICY.reporting
    sent = said.sending.model_copy(update={"health_channels": ("email_pdf",)})
    policy = settings.POLICY.model_copy(update={"reporting": said.model_copy(update={"sending": sent})})
    with override_settings(POLICY=policy):
        yield


def message_of(case: Case, disclosure: Disclosure) -> Message:
    with case.at_work():
        return Message.objects.get(id=str(disclosure.message_id))


def take_back(case: Case, consent: Consent) -> None:
    with case.at_work() as actor:
        withdraw(consent=consent, by=actor, at=timezone.now())


def set_state(as_process: AsProcess, disclosure: Disclosure, state: str) -> None:
    with as_process(Role.WORKER):
        Message.objects.filter(id=str(disclosure.message_id)).update(state=state)


def refused(act: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as caught:
        act()
    return {str(article) for article in caught.value.decision.articles}


def part_without_a_kind(case: Case) -> Report:
    """A report of which one section says what data it holds, and the other does not."""
    report = case.report()
    with case.at_work() as actor:
        (named,) = draft_of(report).sections
        stray = {"key": "stray", "title": "Verder", "text": "De cliënt is angstig.", "category": "anything"}
        save_draft(report=report, sections=[named, stray], by=actor, at=timezone.now())
    return report


@pytest.mark.article("6.agreement")
def test_a_part_that_says_not_what_it_holds_goes_nowhere(case: Case) -> None:
    """A section whose kind of data was left out, or forged in the form, would pass by the agreement."""
    version = case.lock(part_without_a_kind(case))
    assert "6.agreement" in refused(lambda: case.send(version))


@pytest.mark.article("6.health")
def test_a_consent_recorded_twice_is_withdrawn_once(case: Case) -> None:
    first, second = case.consent(), case.consent()
    take_back(case, first)
    with case.at_work():
        assert Consent.objects.get(id=second.id).withdrawn_at is not None
    version = case.lock(case.report(**HEALTH))
    assert "6.health" in refused(lambda: case.send(version, **UPLOAD))


@pytest.mark.article("6.health")
def test_a_consent_to_something_else_stands(case: Case) -> None:
    first, other = case.consent(), case.consent(direction="in")
    take_back(case, first)
    with case.at_work():
        assert Consent.objects.get(id=other.id).withdrawn_at is None


@pytest.mark.usefixtures("by_mail")
@pytest.mark.article("6.health")
def test_what_waits_is_taken_back_with_its_consent(case: Case, as_process: AsProcess) -> None:
    consent = case.consent()
    plain = case.send(case.lock(case.report()))
    sent = case.send(case.lock(case.report(**HEALTH)), **WHY)
    take_back(case, consent)
    with as_process(Role.WORKER):
        assert sending.send(sent.message_id, clock=timezone.now, server=NOWHERE) is None  # type: ignore[arg-type]
    assert message_of(case, sent).state == Message.State.GIVEN_UP
    assert message_of(case, plain).state == Message.State.QUEUED


@pytest.mark.usefixtures("by_mail")
@pytest.mark.article("6.health")
@pytest.mark.parametrize("state", ["failed", "in_doubt"])
def test_it_is_not_sent_again_without_the_consent(case: Case, cast: Cast, as_process: AsProcess, state: str) -> None:
    consent = case.consent()
    sent = case.send(case.lock(case.report(**HEALTH)), **WHY)
    set_state(as_process, sent, state)
    take_back(case, consent)

    def again() -> None:
        with case.at_work(cast.back_office) as actor:
            send_again(message=Message.objects.get(id=str(sent.message_id)), by=actor, at=timezone.now())

    assert "6.health" in refused(again)
    assert message_of(case, sent).state == state


@pytest.mark.article("6.agreement")
def test_it_is_not_sent_again_to_a_contact_who_left(
    case: Case, cast: Cast, as_process: AsProcess, opened: Opened
) -> None:
    sent = case.send(case.lock(case.report()))
    set_state(as_process, sent, "failed")
    opened(cast.back_office, case.sponsor.dossier_id, "3.d", "sponsor", ("contacts",))
    with case.at_work(cast.back_office) as actor:
        set_contact_active(contact=case.contact, active=False, by=actor, at=timezone.now())

    def again() -> None:
        with case.at_work() as actor:
            send_again(message=Message.objects.get(id=str(sent.message_id)), by=actor, at=timezone.now())

    assert "6.agreement" in refused(again)


@pytest.mark.article("6.sending")
def test_it_is_not_sent_again_to_an_address_that_was_wrong(
    case: Case, cast: Cast, as_process: AsProcess, opened: Opened
) -> None:
    """A slip in an address, mended after the mail failed: once more to the old one would be to a stranger."""
    sent = case.send(case.lock(case.report()))
    set_state(as_process, sent, "failed")
    opened(cast.back_office, case.sponsor.dossier_id, "3.d", "sponsor", ("contacts",))
    with case.at_work(cast.back_office) as actor:
        change_contact(
            contact=case.contact, name="Ria Roos", email="ria@goed.test", job_title="", phone="",
            by=actor, at=timezone.now(),
        )  # fmt: skip
    with case.at_work() as actor, pytest.raises(ValidationError, match="adres"):
        send_again(message=Message.objects.get(id=str(sent.message_id)), by=actor, at=timezone.now())
    assert message_of(case, sent).state == Message.State.FAILED


def test_it_is_sent_again_when_nothing_changed(case: Case, as_process: AsProcess) -> None:
    sent = case.send(case.lock(case.report()))
    set_state(as_process, sent, "failed")
    with case.at_work() as actor:
        kept = send_again(message=Message.objects.get(id=str(sent.message_id)), by=actor, at=timezone.now())
    assert kept.state == Message.State.QUEUED


@pytest.mark.article("6.confidential")
def test_of_a_confidential_talk_nothing_is_told(case: Case) -> None:
    """The note of an oral report counts as part of it."""
    note = case.note("Gebeld met de opdrachtgever over de planning.")
    version = case.lock(case.report("oral", note=note))
    with case.at_work() as actor:
        mark_confidential(note=note, by=actor, at=timezone.now())
    assert "6.confidential" in refused(lambda: case.send(version, channel=""))


@pytest.mark.article("6.confidential")
def test_who_may_not_read_notes_is_told_the_mark_all_the_same(case: Case, cast: Cast) -> None:
    passage = case.passage()
    version = case.lock(case.report(passages=[passage]))
    case.mark(passage)
    with pytest.raises(Refused) as caught:
        case.send(version, by=cast.back_office)
    assert "vertrouwelijke" in caught.value.decision.sentence.nl


HELD = {
    "sharing_consent": "a consent that is withdrawn at this moment",
    "clients_passage": "a note that is marked",
    "work_report": "a text that is opened",
    "work_engagement": "an agreement that is replaced",
    "sponsors_sponsorcontact": "a contact who leaves",
}


@pytest.mark.article("4")
@pytest.mark.parametrize("table", HELD)
def test_what_a_release_rests_on_stays_until_it_is_written(case: Case, cast: Cast, database: str, table: str) -> None:
    """Whoever changes it in another window waits, or was first and is seen: never both at once."""
    consent, passage = case.consent(), case.passage()
    version = case.lock(case.report(passages=[passage], **HEALTH))
    rows: dict[str, UUID] = {
        "sharing_consent": consent.id, "clients_passage": passage.id, "work_report": version.report_id,
        "work_engagement": case.engagement.id, "sponsors_sponsorcontact": case.contact.id,
    }  # fmt: skip
    with case.at_work() as actor, Attacker.connect(Role.DESK, database) as window, window.connection.transaction():
        case.send_at(version, timezone.now(), by=actor, **UPLOAD)
        window.run("select person from gate.begin(%s)", token_for(cast.coach.person, window.connection))
        with pytest.raises(errors.LockNotAvailable):
            window.run(f"select 1 from {table} where id = %s for update nowait", rows[table])  # names of this test


def test_nothing_of_a_refused_release_stays(case: Case) -> None:
    version = case.lock(part_without_a_kind(case))
    refused(lambda: case.send(version))
    with case.at_work():
        assert not Disclosure.objects.filter(dossier=case.dossier).exists()
        assert not Message.objects.filter(dossier=case.dossier.id).exists()
        assert not Document.objects.filter(dossier=case.dossier, part="disclosures").exists()
        assert not Entry.objects.filter(dossier=case.dossier, kind="disclosure").exists()
        assert not Task.objects.filter(dossier=case.dossier, kind="inform_client_orally").exists()
