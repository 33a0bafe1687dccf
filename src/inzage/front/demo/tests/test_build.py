"""The demo bureau is made by its own people, in good time, once."""

import pytest

from tests.kit.cluster import Cluster

BUILD = """
import time
from datetime import UTC, datetime
from inzage.front.demo import bureau
from inzage.front.demo.build import build
bureau.found(datetime.now(UTC))  # as when somebody pressed Ctrl-C half-way
for _ in range(2):
    begun = time.monotonic()
    build(datetime.now(UTC))
    print(round(time.monotonic() - begun, 2))
"""


@pytest.mark.slow
def test_the_demo_is_built_once_and_quickly() -> None:
    cluster = Cluster()
    try:
        cluster.start()
        first, second = map(float, cluster.python(BUILD).split())
    finally:
        cluster.stop()
    assert first < 15
    assert second < 2
