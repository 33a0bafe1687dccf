"""The checkpoint leaves the server: to a witness outside, the first and the last of each day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.identity import acting
from inzage.access.ledger.actions import record
from inzage.access.ledger.checkpoint import parse, read
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.models import LedgerEvent
from inzage.access.ledger.sealing import own_key, seal
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from inzage.oversight.log import jobs
from inzage.oversight.log.actions import tell_witness
from inzage.sharing.post.models import Envelope
from tests.kit.fixtures import Cast, process
from tests.kit.horizon import wait_until_decided

pytestmark = pytest.mark.article("11.security")
WITNESS = "getuige@notaris.example"


@contextmanager
def worker() -> Iterator[Actor]:
    with process(Role.WORKER), override_settings(WITNESS=WITNESS), acting(SEALER.person) as actor:
        yield actor


def grow(cast: Cast, at: datetime) -> None:
    """One more line, sealed at that moment."""
    with acting(cast.coach.person) as actor:
        record(Kind.LOG_READ, by=actor)
    wait_until_decided()
    with process(Role.WORKER), acting(SEALER.person) as actor:
        assert seal(by=actor, at=at)


def letters() -> list[str]:
    """What waits for the witness, the oldest first."""
    with process(Role.WORKER):
        found = Envelope.objects.filter(recipients=[WITNESS]).order_by("message__queued_at")
        return list(found.values_list("text", flat=True))


def test_the_first_of_a_day_and_the_last_go(cast: Cast) -> None:
    before, tomorrow = len(letters()), timezone.now() + timedelta(days=1)
    grow(cast, tomorrow)
    with worker() as actor:
        assert tell_witness(by=actor, at=tomorrow)
    with worker() as actor:
        assert not tell_witness(by=actor, at=tomorrow, again=True), "the witness has it"
    grow(cast, timezone.now())
    with worker() as actor:
        assert not tell_witness(by=actor, at=tomorrow), "one of this day went already"
    with worker() as actor:
        assert tell_witness(by=actor, at=tomorrow, again=True)
    sent = letters()[before:]
    assert len(sent) == 2
    with process(Role.WORKER):
        sizes = [read(text, own_key()).size for text in sent]
        told = LedgerEvent.objects.filter(kind=Kind.CHECKPOINT_MAILED).order_by("id")
        assert [event.detail["size"] for event in told][-2:] == sizes
    assert sizes[0] < sizes[1]
    assert str(cast.coach.person) not in "".join(sent)


def test_without_a_witness_nothing_goes(cast: Cast) -> None:
    before = len(letters())
    grow(cast, timezone.now())
    with process(Role.WORKER), override_settings(WITNESS=""), acting(SEALER.person) as actor:
        assert not tell_witness(by=actor, at=timezone.now(), again=True)
    assert len(letters()) == before


def test_the_jobs_of_the_worker_do_it(cast: Cast) -> None:
    before = len(letters())
    grow(cast, timezone.now())
    with process(Role.WORKER), override_settings(WITNESS=WITNESS):
        jobs.mail_last_checkpoint(0)
        jobs.mail_first_checkpoint(0)
    sent = letters()[before:]
    assert len(sent) == 1
    assert parse(sent[0]).size > 0
    assert settings.BUREAU_NAME in sent[0]
