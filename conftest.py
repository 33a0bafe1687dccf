"""The test kit: a real PostgreSQL with both gates on, a cloned database per worker, and a cast of people.

Nothing is rolled back or flushed: the ledger is append-only, and content shows only under committed openings. Every
test makes fresh things. Django is set up here, and not by a plugin, because the cluster must run before the settings
are read.
"""

import os
from collections.abc import Iterator

import django
import pytest
from django.db import connections

from tests.kit.cluster import Cluster, clone, close_pools, drop

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
CLUSTER = None if WORKER else Cluster()
if CLUSTER:
    CLUSTER.start()
    os.environ.update(CLUSTER.environment)
django.setup()

pytest_plugins = ["tests.kit.fixtures"]


def pytest_unconfigure() -> None:
    """Stop the cluster when the run is over, in the process that started it."""
    if CLUSTER:
        CLUSTER.stop()


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[str]:
    """This worker's own clone; all aliases of the main database point at it."""
    name = f"inzage_{WORKER or 'main'}"
    clone(name)
    for alias in ("default", "login", "opener"):
        connections[alias].settings_dict["NAME"] = name
    yield name
    close_pools()
    drop(name)
