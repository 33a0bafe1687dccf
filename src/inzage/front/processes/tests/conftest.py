"""Folders and servers for the tests of the processes; nothing here touches the installation that runs the tests."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.front.processes.postgres import EmbeddedPostgres


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path that other users of the machine can reach, as a data folder usually is."""
    made = Path(tempfile.mkdtemp(prefix="inzage-test-", dir="/tmp"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedPostgres]:
    """A running embedded server, shared by the tests of one file."""
    made = Path(tempfile.mkdtemp(prefix="inzage-test-", dir="/tmp"))
    with EmbeddedPostgres(made, durable=False) as running:
        yield running
    shutil.rmtree(made)
