"""The demo bureau is made by its own people, once."""

import pytest

from tests.kit.cluster import Cluster

BUILD = """
from datetime import UTC, datetime
from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.access.people.facts import person_by_email
from inzage.front.demo import bureau
from inzage.front.demo.build import build
bureau.found(datetime.now(UTC))  # as when somebody pressed Ctrl-C half-way
for _ in range(2):
    build(datetime.now(UTC))
    with acting(person_by_email("marijke@werkhaven.example")):
        print(LedgerEvent.objects.count())
"""


@pytest.mark.slow
def test_the_demo_is_built_once() -> None:
    cluster = Cluster()
    try:
        cluster.start()
        first, second = map(int, cluster.python(BUILD).split())
    finally:
        cluster.stop()
    assert first > 500
    assert second == first
