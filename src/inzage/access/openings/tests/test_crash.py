"""kill -9 of the database between an opening and the reading of it loses no opening."""

import os
import signal
from uuid import UUID

import psycopg
import pytest

from tests.kit.cluster import Cluster

OPEN = """
from datetime import UTC, datetime
from uuid import UUID
from inzage.access.dossiers.actions import create_dossier, next_number
from inzage.access.identity import acting
from inzage.access.openings.actions import open_dossier
from inzage.access.people.actions import found_bureau, sign_declaration

at = datetime.now(UTC)
office, manager = found_bureau(office="Kantoor", manager="Manager")
with acting(manager) as actor:
    sign_declaration(by=actor, on=at.date(), at=at)
with acting(manager) as actor:
    number = next_number(kind="client", office=office, at=at)
    dossier = create_dossier(kind="client", office=office, number=number, by=actor, at=at)
opening = open_dossier(person=manager, dossier=dossier.pk, parts=["card"], purpose="3.a")
print(dossier.pk, opening.status)
"""


@pytest.mark.slow
@pytest.mark.article("6.need")
def test_a_crash_loses_no_opening() -> None:
    cluster = Cluster(durable=True)
    try:
        cluster.start()
        dossier, status = cluster.python(OPEN).split()
        assert status == "open"
        assert cluster.server.pid is not None
        os.kill(cluster.server.pid, signal.SIGKILL)
        cluster.server.stop()  # nothing is left to stop; the dead process is cleared away
        cluster.server.start()
        with psycopg.connect(cluster.server.urls["backup"]) as backup:
            found = backup.execute("select dossier from access_opening").fetchall()
            line = backup.execute("select dossier from access_ledgerevent where kind = 'dossier.opened'").fetchall()
        assert found == line == [(UUID(dossier),)]
    finally:
        cluster.stop()
